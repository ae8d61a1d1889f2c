import { png, pngChunk } from "./containers";

const megabyte = 1024 * 1024;
const text = (key: string, value: string) => png({ texts: [{ key, value }] });
type Inputs = Record<string, unknown>;
type Nodes = Record<string, { class_type: string; inputs: Inputs }>;

const inputs = (count: number, name: string, node: string): Inputs =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}_${at}`, [node, 0]]));

/** Nodes in layers, each joined `width` times from the next one; behind the last stands a long text. */
const shared = (kind: string, name: string, leaf: string, layers: number, width: number): Nodes => ({
  ...Object.fromEntries(
    Array.from({ length: layers }, (_, at) => [
      String(at),
      { class_type: kind, inputs: inputs(width, name, String(at + 1)) },
    ]),
  ),
  [layers]: { class_type: "Text", inputs: { [leaf]: "word ".repeat(60_000) } },
});

/** So many uses of one subgraph, and links out of it. */
const canvas = (of: number, uses: number, links: number) => ({
  nodes: Array.from({ length: uses }, (_, id) => ({ id, type: `s${of}`, inputs: [], outputs: [] })),
  links: Array.from({ length: links }, (_, id) => [id, 0, 0, -20, 0, "X"]),
  outputs: Array.from({ length: Math.min(links, 200) }, (_, id) => ({ name: "x", linkIds: [id] })),
});

/** A text of JSON that holds another one, and so on. */
function textsIn(depth: number): string {
  let text = '{"author":"Jane"}';
  for (let left = depth; left > 0; left -= 1) text = JSON.stringify(`[${text}]`);
  return text;
}

/** A graph whose sampler takes its model from node 0, its conditions too or from an encoder of its text. */
const graphOf = (nodes: Nodes, words: "0" | "encoder" = "0"): string =>
  JSON.stringify({
    ...nodes,
    encoder: { class_type: "CLIPTextEncode", inputs: { text: ["0", 0] } },
    save: { class_type: "SaveImage", inputs: { images: ["sampler", 0] } },
    sampler: {
      class_type: "KSampler",
      inputs: { positive: [words, 0], negative: [words, 0], model: ["0", 0], latent_image: ["0", 0], seed: ["0", 0] },
    },
  });
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const settings = "\nSteps: 20, Sampler: Euler, Seed: 1";
const links = (count: number) =>
  JSON.stringify(
    Object.fromEntries([
      ["save", { class_type: "SaveImage", inputs: { images: ["0", 0] } }],
      ...Array.from({ length: count }, (_, id) => [
        String(id),
        {
          class_type: "Reroute",
          inputs: Object.fromEntries(
            Array.from({ length: 12 }, (_, at) => [`in${at}`, [String((id * 7 + at) % count), 0]]),
          ),
        },
      ]),
    ]),
  );

/** Files whose texts were made to hurt, near the largest that a text may be. */
export const hostileTexts: Record<string, () => Buffer> = {
  "eighteen megabytes of one text": () => text("parameters", "a".repeat(18 * megabyte)),
  "text just below the limit": () => text("parameters", "word ".repeat(200_000) + settings),
  "a megabyte of line breaks": () => text("parameters", `a${"\n".repeat(megabyte - 100)}b`),
  "a megabyte of spaces": () => text("Description", `a${" ".repeat(megabyte - 100)}Job ID`),
  "a megabyte of open brackets": () => text("Dream", "[".repeat(megabyte - 100)),
  "a megabyte of commas": () => text("parameters", `a\nSteps: 1, ${"k:,".repeat(300_000)}`),
  "a megabyte of quotes": () => text("parameters", `a\nSteps: 1, k: "${'\\"'.repeat(500_000)}`),
  "LoRAs without end": () => text("parameters", "<lora:a".repeat(140_000) + settings),
  "many texts": () => png({ texts: Array.from({ length: 20_000 }, (_, at) => ({ key: `k${at}`, value: "{}" })) }),
  "a million chunks": () =>
    Buffer.concat([
      png({}).subarray(0, 33),
      ...Array.from({ length: 200_000 }, () => pngChunk("teXt", Buffer.alloc(0))),
    ]),
  "JSON a hundred thousand deep": () => text("prompt", nested("[", "]", 100_000)),
  "objects a hundred thousand deep": () => text("parameters", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`),
  "JSON of a million values": () => text("workflow", `[${"0,".repeat(500_000)}0]`),
  "JSON of ninety thousand arrays": () => text("workflow", `{"nodes":[${"[],".repeat(90_000)}[]],"links":[]}`),
  "a graph where everything leads everywhere": () => text("prompt", links(1_500)),
  "a node with ten thousand inputs": () =>
    text(
      "prompt",
      JSON.stringify({
        a: { class_type: "SaveImage", inputs: { images: ["b", 0] } },
        b: {
          class_type: "KSampler",
          inputs: Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`positive${at}`, ["b", 0]])),
        },
      }),
    ),
  "two megabytes of JSON": () =>
    png({
      texts: ["prompt", "workflow"].map((key) => ({
        key,
        value: JSON.stringify(Array.from({ length: 33_000 }, (_, at) => ({ [`k${at}`]: "some value" }))),
      })),
    }),
  "texts that share texts": () =>
    text("prompt", graphOf(shared("StringConcatenate", "text", "string", 12, 4), "encoder")),
  "conditions that share texts": () =>
    text("prompt", graphOf(shared("ConditioningCombine", "conditioning", "text", 12, 4))),
  "a thousand inputs of one long text": () =>
    text(
      "prompt",
      graphOf(
        {
          0: { class_type: "StringConcatenate", inputs: inputs(190, "text", "1") },
          ...Object.fromEntries(
            Array.from({ length: 150 }, (_, at) => [
              String(at + 1),
              { class_type: "StringConcatenate", inputs: inputs(190, "text", at < 149 ? String(at + 2) : "leaf") },
            ]),
          ),
          leaf: { class_type: "Text", inputs: { text: " ".repeat(300_000) } },
        },
        "encoder",
      ),
    ),
  "a type that begins to save everywhere": () =>
    text("prompt", graphOf({ 0: { class_type: "save".repeat(120_000), inputs: { text: "a" } } })),
  "an input with a long number in its name": () =>
    text(
      "prompt",
      graphOf({ 0: { class_type: "Switch", inputs: { select: 1, [`${"1".repeat(500_000)}x`]: ["1", 0] } } }),
    ),
  "twenty thousand LoRAs on a model": () => {
    const loader = (node: number) => ({
      class_type: "Power Lora Loader",
      inputs: {
        model: [`m${node + 1}`, 0],
        ...Object.fromEntries(
          Array.from({ length: 150 }, (_, at) => [`lora_${at}`, { lora: `${node} ${at}`, strength: 1 }]),
        ),
      },
    });
    return text(
      "prompt",
      graphOf(
        Object.fromEntries(Array.from({ length: 130 }, (_, node) => [node === 0 ? "0" : `m${node}`, loader(node)])),
      ),
    );
  },
  "a list of LoRAs without end": () =>
    text(
      "parameters",
      JSON.stringify({ version: "Fooocus v2", loras: Array.from({ length: 24_000 }, (_, at) => [`a${at}`, 1]) }),
    ),
  "LoRAs between commas without end": () =>
    text("parameters", JSON.stringify({ sui_image_params: { loras: "a,".repeat(500_000), loraweights: "1" } })),
  "a megabyte of options": () =>
    text(
      "Description",
      `Job ID: 12345678-1234-1234-1234-123456789012 ${Array.from({ length: 120_000 }, (_, at) => `--${at.toString(26).replace(/\d/g, "z")}q`).join(" ")}`,
    ),
  "thirty texts of line breaks": () =>
    png({ texts: Array.from({ length: 31 }, (_, at) => ({ key: `k${at}`, value: `a${"\n".repeat(65_000)}b` })) }),
  "a workflow of fifty thousand names": () =>
    text("workflow", `{"nodes":[{${Array.from({ length: 40_000 }, (_, at) => `"a${at}":"b"`).join(",")}}],"links":[]}`),
  "a workflow of names that may be secret": () =>
    text(
      "workflow",
      `{"nodes":[{${Array.from({ length: 25_000 }, (_, at) => `"${at}Key_name":"b"`).join(",")}}],"links":[]}`,
    ),
  "subgraphs in subgraphs, twice each": () =>
    text(
      "workflow",
      JSON.stringify({
        ...canvas(0, 2, 0),
        definitions: {
          subgraphs: Array.from({ length: 190 }, (_, at) => ({ id: `s${at}`, ...canvas(at + 1, 2, 150) })),
        },
      }),
    ),
  "one large subgraph a thousand times": () =>
    text(
      "workflow",
      JSON.stringify({ ...canvas(0, 4000, 0), definitions: { subgraphs: [{ id: "s0", ...canvas(9, 1, 9_000) }] } }),
    ),
  "contexts of contexts": () => text("prompt", graphOf(shared("Context", "ctx", "positive", 60, 190))),
  "a workflow of texts that are JSON": () =>
    text("workflow", JSON.stringify({ nodes: Array.from({ length: 24_000 }, () => '{"a":"[{}]"}'), links: [] })),
  "a workflow of JSON in JSON": () => text("workflow", `{"nodes":[${textsIn(12)}],"links":[]}`),
  "a workflow of beginnings of paths": () =>
    text("workflow", JSON.stringify({ nodes: ["a:/\\\\b\\./~c/ ".repeat(30_000)], links: [] })),
  "a workflow of slashes": () =>
    text("workflow", JSON.stringify({ nodes: [`\n/home${"/".repeat(400_000)}a/b`], links: [] })),
  "a workflow of one folder": () =>
    text("workflow", JSON.stringify({ nodes: [`\n./${"a ".repeat(200_000)}`], links: [] })),
};
