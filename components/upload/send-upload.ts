import type { ErrorCode } from "@/lib/errors/app-error";
import { fromWire } from "@/lib/operation/wire-case";
import type { Picture } from "@/lib/posts/schema";
import type { FieldNotes } from "./upload-state";

export type UploadAnswer =
  | { readonly status: "posted"; readonly id: number; readonly twin: Picture | null }
  | {
      readonly status: "refused";
      readonly text: string;
      readonly mustSignIn: boolean;
      readonly fields: FieldNotes;
      /** What the image is too much like to compete. */
      readonly twin: Picture | null;
    }
  | { readonly status: "offline" | "cancelled" };

/** As the API refuses, in our names: a sentence for the whole, and one a field. */
interface WireRefusal {
  readonly detail?: string;
  readonly errorCode?: string;
  readonly errors?: Readonly<Record<string, { readonly detail: string }>>;
}

/** Refusals of the whole request that only another file mends; they are told at the file. */
const aboutFile: readonly (string | undefined)[] = [
  "UNSUPPORTED_IMAGE",
  "IMAGE_BROKEN",
  "IMAGE_TOO_MANY_PIXELS",
  "IMAGE_TOO_MANY_FRAMES",
  "FILE_TOO_LARGE",
] satisfies ErrorCode[];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function read(request: XMLHttpRequest): UploadAnswer {
  const body = fromWire(parse(request.responseText)) as
    | (WireRefusal & { id: number; nearDuplicate?: Picture | null })
    | null;
  const twin = body?.nearDuplicate ?? null;
  if (request.status === 201 && body) return { status: "posted", id: body.id, twin };
  const refusal = body;
  if (!refusal?.detail) return { status: "offline" };
  const fields = Object.entries(refusal.errors ?? {}).map(([name, { detail }]) => [name, detail]);
  return {
    status: "refused",
    twin,
    text: refusal.detail,
    mustSignIn: refusal.errorCode === "SIGN_IN_REQUIRED",
    fields: {
      ...Object.fromEntries(fields),
      ...(aboutFile.includes(refusal.errorCode) && { file: refusal.detail }),
    },
  };
}

/**
 * Posts the form and tells how much of it is up, 0 … 1. By XMLHttpRequest, because fetch cannot tell.
 * Never rejects. The server's words come in `locale`.
 */
export function sendUpload(
  form: FormData,
  { locale, signal, onProgress }: { locale: string; signal: AbortSignal; onProgress: (sent: number) => void },
): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/images");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", locale);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.upload.onload = () => onProgress(1);
    request.onload = () => resolve(read(request));
    request.onerror = () => resolve({ status: "offline" });
    request.onabort = () => resolve({ status: "cancelled" });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}
