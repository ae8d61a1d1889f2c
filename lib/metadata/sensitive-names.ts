import { metadataLimits } from "./limits";

/** What is taken out whatever it looks like, by its name in small letters with one `_` between words. */
const always = [
  // Places and devices.
  /(?:^|_)(?:gps[a-z]*|latitude|longitude|lat|lng|lon|altitude|geo_?(?:location|tag))(?:_|$)/,
  /(?:^|_)[a-z]*serial(?:_?(?:no|nr|num|numbers?|id))?$/,
  /(?:^|_)(?:body|camera|lens)_?(?:number|no|nr|id)$/,
  /(?:^|_)maker_?notes?$/,
  // People.
  /(?:^|_)(?:co_?)?(?:authors?|creators?|artists?|owners?|photographers?|by_?line|copyright)(?:_?(?:names?|ids?|urls?|links?|contact|handle|holder|notice|info))?$/,
  /(?:^|_)[a-z]+ed_?by(?:_?(?:names?|ids?|user))?$/,
  /(?:^|_)(?:uploader|user_?id|log_?in)(?:_?names?)?$/,
  /(?:^|_)(?:user|first|last|full|real|nick|account)_?names?$/,
  /(?:^|_)(?:e?_?mail|phone)(?:_?(?:address|number))?s?$/,
  // What opens an account.
  /(?:^|_)(?:secrets?|passwords?|passwd|passphrase|pwd|credentials?|authorization|cookies?)(?:_|$)/,
  /(?:^|_)(?:token|(?:access|auth|api|bearer|refresh|session|hf|civitai)_?tokens?)(?:_comfy_org)?$/,
  /(?:^|_)(?:api|access|secret|private|auth|openai|civitai|hf)_?keys?(?:_comfy_org)?$/,
];
/** Words that nodes use for what is in the picture or where on it; a person's own stand elsewhere. */
const sensitiveOutsideFields =
  /(?:^|_)(?:locations?|places?|coord(?:inate)?s?|city|country|address|users?|persons?|people|contact|account)(?:_?(?:names?|ids?))?$|^by$/;

/** "cameraSerial", "Camera Serial" and "EXIF:camera-serial" are one name. */
const wordsOf = (key: string) =>
  key
    .slice(-metadataLimits.name)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, "_");

const pathKey = /(?:^|_)(?:path|dir|directory|folder|file_?name(?:_?prefix)?|file|image|video|audio)s?$/;

/** Almost every name has none of these; the others are looked at word by word. */
const hint =
  /gps|lat|lon|lng|alt|geo|serial|author|creator|artist|owner|photogr|line|copyright|name|mail|phone|secret|pass|pwd|cred|cookie|token|key|locat|coord|city|country|address|by|body|camera|lens|maker|upload|user|log_?in|place|person|people|contact|account/i;
/** Whether what stands under a name says who or where somebody is. `isField`: it is a field of a node. */
export function isSensitive(key: string, isField: boolean): boolean {
  if (!hint.test(key.slice(-metadataLimits.name))) return false;
  const words = wordsOf(key);
  return always.some((names) => names.test(words)) || (!isField && sensitiveOutsideFields.test(words));
}

/** Whether a name says that it is a path's. */
export const isPathName = (key: string): boolean => pathKey.test(wordsOf(key));
