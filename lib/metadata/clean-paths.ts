import { metadataLimits } from "./limits";

/** Where a path begins that says whose machine it was: a drive, a share, a file: address, a home, a folder of its root. */
const root =
  /(?:file:\/{1,3}(?:[A-Za-z]:[\\/])?|(?<![A-Za-z\d])[A-Za-z]:[\\/]+|(?<![\w\\])\\\\(?=[\w.$-]{1,100}\\)|(?<![\w~])~[\w.-]{0,40}[\\/]|(?<![\w.\\/])\.{1,2}[\\/]+|(?<![\w.:\\/])\/(?=(?:home|Users|root|mnt|media|Volumes|workspace|content|notebooks|kaggle|storage|data|tmp|var|opt|srv|usr|app|private|Applications|run|net|export)\/))/;
/** Folders up to the last one. They may have spaces and commas in their names: "D:/Doe, Jane/x.png". */
const folders = /(?:[^\\/:\n"<>|*?]{0,200}[\\/])*/;
const inside = new RegExp(`${root.source}(${folders.source})([^\\s\\\\/"'<>|,;)]{0,400})`, "gi");
const whole = new RegExp(`^\\s*${root.source}`, "i");

/** A home's name is a person's; as the last part it would be all that is left. */
const home = /(?:^|\/)(?:home|Users|Documents and Settings)\/[^/]*\/?$/i;

const models = /\.(?:safetensors|ckpt|pt|pth|bin|gguf|sft|onnx|engine|pkl)$/i;
const files =
  /\.(?:png|jpe?g|webp|gif|bmp|tiff?|exr|hdr|avif|heic|mp4|mov|webm|mkv|avi|wav|mp3|flac|ogg|txt|json|ya?ml|csv|toml|ini|py|zip|psd|xmp|latent|npy|npz)(?: \[(?:input|output|temp)\])?$/i;
const address = /^(?:data:|(?!file:)[a-z][a-z\d+.-]+:\/\/)/i;

const lastPart = (text: string) => text.split(/[\\/]/).findLast((part) => part.trim() !== "") ?? "";

const endOf = (path: string) => (home.test(path.replace(/[\\/]+/g, "/")) ? "" : lastPart(path));

/**
 * A text whose paths are their last part. One that is nothing but a path loses what stands before that, spaces and all; one
 * below ComfyUI's own folders stays where it names a model, which would not be found without it. `isPath` says that
 * its name calls it one.
 */
export function cutPaths(text: string, isPath: boolean): string {
  if (!/[\\/]/.test(text)) return text;
  if (!text.includes("\n") && text.length <= metadataLimits.path && !address.test(text)) {
    if (whole.test(text)) return endOf(text.replace(whole, ""));
    if (text.search(inside) < 0 && !models.test(text) && (files.test(text) || isPath)) return lastPart(text);
  }
  return text.replace(inside, (_, dirs: string, last: string) => endOf(dirs + last));
}
