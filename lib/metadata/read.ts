import { startsWith } from "./bytes";
import { readManifests } from "./c2pa";
import { cleanWorkflow } from "./clean-workflow";
import { isWorkflow, readComfyUi } from "./comfy/comfyui";
import { isPromptGraph } from "./comfy/graph";
import { readAvif } from "./containers/avif";
import { readGif } from "./containers/gif";
import { readJpeg } from "./containers/jpeg";
import { readPng } from "./containers/png";
import { readWebp } from "./containers/webp";
import { isA1111, readA1111, readOwn } from "./dialects/a1111";
import {
  isMidjourney,
  isMidjourneyName,
  isOpenAiGenerator,
  isOpenAiName,
  readMidjourney,
  readOpenAi,
} from "./dialects/described";
import { isDrawThings, readDrawThings } from "./dialects/draw-things";
import { isFooocus, isRuinedFooocus, readFooocus, readRuinedFooocus } from "./dialects/fooocus";
import { readDream, readInvokeMetadata, readSdMetadata } from "./dialects/invokeai";
import { readNovelAi } from "./dialects/novelai";
import { readSwarmUi } from "./dialects/swarmui";
import { writtenBy } from "./embed";
import { createFound, type Found } from "./found";
import { type Json, parseJson, pick, pickText } from "./json";
import { metadataLimits } from "./limits";
import { type GenerationMetadata, noParameters, type Parameters } from "./metadata";
import { cleanText, isBeyond } from "./values";
import { readXmp } from "./xmp";

function readContainer(bytes: Uint8Array, found: Found): void {
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) readPng(bytes, found);
  else if (startsWith(bytes, "\xff\xd8\xff")) readJpeg(bytes, found);
  else if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) readWebp(bytes, found);
  else if (startsWith(bytes, "GIF8")) readGif(bytes, found);
  else if (startsWith(bytes, "ftyp", 4)) readAvif(bytes, found);
  else found.warn("not_an_image");
  readXmp(found);
}

/** A text, and what it is as JSON. */
interface Candidate {
  readonly key: string;
  readonly value: string;
  readonly json: Json | null;
}

