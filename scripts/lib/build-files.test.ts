import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compileHint, compressBuildFiles, createBuildFiles, hintStartScripts } from "./build-files.mjs";

const script = "globalThis.said = 'ö';\n".repeat(200);
let output: string;
let server: Server | undefined;

beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), "podium-build-"));
  mkdirSync(join(output, "static", "chunks"), { recursive: true });
  writeFileSync(join(output, "static", "chunks", "a.js"), script);
  writeFileSync(join(output, "static", "chunks", "a.css"), "a{color:red}");
  writeFileSync(join(output, "static", "chunks", "a.woff2"), "letters");
  writeFileSync(join(output, "secret.js"), "of the server");
});
afterEach(() => {
  server?.close();
  rmSync(output, { recursive: true, force: true });
});

/** Asks a server that says "next" to whatever the build's files do not answer. */
async function site() {
  const files = createBuildFiles(output);
  server = createServer((req, res) => {
    if (!files.answer(req, res)) res.end("next");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return async (path: string, encodings?: string, method = "GET") => {
    const sent = request({
      ...{ port, host: "127.0.0.1", path, method, agent: false },
      headers: encodings === undefined ? {} : { "accept-encoding": encodings },
    }).end();
    const [response] = await once(sent, "response");
    const body = Buffer.concat(await response.toArray());
    return { headers: response.headers, body };
  };
}

test("who reads brotli gets a script and a style as the build pressed them, to keep for ever", async () => {
  await compressBuildFiles(output);
  const get = await site();
  const { headers, body } = await get("/_next/static/chunks/a.js?dpl=1", "gzip, deflate, br");
  expect(brotliDecompressSync(body).toString()).toBe(script);
  expect(headers).toMatchObject({
    "content-type": "application/javascript; charset=UTF-8",
    "content-encoding": "br",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  const style = await get("/_next/static/chunks/a.css", "br");
  expect(style.headers["content-type"]).toBe("text/css; charset=UTF-8");
  expect(brotliDecompressSync(style.body).toString()).toBe("a{color:red}");
});

test("whatever else is asked for is left to Next", async () => {
  await compressBuildFiles(output);
  const get = await site();
  for (const [path, encodings, method] of [
    ["/_next/static/chunks/a.js", undefined],
    ["/_next/static/chunks/a.js", "gzip, deflate"],
    ["/_next/static/chunks/a.js", "gzip, br;q=0"],
    ["/_next/static/chunks/a.js", "br", "POST"],
    ["/_next/static/chunks/a.woff2", "br"],
    ["/_next/static/chunks/b.js", "br"],
    ["/_next/secret.js", "br"],
    ["/_next/static/chunks/../../secret.js", "br"],
    ["/chunks/a.js", "br"],
  ] as const)
    expect((await get(path, encodings, method)).body.toString(), path).toBe("next");
});

test("a build that was pressed by nobody is left to Next as well", async () => {
  const get = await site();
  expect((await get("/_next/static/chunks/a.js", "br")).body.toString()).toBe("next");
});

test("the scripts that every page begins with say that they are to be compiled at once, and no others do", () => {
  const chunks = join(output, "static", "chunks");
  writeFileSync(join(chunks, "b.js"), script);
  writeFileSync(join(output, "build-manifest.json"), JSON.stringify({ rootMainFiles: ["static/chunks/a.js"] }));
  hintStartScripts(output);
  expect(readFileSync(join(chunks, "a.js"), "utf8")).toBe(compileHint + script);
  expect(readFileSync(join(chunks, "b.js"), "utf8")).toBe(script);
});
