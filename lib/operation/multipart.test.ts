import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { multipart } from "./multipart";

const read = multipart({ file: "file", maxBytes: 1_000_000 });

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

function formOf(parts: Record<string, string | Uint8Array<ArrayBuffer>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, new Blob([value], { type: "image/png" }), "a.png");
  }
  return form;
}

async function refusal(request: Request): Promise<ErrorCode | "read"> {
  try {
    await read(request);
    return "read";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const boundary = "b0undary";
const type = { "Content-Type": `multipart/form-data; boundary=${boundary}` };
const part = (head: string, body: string) => `--${boundary}\r\n${head}\r\n\r\n${body}\r\n`;

test("fields are text and the file is its bytes, in any order and any size of chunks", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const values = await read(post(formOf({ file: bytes, prompt: "고양이 🐈", model_name: "", other: "x" })));
  expect(values).toEqual({ file: Buffer.from(bytes), prompt: "고양이 🐈", model_name: "", other: "x" });
});

test("files that nobody asked for are read past", async () => {
  const values = await read(post(formOf({ avatar: new Uint8Array(9_000), file: new Uint8Array([1, 2, 3]) })));
  expect(values).toEqual({ file: Buffer.from([1, 2, 3]) });
});

test("a file of exactly the limit is read, and one byte more is refused", async () => {
  expect(await refusal(post(formOf({ file: new Uint8Array(1_000_000) })))).toBe("read");
  expect(await refusal(post(formOf({ file: new Uint8Array(1_000_001) })))).toBe("FILE_TOO_LARGE");
});

test("an endless body is refused while it arrives, and no more of it is asked for", async () => {
  let sent = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk =
        sent === 0
          ? Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`)
          : Buffer.alloc(65_536);
      sent += chunk.length;
      controller.enqueue(chunk);
      // Far beyond any limit: a reader that does not stop fails here instead of reading for ever.
      if (sent > 20_000_000) controller.close();
    },
    cancel() {
      cancelled = true;
    },
  });
  expect(await refusal(post(endless, type))).toBe("FILE_TOO_LARGE");
  expect(cancelled).toBe(true);
  expect(sent).toBeLessThan(2_000_000);
});

test("a length that is declared too large is refused before the first byte", async () => {
  const request = post(formOf({ file: new Uint8Array(10) }));
  request.headers.set("content-length", "99999999");
  expect(await refusal(request)).toBe("FILE_TOO_LARGE");
  expect(request.bodyUsed).toBe(false);
});

test("a flood of parts nobody asked for counts too", async () => {
  const other = formOf({ other: new Uint8Array(2_000_000) });
  expect(await refusal(post(other))).toBe("FILE_TOO_LARGE");
});

test("too many fields are refused", async () => {
  const form = new FormData();
  for (let n = 0; n < 50; n += 1) form.append(`field${n}`, "x");
  expect(await refusal(post(form))).toBe("BAD_REQUEST");
});

test("what is no multipart form is refused by its type", async () => {
  expect(await refusal(post("{}", { "Content-Type": "application/json" }))).toBe("UNSUPPORTED_MEDIA_TYPE");
  expect(await refusal(post("x", { "Content-Type": "multipart/mixed; boundary=x" }))).toBe("UNSUPPORTED_MEDIA_TYPE");
});

test.each([
  ["no boundary", "x", "multipart/form-data"],
  ["nothing at all", "", type["Content-Type"]],
  ["no part", "hello", type["Content-Type"]],
  [
    "a file that breaks off",
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc`,
    type["Content-Type"],
  ],
  [
    "a field that breaks off",
    `--${boundary}\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nabc`,
    type["Content-Type"],
  ],
])("a malformed form is a bad request: %s", async (_, body, contentType) => {
  expect(await refusal(post(body, { "Content-Type": contentType }))).toBe("BAD_REQUEST");
});

test("a body that breaks off with an error is a bad request", async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(part('Content-Disposition: form-data; name="prompt"', "x")));
    },
    pull(controller) {
      controller.error(new Error("connection reset"));
    },
  });
  expect(await refusal(post(broken, type))).toBe("BAD_REQUEST");
});

test("no name of a field reaches a prototype", async () => {
  const body = `${part('Content-Disposition: form-data; name="__proto__"', "x")}--${boundary}--\r\n`;
  const values = await read(post(body, type));
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
});

test("no bytes whatever make the reader hang or fail otherwise than by refusing", async () => {
  const head = fc.constantFrom(
    "",
    `--${boundary}\r\n`,
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`,
    `--${boundary}\r\nContent-Disposition: form-data; name="prompt"\r\n`,
  );
  const tail = fc.constantFrom("", `\r\n--${boundary}--\r\n`, `\r\n--${boundary}\r\n`, `--${boundary}--`);
  await fc.assert(
    fc.asyncProperty(head, fc.uint8Array({ maxLength: 300 }), tail, async (before, junk, after) => {
      const body = Buffer.concat([Buffer.from(before), junk, Buffer.from(after)]);
      expect(["read", "BAD_REQUEST"]).toContain(await refusal(post(body, type)));
    }),
    { numRuns: 300 },
  );
});
