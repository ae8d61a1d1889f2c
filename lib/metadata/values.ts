import { metadataLimits } from "./limits";
import type { Lora } from "./metadata";

/** Text without what neither a database nor a page takes: NUL and other controls, lone surrogates. Null when nothing is left. */
export function cleanText(value: unknown, limit: number): string | null {
  if (typeof value !== "string") return null;
  const text = value
    .slice(0, limit * 2)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n?/g, "\n")
    .trim();
  return [...text].slice(0, limit).join("").trim() || null;
}

/** Whether `cleanText` would cut a text, by its characters. */
export const isBeyond = (text: string | null, limit: number): boolean =>
  text !== null && text.length > limit && [...text.trim().slice(0, limit * 2 + 1)].length > limit;

const asNumber = (value: unknown): number =>
  typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;

/** A number between `low` and `high`; null for everything else. */
export function decimal(value: unknown, low: number, high: number): number | null {
  const number = asNumber(value);
  return number >= low && number <= high ? Math.round(number * 10_000) / 10_000 : null;
}

export function integer(value: unknown, low: number, high: number): number | null {
  const number = asNumber(value);
  return Number.isInteger(number) && number >= low && number <= high ? number : null;
}

/** As a number where that is exact, otherwise as digits. Negative ones stand for "any", which is no seed. */
export function seedOf(value: unknown): number | string | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  if (!/^\d{1,20}$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text.replace(/^0+(?=\d)/, "");
}

/** "1024x768", "(1024, 768)", "1024 × 768". */
export function sizeOf(value: unknown): { width: unknown; height: unknown } {
  const match = typeof value === "string" ? /(\d{1,6})\s*[x×,]\s*(\d{1,6})/.exec(value.slice(0, 60)) : null;
  return { width: match?.[1], height: match?.[2] };
}

/** A model's or LoRA's name without its folders and its file's ending. */
export function modelName(value: unknown): string | null {
  const text = cleanText(value, 1000);
  const last = text?.split(/[\\/]/).at(-1) ?? "";
  return cleanText(last.replace(/\.(safetensors|ckpt|pt|pth|bin|gguf|sft|onnx)$/i, ""), metadataLimits.name);
}

export function lora(name: unknown, weight: unknown): Lora[] {
  const known = modelName(name);
  return known && known !== "None" ? [{ name: known, weight: decimal(weight, -100, 100) }] : [];
}

/** The LoRAs that a prompt calls by `<lora:name:weight>`. */
export function lorasInPrompt(prompt: string | null): Lora[] {
  const found: Lora[] = [];
  for (const [, name, weight] of (prompt ?? "")
    .slice(0, metadataLimits.prompt)
    .matchAll(/<(?:lora|lyco):([^:<>]{1,200})(?::([^:<>]{0,20}))?[^<>]{0,100}>/g)) {
    found.push(...lora(name, weight ?? 1));
  }
  return found;
}
