// What the upload form may know of the pipeline, so that it can say "too large" before the bytes travel.
export { acceptedTypes, imageLimits } from "@/lib/images/limits";
