// What the upload form may know of the pipeline, so that it can say "too large" before the bytes travel.
export { acceptedTypes, imageLimits } from "@/lib/images/limits";

/** The most characters of a prompt, in code points. */
export const promptLength = 2000;
/** The same of a model's name. */
export const modelNameLength = 100;