/** ComfyUI names what it puts into EXIF: "workflow:{…}", "Prompt: {…}". */
function candidateOf(key: string, value: string, found: Found): Candidate {
  const named = /^(workflow|prompt):\s*(?=\{)/i.exec(value.slice(0, 40));
  const text = named ? value.slice(named[0].length) : value;
  const json = parseJson(text, found.warn);
  return {
    key: named && key.startsWith("exif:") ? (named[1] as string).toLowerCase() : key,
    value: text,
    json: json && !Array.isArray(json) ? (json as Json) : null,
  };
}

type Reader = (candidates: readonly Candidate[], found: Found) => Parameters | null;

const textUnder = (candidates: readonly Candidate[], ...keys: string[]) =>
  keys.map((key) => candidates.find((each) => each.key === key)?.value).find((value) => value !== undefined) ?? null;

const readInvoke: Reader = (candidates) => {
  const metadata = candidates.find(({ key, json }) => key === "invokeai_metadata" && json)?.json;
  if (metadata) return readInvokeMetadata(metadata);
  const sd = candidates.find(({ key, json }) => key === "sd-metadata" && json)?.json;
  if (sd) return readSdMetadata(sd);
  const dream = textUnder(candidates, "Dream");
  return dream ? readDream(dream) : null;
};

const readNovel: Reader = (candidates, found) => {
  const isSaid = candidates.some(
    ({ key, value }) => /^(exif:|xmp\/xmp:)?(Software|CreatorTool)$/i.test(key) && value === "NovelAI",
  );
  const about = {
    description: textUnder(candidates, "Description", "exif:ImageDescription"),
    source: textUnder(candidates, "Source"),
  };
  for (const { key, json } of candidates) {
    if (!json) continue;
    // In WebP all of PNG's texts are one JSON object.
    const inner = pickText(json, "Comment");
    if (inner && pick(json, "Software") === "NovelAI") {
      const comment = parseJson(inner, found.warn);
      return readNovelAi((comment ?? {}) as Json, {
        description: pickText(json, "Description"),
        source: pickText(json, "Source"),
      });
    }
    if (key === "Comment" && (isSaid || pick(json, "uc", "v4_prompt") !== undefined)) return readNovelAi(json, about);
  }
  return isSaid ? readNovelAi({}, about) : null;
};

const readJsonDialects: Reader = (candidates) => {
  for (const { json } of candidates) {
    if (!json) continue;
    if (pick(json, "sui_image_params")) return readSwarmUi(json);
    if (isRuinedFooocus(json)) return readRuinedFooocus(json);
    if (isFooocus(json)) return readFooocus(json);
    if (isDrawThings(json)) return readDrawThings(json);
  }
  return null;
};

/** ComfyUI's graph, joined with settings in A1111's form where a node wrote both: those say what ran most plainly. */
const readComfy: Reader = (candidates, found) => {
  const graph = candidates.find(({ json }) => json && isPromptGraph(json));
  const shown = candidates.find(({ json }) => json && isWorkflow(json));
  const saved = shown ?? graph;
  if (!saved) return null;
  const isKept = new TextEncoder().encode(saved.value).length <= metadataLimits.workflow;
  if (!isKept) found.warn("workflow_too_large");
  return { ...readComfyUi(graph?.json ?? null, shown?.json ?? null), workflow: isKept ? saved.value : null };
};

const readSettings: Reader = (candidates) => {
  const own = textUnder(candidates, "exif:UserComment");
  if (own && candidates.some(({ key, value }) => key === "exif:Software" && value === writtenBy))
    return readOwn(own, writtenBy);
  const written = candidates.find(({ value }) => isA1111(value));
  if (written) return readA1111(written.value);
  const bare = candidates.find(({ key, json, value }) => key === "parameters" && !json && !/^[{[]/.test(value));
  return bare ? readA1111(bare.value) : null;
};

/** Words of a picture are a prompt only where something else says that a generator wrote them. */
const readDescriptions: Reader = (candidates) => {
  const description = textUnder(
    candidates,
    "xmp/dc:description",
    "exif:ImageDescription",
    "iptc:caption",
    "Description",
    "xmp/iptcExt:AIPromptInformation",
    "exif:UserComment",
    "xmp/exif:UserComment",
    "comment",
  );
  const said = candidates
    .filter(({ key }) =>
      /Software|CreatorTool|Credit|Source|program|credit|Make|AISystemUsed|instructions|Author/i.test(key),
    )
    .map(({ value }) => value.slice(0, 500));
  if (said.some(isMidjourneyName) || (description && isMidjourney(description)))
    return readMidjourney(description ?? "");
  return said.some(isOpenAiName) ? readOpenAi(description, said.filter(isOpenAiName).join("\n")) : null;
};

/** What the first has, and for the rest the second. */
function fill(first: Parameters, second: Parameters | null): Parameters {
  if (!second) return first;
  const merged: Record<string, unknown> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const known = merged[name];
    if (known === null || (Array.isArray(known) && known.length === 0)) merged[name] = value;
  }
  return merged as unknown as Parameters;
}

function understand(candidates: readonly Candidate[], found: Found): Parameters {
  for (const read of [readInvoke, readNovel, readJsonDialects]) {
    const parameters = read(candidates, found);
    if (parameters) return parameters;
  }
  const comfy = readComfy(candidates, found);
  const settings = readSettings(candidates, found);
  if (comfy) return settings ? { ...fill(settings, comfy), tool: "ComfyUI" } : comfy;
  return settings ?? readDescriptions(candidates, found) ?? noParameters;
}

const lastPart = (uri: string | null) =>
  cleanText(
    uri?.split(/[/#]/).findLast((part) => part.trim() !== ""),
    100,
  );

/**
 * How an image was made, as its file says. Never throws; what cannot be read is left out and named in `warnings`. Work and
 * memory are bounded by `metadataLimits`, whatever the bytes are. Places, serial numbers, makers' notes and people's names
 * are not read at all. Works in a browser and on the server.
 */
export function readMetadata(bytes: Uint8Array): GenerationMetadata {
  try {
    return readUnguarded(bytes);
  } catch {
    // Nothing is known to come here; whatever does must not fail an upload.
    return {
      ...noParameters,
      digitalSourceType: null,
      c2pa: { present: false, generator: null },
      warnings: ["too_much_text"],
    };
  }
}

/** Exported for its test alone, which would not see a throw through the guard. */
export function readUnguarded(bytes: Uint8Array): GenerationMetadata {
  const found = createFound();
  readContainer(bytes, found);
  const candidates = found.texts.map(({ key, value }) => candidateOf(key, value, found));
  const manifest = readManifests(found);
  const makers = [manifest.generator, manifest.agent].filter((name) => name !== null);
  const byManifest = makers.some(isOpenAiGenerator) ? readOpenAi(null, makers.join("\n")) : null;
  const parameters = fill(understand(candidates, found), byManifest);
  if ([parameters.prompt, parameters.negativePrompt].some((text) => isBeyond(text, metadataLimits.prompt)))
    found.warn("prompt_cut");
  if (parameters.loras.length > metadataLimits.loras) found.warn("loras_cut");
  const short = (text: string | null) => cleanText(text, metadataLimits.name);
  return {
    tool: short(parameters.tool),
    prompt: cleanText(parameters.prompt, metadataLimits.prompt),
    negativePrompt: cleanText(parameters.negativePrompt, metadataLimits.prompt),
    model: short(parameters.model),
    sampler: short(parameters.sampler),
    steps: parameters.steps,
    cfg: parameters.cfg,
    seed: parameters.seed,
    width: parameters.width,
    height: parameters.height,
    loras: parameters.loras.slice(0, metadataLimits.loras),
    workflow: parameters.workflow && cleanWorkflow(parameters.workflow),
    digitalSourceType: lastPart(
      textUnder(candidates, "xmp/iptcExt:DigitalSourceType", "xmp/iptcExt:DigitalSourcetype") ??
        manifest.digitalSourceType,
    ),
    c2pa: { present: manifest.present, generator: manifest.generator },
    warnings: [...found.warnings],
  };
}
