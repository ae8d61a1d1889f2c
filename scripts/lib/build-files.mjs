/**
 * The scripts and styles of the build. When it is made they are pressed as small as brotli can: too slow to do for an
 * answer, and nearly a sixth smaller than what is quick enough. Their names change with their content.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { accepts } from "./encodings.mjs";

/** @type {Record<string, string>} */
const types = { ".js": "application/javascript; charset=UTF-8", ".css": "text/css; charset=UTF-8" };
const suffix = ".br";

/** The paths of all files in a folder and those below it; none where there is no folder. */
export function filesBelow(/** @type {string} */ folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * A script that begins with this has all its functions compiled as it arrives, beside the page, by V8; otherwise each is compiled when it is first
 * called, and the page stands still meanwhile. See https://v8.dev/blog/explicit-compile-hints.
 */
export const compileHint = "//# allFunctionsCalledOnLoad\n";

/** Gives the hint to the scripts that every page begins with: React and Next's router, most of which run at once. */
export function hintStartScripts(/** @type {string} */ output) {
  /** @type {{ rootMainFiles: string[] }} */
  const { rootMainFiles } = JSON.parse(readFileSync(join(output, "build-manifest.json"), "utf8"));
  for (const file of rootMainFiles) {
    const path = join(output, file);
    writeFileSync(path, compileHint + readFileSync(path, "utf8"));
  }
}

/** Writes `NAME.br` beside each script and style of a build, whose folder is `output`. */
export async function compressBuildFiles(/** @type {string} */ output) {
  const paths = filesBelow(join(output, "static")).filter((path) => extname(path) in types);
  await Promise.all(
    paths.map(async (path) => {
      const content = readFileSync(path);
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      writeFileSync(`${path}${suffix}`, await promisify(brotliCompress)(content, { params }));
    }),
  );
}

/** Holds what `compressBuildFiles` wrote in memory, some hundred KB, and answers with it. */
export function createBuildFiles(/** @type {string} */ output) {
  const files = new Map(
    filesBelow(join(output, "static"))
      .filter((path) => path.endsWith(suffix))
      .map((path) => {
        const name = relative(output, path.slice(0, -suffix.length)).replaceAll("\\", "/");
        return [`/_next/${name}`, { type: types[extname(name)], body: readFileSync(path) }];
      }),
  );

  return {
    /**
     * Who does not read brotli, and whoever asks for anything else, is left to Next.
     * @returns {boolean} whether it has answered
     */
    answer(
      /** @type {import("node:http").IncomingMessage} */ { method, url = "", headers },
      /** @type {import("node:http").ServerResponse} */ response,
    ) {
      const file = method === "GET" && accepts(headers, "br") && files.get(url.replace(/[?].*$/s, ""));
      if (!file) return false;
      response
        .writeHead(200, {
          "Content-Type": file.type,
          "Content-Encoding": "br",
          "Content-Length": file.body.length,
          "Cache-Control": "public, max-age=31536000, immutable",
          Vary: "Accept-Encoding",
        })
        .end(file.body);
      return true;
    },
  };
}
