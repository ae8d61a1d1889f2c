import { imageLimits } from "@/lib/images/limits";
import { multipart } from "@/lib/operation/multipart";
import { route } from "@/lib/operation/route";
import { createPost, listImages } from "@/lib/posts/operations";

export const GET = route(listImages);

// Called for a member alone: a stranger's bytes are not read.
export const POST = route(createPost, {
  status: 201,
  readBody: multipart({ file: "file", maxBytes: imageLimits.bytes }),
});
