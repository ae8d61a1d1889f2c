import { latin1, u32, u64, untilZero } from "./bytes";
import { readCbor } from "./cbor";
import type { Found } from "./found";
import { asArray, asObject, pick, pickText } from "./json";
import { metadataLimits } from "./limits";
import { cleanText } from "./values";

interface Content {
  readonly label: string;
  readonly cbor: Uint8Array;
}

/** The CBOR contents of a JUMBF tree by their labels, in order. @see ISO/IEC 19566-5 */
function contents(store: Uint8Array): { isJumbf: boolean; found: Content[] } {
  const found: Content[] = [];
  let parts = 0;
  let isJumbf = false;
  const walk = (bytes: Uint8Array, depth: number, outer: string) => {
    let label = outer;
    for (let at = 0; at + 8 <= bytes.length && parts < metadataLimits.manifestBoxes; parts += 1) {
      const short = u32(bytes, at);
      const head = short === 1 ? 16 : 8;
      const size = short === 1 ? u64(bytes, at + 8) : short === 0 ? bytes.length - at : short;
      if (size < head || at + size > bytes.length) return;
      const type = latin1(bytes, at + 4, 4);
      const body = bytes.subarray(at + head, at + size);
      if (type === "jumb") {
        isJumbf = true;
        if (depth < metadataLimits.manifestDepth) walk(body, depth + 1, "");
      } else if (type === "jumd" && (body[16] ?? 0) & 2)
        label = latin1(body, 17, Math.min(metadataLimits.name, untilZero(body, 17) - 17));
      else if (type === "cbor") found.push({ label, cbor: body });
      at += size;
    }
  };
  walk(store, 0, "");
  return { isJumbf, found };
}

/** Version 1 lists who took part, version 2 names one. @see C2PA 2.1 §10.3 */
function generatorOf(claim: unknown): string | null {
  const info = pick(asObject(claim), "claim_generator_info");
  const first = asObject(asArray(info)[0] ?? info);
  const name = pickText(first, "name");
  const version = pickText(first, "version");
  return cleanText(
    name ? [name, version].filter(Boolean).join(" ") : pickText(asObject(claim), "claim_generator"),
    metadataLimits.name,
  );
}

function sourceTypeOf(actions: unknown): string | null {
  for (const action of asArray(pick(asObject(actions), "actions"))) {
    const type = pickText(asObject(action), "digitalSourceType");
    if (type) return type;
  }
  return null;
}

/** What did the first thing that names it: a text, or an object with a name. */
function agentOf(actions: unknown): string | null {
  for (const action of asArray(pick(asObject(actions), "actions"))) {
    const agent = pick(asObject(action), "softwareAgent");
    const name = cleanText(typeof agent === "string" ? agent : pickText(asObject(agent), "name"), metadataLimits.name);
    if (name) return name;
  }
  return null;
}

export interface Manifest {
  readonly present: boolean;
  readonly generator: string | null;
  /** The program that made the image, for the one that signed. */
  readonly agent: string | null;
  readonly digitalSourceType: string | null;
}

/** What the newest manifest, the last one, claims. Nothing is verified: who it says made the image is a claim. */
export function readManifests({ manifests, warn }: Found): Manifest {
  let result: Manifest = { present: false, generator: null, agent: null, digitalSourceType: null };
  for (const store of manifests) {
    const { isJumbf, found } = contents(store);
    if (!isJumbf) {
      warn("c2pa_unreadable");
      continue;
    }
    const last = (label: string) => found.findLast((content) => content.label.startsWith(label));
    const claim = last("c2pa.claim");
    const parsed = claim && readCbor(claim.cbor);
    if (parsed === undefined) warn("c2pa_unreadable");
    const actions = last("c2pa.actions");
    const done = actions && readCbor(actions.cbor);
    result = {
      present: true,
      generator: generatorOf(parsed) ?? result.generator,
      agent: agentOf(done) ?? result.agent,
      digitalSourceType: sourceTypeOf(done) ?? result.digitalSourceType,
    };
  }
  return result;
}
