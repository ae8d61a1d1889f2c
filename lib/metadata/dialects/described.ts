import { noParameters, type Parameters } from "../metadata";
import { seedOf } from "../values";

const jobId = /\s{0,5}Job ID:\s{0,5}[0-9a-f-]{8,40}/gi;
const option = /\s--([a-z]{1,20})(?:[ =]([^\s-][^\s]{0,60}))?/gi;

/** A picture agency's job has a number; Midjourney's is a UUID. */
export const isMidjourney = (text: string): boolean =>
  /Job ID:\s{0,5}[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.test(text) ||
  /\s--(?:v|ar|niji|stylize|chaos|sref|style) \S/.test(text);

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

/** A program's name begins what names it, perhaps after "made with". Names of people and of what is forbidden do not count. */
const named = (names: string) =>
  new RegExp(
    `^\\s*(?:(?:image|picture|made|created|generated|drawn|with|by|using|via|ai|openai(?:['’]s)?)[\\s:]+){0,5}(?:${names})(?![\\p{L}\\p{N}])`,
    "iu",
  );
const dallE = "DALL\\s?[·•.\\-]\\s?E|DALL E|DALLE(?=[\\s-]?[23])";
const midjourneyNames = named("Midjourney");
const openAiNames = named(`${dallE}|ChatGPT|gpt-image|GPT-4o`);

export const isMidjourneyName = (name: string): boolean => midjourneyNames.test(name.slice(0, 200));
export const isOpenAiName = (name: string): boolean => openAiNames.test(name.slice(0, 200));
/** A manifest is not written by people: there the company's name is enough. */
export const isOpenAiGenerator = (name: string): boolean => isOpenAiName(name) || /^OpenAI[\s-]API\b/i.test(name);

/** A plain description by a tool that says no more. ChatGPT draws by several models, of which the file may name one. */
export function readOpenAi(description: string | null, said: string): Parameters {
  const isDallE = new RegExp(dallE, "i").test(said);
  const version = /DALL.{0,3}E[\s-]?([23])/i.exec(said)?.[1];
  const image = /gpt-image(?:-[\w.]{1,10})?|GPT-4o/i.exec(said)?.[0];
  const tool = isDallE ? "DALL·E" : /ChatGPT/i.test(said) ? "ChatGPT" : image ? "GPT Image" : "OpenAI API";
  const model = version ? `DALL·E ${version}` : isDallE ? null : (image ?? null);
  return { ...noParameters, tool, prompt: description, model };
}
