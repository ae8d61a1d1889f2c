/** What the reader will take in, whatever the file says. So the work on any file is bounded before it begins. */
export const metadataLimits = {
  /** Bytes of one text, also after it was inflated. A large ComfyUI workflow has a few hundred thousand. */
  text: 1024 * 1024,
  /** Bytes of all texts of a file together. */
  allText: 2 * 1024 * 1024,
  /** Bytes of compressed texts of a file together, both before and after. */
  inflated: 1024 * 1024,
  /** Blocks of one compressed stream; a megabyte of text has some dozens. */
  blocks: 2_000,
  /** Bytes of a C2PA manifest store; thumbnails are inside. */
  manifest: 4 * 1024 * 1024,
  /** Chunks, boxes or segments of a container that are looked at. */
  parts: 50_000,
  /** Texts that are kept. */
  texts: 200,
  /** How deep JSON, XML, CBOR and boxes may be nested. */
  depth: 64,
  /** Values in one JSON or CBOR document. */
  nodes: 100_000,
  /** Bytes of a workflow that is kept. */
  workflow: 512 * 1024,
  /** Characters of a prompt; of any shorter text such as a sampler's name. */
  prompt: 20_000,
  name: 200,
  loras: 50,
} as const;
