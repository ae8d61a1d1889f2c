import { asArray, asObject, parseJson, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import { type Lora, noParameters, type Parameters } from "../metadata";
import { decimal, integer, lora, lorasInPrompt, modelName, seedOf, sizeOf } from "../values";

/** The last line that begins like the settings do. A prompt may well say "Steps:" before. */
function settingsAt(text: string): number {
  const least = Math.max(0, text.length - metadataLimits.settingsAway);
  for (let at = text.lastIndexOf("Steps:"); at >= least; at = at === 0 ? -1 : text.lastIndexOf("Steps:", at - 1)) {
    const indent = /(?:^|\n)([^\S\n]{0,20})$/.exec(text.slice(Math.max(0, at - 21), at))?.[1];
    if (indent !== undefined && /^Steps: {0,3}\d/.test(text.slice(at, at + 12))) return at - indent.length;
  }
  return -1;
}

/** Behind a JSON string or a bracketed value that begins at `at`; a comma inside does not end it. */
function valueEnd(text: string, at: number): number {
  let depth = 0;
  let quoted = false;
  for (let index = at; index < text.length; index += 1) {
    const char = text[index];
    if (char === "\\" && quoted) index += 1;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") depth -= 1;
    if (depth === 0 && !quoted) return index + 1;
  }
  return text.length;
}

/** What Civitai used, as a JSON list. */
function resourcesOf(settings: ReadonlyMap<string, string>): Pick<Parameters, "model" | "loras"> {
  const list = asArray(parseJson(settings.get("Civitai resources") ?? "", () => {})).map(asObject);
  const of = (kind: RegExp) =>
    list.slice(0, metadataLimits.loraEntries).filter((each) => kind.test(pickText(each, "type") ?? ""));
  return {
    model: modelName(pick(of(/^checkpoint$/i)[0] ?? {}, "modelName")),
    loras: of(/^(?:lora|lycoris|locon|dora)$/i).flatMap((each) => lora(pick(each, "modelName"), pick(each, "weight"))),
  };
}

/** "name: 0.1, another: 1", as Fooocus writes its LoRAs in this form. */
function weightsOf(settings: ReadonlyMap<string, string>): Lora[] {
  const pairs = (settings.get("Lora weights") ?? "").split(",", metadataLimits.loraEntries);
  return pairs.flatMap((pair) => {
    const colon = pair.lastIndexOf(":");
    return colon < 0 ? [] : lora(pair.slice(0, colon), pair.slice(colon + 1));
  });
}

/** "Key: value" pairs with commas between, in old SD.Next bars; quoted values are JSON strings. */
function readSettings(line: string): Map<string, string> {
  const settings = new Map<string, string>();
  const between = /^\s*Steps: ?\d+\|/.test(line.slice(0, 60)) ? "|" : ",";
  for (let at = 0; at < line.length && settings.size < metadataLimits.settings; ) {
    const colon = line.indexOf(":", at);
    if (colon < 0) break;
    const key = line.slice(at, colon).trim();
    let from = colon + 1;
    while (line[from] === " ") from += 1;
    const opens = /["[{]/.test(line[from] ?? "");
    const inner = opens ? valueEnd(line, from) : from;
    const comma = line.indexOf(between, inner);
    const end = comma < 0 ? line.length : comma;
    const raw = line.slice(from, end).trim();
    settings.set(key, raw.startsWith('"') ? unquote(raw) : raw);
    at = end + 1;
  }
  return settings;
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replace(/^"|"$/g, "");
  }
}

function toolOf(settings: ReadonlyMap<string, string>): string {
  const version = settings.get("Version") ?? "";
  const app = settings.get("App") ?? "";
  if (/sd\.?next/i.test(app) || /^sd\.?next/i.test(version)) return "SD.Next";
  if (/comfyui/i.test(version) || /comfyui/i.test(app)) return "ComfyUI";
  if (/^(f\d|neo|forge|classic)/i.test(version) || /forge/i.test(app)) return "Forge";
  if (/fooocus/i.test(version)) return /ruined/i.test(version) ? "RuinedFooocus" : "Fooocus";
  return "AUTOMATIC1111";
}

/** The same of a text that is known to end with a line of settings, whichever those are. */
function lastLine(text: string): number {
  return text.lastIndexOf("\n") + 1;
}

/** Whether a text is in the form that A1111 shows below an image. */
export const isA1111 = (text: string): boolean => settingsAt(text) >= 0;

/**
 * Prompt, "Negative prompt:", and a line of settings: the form that A1111 brought up and Forge, SD.Next and many others write.
 * @see AUTOMATIC1111 wiki, "Features", PNG info
 */
export function readA1111(text: string, at = settingsAt(text)): Parameters {
  const words = at < 0 ? text : text.slice(0, at);
  const settings = readSettings(at < 0 ? "" : text.slice(at).replaceAll("\n", " "));
  const negativeAt = /(?:^|\n)Negative prompt:/.exec(words);
  const prompt = negativeAt ? words.slice(0, negativeAt.index) : words;
  const size = sizeOf(settings.get("Size"));
  const resources = resourcesOf(settings);
  // Called in the prompt, else listed behind it.
  const loras = [lorasInPrompt(prompt), weightsOf(settings), resources.loras].find((list) => list.length > 0);
  return {
    ...noParameters,
    tool: toolOf(settings),
    prompt,
    negativePrompt: negativeAt ? words.slice(negativeAt.index + negativeAt[0].length) : null,
    model: modelName(settings.get("Model")) ?? resources.model,
    sampler: settings.get("Sampler") ?? null,
    steps: integer(settings.get("Steps"), 0, 10_000),
    cfg: decimal(settings.get("CFG scale") ?? settings.get("CFG Scale") ?? settings.get("CFG"), 0, 1000),
    seed: seedOf(settings.get("Seed")),
    width: integer(size.width, 1, 100_000),
    height: integer(size.height, 1, 100_000),
    loras: loras ?? [],
  };
}

/** What we wrote into a file ourselves: it ends with its settings, also without steps, and the version is the tool's name. */
export function readOwn(text: string, nobody: string): Parameters {
  const read = readA1111(text, lastLine(text));
  const tool = readSettings(text.slice(lastLine(text))).get("Version");
  return { ...read, tool: tool === undefined || tool === nobody ? null : tool };
}
