/** Folders that say whose machine it was: a home, a drive, a share, a file: address. What follows is its last part. */
const path =
  /^(?:[A-Za-z]:[\\/]|\\\\|file:|~[\\/]|\/(?:home|Users|root|mnt|media|Volumes|workspace|content|data|tmp|var|opt|srv)\/)/i;
const pathInside = /(?:[A-Za-z]:[\\/]Users[\\/]|\/home\/|\/Users\/|\/root\/)[^\s"'<>|,;)]{1,400}/g;
/** Keys of services, by the shapes that they have. */
const secret =
  /\b(?:sk-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{16,}|ghp_[A-Za-z0-9]{16,}|r8_[A-Za-z0-9]{16,}|AIza[A-Za-z0-9_-]{20,}|comfyui-[0-9a-f]{32,})/g;
/** Values that are taken out whatever they look like. */
const secretKey =
  /(?:^|_)(?:api_?key|access_?token|auth_?token(?:_comfy_org)?|api_?key_comfy_org|secret|password|passwd|e?mail|user_?name|author|gps|latitude|longitude)$/i;

const lastPart = (text: string) => text.split(/[\\/]/).findLast((part) => part !== "") ?? "";

function cleanString(text: string): string {
  const plain = text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
  if (path.test(plain) && !/[\n]/.test(plain)) return lastPart(plain);
  return plain.replace(pathInside, lastPart).replace(secret, "");
}

const isSpace = (char: string) => char === " " || char === "\n" || char === "\t" || char === "\r";

/**
 * A workflow as it may be published: the same JSON on one line, its numbers to the last digit, without paths of the machine
 * that it ran on and without keys of services. File names stay, so that ComfyUI still finds its models. `text` has to be JSON
 * that was parsed before; Python's NaN, and numbers that no database takes, become null.
 */
export function cleanWorkflow(text: string): string {
  const output: string[] = [];
  let key = "";
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    const from = at;
    if (char === '"') {
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
      at += 1;
      const value = String(JSON.parse(text.slice(from, at)));
      let next = at;
      while (isSpace(text[next] ?? "")) next += 1;
      const isKey = text[next] === ":";
      output.push(JSON.stringify(!isKey && secretKey.test(key) ? "" : cleanString(value)));
      key = isKey ? value.slice(0, 100) : "";
    } else if (/[{}[\],:]/.test(char)) {
      if (char !== ":") key = "";
      output.push(char);
      at += 1;
    } else if (isSpace(char)) at += 1;
    else {
      while (at < text.length && !/[\s{}[\],:"]/.test(text[at] as string)) at += 1;
      const word = text.slice(from, at);
      const isPlain = /^(true|false|null)$/.test(word) || (word.length <= 40 && Number.isFinite(Number(word)));
      output.push(isPlain ? word : "null");
    }
  }
  return output.join("");
}
