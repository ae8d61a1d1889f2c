import { expect, test } from "vitest";
import { basic, graph, interfaceGraph, ksampler, type Nodes } from "@/scripts/metadata-corpus/comfy-cases";
import { readComfyUi } from "./comfyui";

const read = (change: Nodes, workflow: object | null = null) =>
  readComfyUi(graph({ ...basic, ...change }), workflow as never);
const model = (type: string, inputs: Record<string, unknown>): Nodes => ({
  "3": ["KSampler", { ...ksampler, model: ["60", 0] }],
  "60": [type, { model: ["4", 0], ...inputs }],
});

test("words that a node shows are this run's, which the interface's graph has; `prompt` has those of the run before", () => {
  const change: Nodes = {
    "6": ["CLIPTextEncode", { text: ["20", 0], clip: ["4", 1] }],
    "20": ["ShowText|pysssss", { text: ["21", 0], text_0: "the run before" }],
    "21": ["LLM", { prompt: "Write a prompt" }],
  };
  const shown = (widgets_values: unknown[]) => ({
    nodes: [{ id: 20, type: "ShowText|pysssss", inputs: [{ name: "text", link: 1 }], widgets_values }],
    links: [[1, 21, 0, 20, 0, "STRING"]],
  });
  expect(read(change).prompt).toBe("the run before");
  expect(read(change, shown([["this run"]])).prompt).toBe("this run");
  expect(read(change, shown(["this run"])).prompt).toBe("this run");
  expect(read(change, shown([])).prompt).toBe("the run before");
});

test("a stack that is switched off, or entries of it, lays nothing on the model", () => {
  const stack = {
    num_loras: 2,
    lora_1_name: "a.safetensors",
    lora_1_strength: 0.5,
    lora_2_name: "b",
    lora_2_strength: 1,
  };
  const easy = (more: object) => read(model("easy loraStackApply", { ...stack, ...more })).loras;
  expect(easy({ toggle: true, mode: "simple" }).map(({ name }) => name)).toEqual(["a", "b"]);
  expect(easy({ mode: "advanced", lora_1_model_strength: 0.2 })[0]).toEqual({ name: "a", weight: 0.2 });
  expect(easy({ toggle: true, num_loras: 1, mode: "simple" })).toEqual([{ name: "a", weight: 0.5 }]);
  expect(easy({ toggle: false })).toEqual([]);
});

test("a context that holds a sampler's settings is no sampler, and hands each on under its name", () => {
  const change: Nodes = {
    "3": [
      "KSampler",
      {
        ...ksampler,
        positive: ["50", 4],
        negative: ["50", 5],
        steps: ["50", 10],
        cfg: ["50", 11],
        sampler_name: ["50", 12],
        seed: ["50", 8],
        latent_image: ["50", 6],
      },
    ],
    "50": ["Context Big (rgthree)", { base_ctx: ["51", 0], cfg: 4 }],
    "51": [
      "Context Big (rgthree)",
      { positive: ["6", 0], negative: ["7", 0], latent: ["5", 0], seed: 9, steps: 31, cfg: 2, sampler: "ddim" },
    ],
  };
  expect(read(change)).toMatchObject({
    prompt: "a glass bottle with a galaxy inside",
    negativePrompt: "text, watermark",
    model: "v1-5-pruned-emaonly",
    sampler: "ddim",
    steps: 31,
    cfg: 4,
    seed: 9,
    width: 512,
    height: 768,
  });
});

test("a model that enlarges or looks is not taken for the one that draws", () => {
  const change: Nodes = {
    ...model("IPAdapter", { upscale_model: ["61", 0], clip_vision_model: ["62", 0] }),
    "61": ["UpscaleModelLoader", { model_name: "4x.pth" }],
    "62": ["CLIPVisionLoader", { model_name: "vision.pth" }],
  };
  expect(read(change).model).toBe("v1-5-pruned-emaonly");
});

test("Civitai's addresses are called by their names where the file says them, otherwise they stay", () => {
  const nodes = graph({
    ...basic,
    "4": ["CheckpointLoaderSimple", { ckpt_name: "urn:air:sdxl:checkpoint:civitai:101055@128078" }],
  });
  const called = (modelVersionId: number) =>
    readComfyUi({ ...nodes, extraMetadata: JSON.stringify({ resources: [{ modelVersionId, name: "Fox XL" }] }) }, null)
      .model;
  expect([called(128078), called(1)]).toEqual(["Fox XL", "urn:air:sdxl:checkpoint:civitai:101055@128078"]);
});

test("a subgraph that is used twice is laid out twice, each with what it is given", () => {
  const words = (id: number, text: string) => ({ id, type: "PrimitiveString", inputs: [], widgets_values: [text] });
  const use = (id: number, link: number) => ({ id, type: "encode", inputs: [{ name: "words", link }] });
  const definition = {
    id: "encode",
    nodes: [{ id: 1, type: "CLIPTextEncode", inputs: [{ name: "text", link: 1 }], widgets_values: ["not this"] }],
    links: [
      { id: 1, origin_id: -10, origin_slot: 0, target_id: 1, target_slot: 0 },
      { id: 2, origin_id: 1, origin_slot: 0, target_id: -20, target_slot: 0 },
    ],
    inputs: [{ name: "words" }],
    outputs: [{ name: "CONDITIONING", linkIds: [2] }],
  };
  const workflow = {
    ...interfaceGraph,
    nodes: [
      ...interfaceGraph.nodes.filter(({ id }) => id !== 6 && id !== 7),
      use(6, 20),
      use(7, 21),
      words(20, "good"),
      words(21, "bad"),
    ],
    links: [...interfaceGraph.links, [20, 20, 0, 6, 0, "STRING"], [21, 21, 0, 7, 0, "STRING"]],
    definitions: { subgraphs: [definition] },
  };
  expect(readComfyUi(null, workflow as never)).toMatchObject({ prompt: "good", negativePrompt: "bad", steps: 20 });
});
