import { noParameters, type Parameters } from "../metadata";
import { seedOf } from "../values";

const jobId = /\s{0,5}Job ID:\s{0,5}[0-9a-f-]{8,40}/gi;
const option = /\s--([a-z]{1,20})(?:[ =]([^\s-][^\s]{0,60}))?/gi;

export const isMidjourney = (text: string): boolean =>
  /Job ID:\s{0,5}[0-9a-f-]{8}/i.test(text) || /\s--(?:v|ar|niji|stylize|chaos|sref|style) \S/.test(text);

/** A description with its `--options`, which stay part of the prompt, and the job's id, which leads to an account and does not. */
export function readMidjourney(description: string): Parameters {
  const text = description.replace(jobId, " ").trim();
  const options = new Map<string, string>();
  for (const [, name = "", value = ""] of ` ${text}`.matchAll(option)) options.set(name.toLowerCase(), value);
  const version = options.get("v") ?? options.get("version");
  const niji = options.get("niji");
  return {
    ...noParameters,
    tool: "Midjourney",
    prompt: text,
    negativePrompt: negativeOf(text),
    model: niji !== undefined ? `Niji ${niji}`.trim() : version ? `Midjourney ${version}` : null,
    seed: seedOf(options.get("seed")),
  };
}

/** `--no` takes words up to the next option. */
function negativeOf(text: string): string | null {
  const at = text.search(/\s--no\s/);
  if (at < 0) return null;
  const words = text.slice(at + 5).trim();
  const end = words.search(/\s--[a-z]/i);
  return (end < 0 ? words : words.slice(0, end)).trim() || null;
}

export const isDallE = (text: string): boolean => /DALL[·•.\-\s]?E|OpenAI|ChatGPT|gpt-image/i.test(text);

/** A plain description by a tool that says no more. */
export function readDallE(description: string | null, said: string): Parameters {
  const version = /DALL[·•.\-\s]?E[\s-]?([23])/i.exec(said)?.[1];
  return { ...noParameters, tool: "DALL·E", prompt: description, model: version ? `DALL·E ${version}` : null };
}
