/** `<lora:name:0.8>` and the like, which call a network and are no words of the scene. */
const calls = /<(?:lora|lyco|hypernet|lora-block)\s*:[^<>]{0,200}>/gi;
/** The weight at the end of `(word:1.2)`, and ComfyUI's and InvokeAI's signs of emphasis. */
const weights = /:\s*[+-]?\d*\.?\d+\s*(?=[)\]])/g;
const brackets = /\\?[()[\]{}]/g;

/** What people write for quality and not for the scene, as whole parts between commas. */
const boilerplate = new Set(
  `masterpiece|best quality|high quality|highest quality|highres|high resolution|absurdres|ultra detailed|ultra-detailed|
  highly detailed|extremely detailed|very detailed|hyperdetailed|hyper detailed|intricate details|insanely detailed|detailed|
  8k|4k|16k|8k uhd|uhd|hdr|hd|8k resolution|4k resolution|ultra hd|raw photo|photorealistic|hyperrealistic|ultra realistic|
  trending on artstation|artstation|award winning|award-winning|unreal engine|unreal engine 5|octane render|sharp focus|
  very aesthetic|aesthetic|amazing quality|great quality|good quality|normal quality|newest|score_9|score_8_up|score_7_up|
  score_6_up|score_5_up|score_4_up|rating_safe|source_anime|professional|perfect|best illustration|perfect lighting|
  걸작|최고 품질|최고품질|고품질|고해상도|초고해상도|고화질|초고화질|정교한 디테일|
  傑作|最高品質|最高画質|高画質|高品質|高解像度|超高解像度|超高精細|高精細|杰作|最佳质量|高质量|高清`
    .split("|")
    .map((part) => part.trim()),
);

/** Midjourney's and others' settings at the end: `--ar 3:2 --v 6`. */
const settings = /\s--[a-z]+(?:\s+[\w.:]+)?(?=\s--|\s*$)/gi;
/** What stands between the parts of a prompt. A comma within a number does not. */
const between = /\s*(?:(?<!\d),|,(?!\d)|[，、|])\s*|\s+BREAK\s+/;

/** A prompt as one would say it: without weights, calls of networks, settings, and words for quality. On one line. */
export function plainPrompt(prompt: string): string {
  const bare = prompt.replace(calls, " ").replace(weights, "").replace(brackets, "").replace(/\s+/g, " ");
  const text = bare.replace(settings, "").trim();
  const parts = text.split(between);
  const told = parts.filter((part) => part !== "" && !boilerplate.has(part.toLowerCase()));
  if (told.length === parts.length) return text;
  return told.join(text.includes("、") && !text.includes(",") ? "、" : ", ");
}

const common = new Set(
  "a an the of in on at and or with by to from for is are its his her their as it this that".split(" "),
);
const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/** The words of a prompt in small letters, each once; of Chinese, Japanese and Korean every two neighbouring signs. */
export function wordsOf(prompt: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of plainPrompt(prompt)
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!cjk.test(word)) {
      if (!common.has(word)) words.add(word);
      continue;
    }
    const signs = [...word];
    if (signs.length === 1) words.add(word);
    for (let at = 0; at + 1 < signs.length; at += 1) words.add(`${signs[at]}${signs[at + 1]}`);
  }
  return words;
}
