/**
 * The scripts and styles of the build, pressed as small as brotli can when the build is made: too slow to do for an
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
