/** What the reader will take in, whatever the file says. So the work on any file is bounded before it begins. */
export const metadataLimits = {
  /** Bytes of one text, also after it was inflated. A large ComfyUI workflow has a few hundred thousand. */
  text: 1024 * 1024,
  /** Bytes of all texts of a file together. */
  allText: 2 * 1024 * 1024,
  /** Bytes of compressed texts of a file together, both before and after. */
  inflated: 1024 * 1024,
  /** Blocks of compressed texts of a file together; a megabyte of text has some dozens. */
  blocks: 2_000,
  /** Bytes of a C2PA manifest store; thumbnails are inside. */
  manifest: 4 * 1024 * 1024,
  /** Manifest stores of a file, boxes in each, how deep those are nested. */
  manifests: 4,
  manifestBoxes: 4_096,
  manifestDepth: 12,
  /** Chunks, boxes, segments, EXIF entries and IPTC records of a file together that are looked at. */
  parts: 50_000,
  /** Texts that are decoded, also when nothing is in them. */
  texts: 200,
  /** XMP packets of a file, and EXIF blocks of one that has them as items. */
  xmpPackets: 2,
  exifItems: 1,
  /** Entries of an EXIF directory; pieces of an item; attributes of a tag. */
  exifEntries: 512,
  extents: 256,
  attributes: 500,
  /** How deep JSON, XML, CBOR and boxes may be nested. */
  depth: 64,
  /** Values in one JSON or CBOR document. */
  nodes: 100_000,
  /** Bytes of a workflow that is kept, and the largest exponent of its numbers: a database writes all zeros of 1e308. */
  workflow: 512 * 1024,
  exponent: 20,
  /** How often JSON may stand in a text of JSON. */
  nestedJson: 4,
  /** Characters of a text that may be nothing but a path. */
  path: 4_096,
  /** Subgraphs that a workflow defines. */
  subgraphs: 200,
  /** Nodes of a graph, inputs of a node, steps of all walks through it, links that one walk follows in a row. */
  graphNodes: 5_000,
  graphInputs: 200,
  graphSteps: 20_000,
  graphDepth: 200,
  /** Characters that a graph's texts have together whenever they are joined. */
  joined: 1024 * 1024,
  /** So far from a text's end A1111's settings may begin, in characters; and how many there may be. */
  settingsAway: 65_536,
  settings: 200,
  /** Characters of a prompt; of any shorter text such as a sampler's name. */
  prompt: 20_000,
  name: 200,
  loras: 50,
  /** Entries of a list of LoRAs that are looked at; some tools keep empty ones. */
  loraEntries: 200,
} as const;
