/** ComfyUI: `prompt` (what ran) and `workflow` (what the interface shows) in PNG text, EXIF Make and Model in WebP. */
import { type Case, type Expected, file } from "./case";
import { avif, jpeg, png, webp } from "./containers";
import { asciiTag, exif, tagNumbers, userComment } from "./exif";

export type Nodes = Record<string, [type: string, inputs: Record<string, unknown>]>;
type PromptGraph = Record<string, { class_type: string; inputs: Record<string, unknown> }>;

export const graph = (nodes: Nodes): PromptGraph =>
  Object.fromEntries(Object.entries(nodes).map(([id, [type, inputs]]) => [id, { inputs, class_type: type }]));

export const ksampler = {
  seed: 156680208700286,
  steps: 20,
  cfg: 8,
  sampler_name: "euler",
  scheduler: "normal",
  denoise: 1,
  model: ["4", 0],
  positive: ["6", 0],
  negative: ["7", 0],
  latent_image: ["5", 0],
};

export const basic: Nodes = {
  "3": ["KSampler", ksampler],
  "4": ["CheckpointLoaderSimple", { ckpt_name: "SD1.5/v1-5-pruned-emaonly.safetensors" }],
  "5": ["EmptyLatentImage", { width: 512, height: 768, batch_size: 1 }],
  "6": ["CLIPTextEncode", { text: "a glass bottle with a galaxy inside", clip: ["4", 1] }],
  "7": ["CLIPTextEncode", { text: "text, watermark", clip: ["4", 1] }],
  "8": ["VAEDecode", { samples: ["3", 0], vae: ["4", 2] }],
  "9": ["SaveImage", { filename_prefix: "ComfyUI", images: ["8", 0] }],
};

export const said: Partial<Expected> = {
  tool: "ComfyUI",
  prompt: "a glass bottle with a galaxy inside",
  negative_prompt: "text, watermark",
  model: "v1-5-pruned-emaonly",
  sampler: "euler",
  steps: 20,
  cfg: 8,
  seed: 156680208700286,
  width: 512,
  height: 768,
};

/** The same graph as the interface saves it: widgets by their place, links by their ids. */
export const interfaceGraph = {
  last_node_id: 10,
  last_link_id: 9,
  nodes: [
    {
      id: 3,
      type: "KSampler",
      inputs: ["model", "positive", "negative", "latent_image"].map((name, index) => ({
        name,
        link: [1, 4, 6, 2][index],
      })),
      widgets_values: [156680208700286, "randomize", 20, 8, "euler", "normal", 1],
    },
    { id: 4, type: "CheckpointLoaderSimple", inputs: [], widgets_values: ["v1-5-pruned-emaonly.safetensors"] },
    { id: 5, type: "EmptyLatentImage", inputs: [], widgets_values: [512, 768, 1] },
    {
      id: 6,
      type: "CLIPTextEncode",
      inputs: [
        { name: "clip", link: 3 },
        { name: "text", link: 9, widget: { name: "text" } },
      ],
      widgets_values: ["not this"],
    },
    { id: 7, type: "CLIPTextEncode", inputs: [{ name: "clip", link: 5 }], widgets_values: ["text, watermark"] },
    { id: 8, type: "VAEDecode", inputs: [{ name: "samples", link: 7 }] },
    { id: 9, type: "SaveImage", inputs: [{ name: "images", link: 8 }], widgets_values: ["ComfyUI"] },
    { id: 10, type: "PrimitiveNode", inputs: [], widgets_values: ["a glass bottle with a galaxy inside", "fixed"] },
  ],
  links: [
    [1, 4, 0, 3, 0, "MODEL"],
    [2, 5, 0, 3, 3, "LATENT"],
    [3, 4, 1, 6, 0, "CLIP"],
    [4, 6, 0, 3, 1, "CONDITIONING"],
    [5, 4, 1, 7, 0, "CLIP"],
    [6, 7, 0, 3, 2, "CONDITIONING"],
    [7, 3, 0, 8, 0, "LATENT"],
    [8, 8, 0, 9, 0, "IMAGE"],
    [9, 10, 0, 6, 1, "STRING"],
  ],
  version: 0.4,
};

export const inPng = (nodes: Nodes | PromptGraph, workflow?: unknown) =>
  png({
    texts: [
      { key: "prompt", value: JSON.stringify(Array.isArray(Object.values(nodes)[0]) ? graph(nodes as Nodes) : nodes) },
      ...(workflow ? [{ key: "workflow", value: JSON.stringify(workflow) }] : []),
    ],
  });

export const flux: Nodes = {
  "1": ["RandomNoise", { noise_seed: "@seed@" }],
  "2": ["FluxGuidance", { guidance: 3.5, conditioning: ["3", 0] }],
  "3": ["CLIPTextEncodeFlux", { clip_l: "a red fox", t5xxl: "a red fox", guidance: 3.5, clip: ["9", 0] }],
  "4": ["BasicGuider", { model: ["8", 0], conditioning: ["2", 0] }],
  "5": ["KSamplerSelect", { sampler_name: "dpmpp_2m" }],
  "6": ["BasicScheduler", { scheduler: "simple", steps: 24, denoise: 1, model: ["8", 0] }],
  "7": ["UNETLoader", { unet_name: "flux1-dev.sft", weight_dtype: "default" }],
  "8": ["LoraLoaderModelOnly", { lora_name: "foxes.safetensors", strength_model: 0.65, model: ["7", 0] }],
  "9": ["DualCLIPLoader", { clip_name1: "t5xxl_fp16.safetensors", clip_name2: "clip_l.safetensors", type: "flux" }],
  "10": ["EmptySD3LatentImage", { width: 1024, height: 576, batch_size: 1 }],
  "11": [
    "SamplerCustomAdvanced",
    { noise: ["1", 0], guider: ["4", 0], sampler: ["5", 0], sigmas: ["6", 0], latent_image: ["10", 0] },
  ],
  "12": ["VAEDecode", { samples: ["11", 0], vae: ["13", 0] }],
  "13": ["VAELoader", { vae_name: "ae.safetensors" }],
  "14": ["SaveImage", { filename_prefix: "flux", images: ["12", 0] }],
};
/** JavaScript cannot write this number, so it is put into the text. */
const largeSeed = "18446744073709551614";
const fluxText = JSON.stringify(graph(flux)).replace('"@seed@"', largeSeed);

/** Civitai's own generator: models by their addresses, and beside the nodes what they are called. */
const civitai = {
  ...graph({
    ...basic,
    "3": ["KSampler", { ...ksampler, model: ["resource-stack", 0] }],
    "4": ["CheckpointLoaderSimple", { ckpt_name: "urn:air:sdxl:checkpoint:civitai:101055@128078" }],
    "resource-stack": [
      "LoraLoader",
      { lora_name: "urn:air:sdxl:lora:civitai:135867@135931", strength_model: 0.8, model: ["4", 0], clip: ["4", 1] },
    ],
  }),
  extra: { airs: ["urn:air:sdxl:checkpoint:civitai:101055@128078"] },
  extraMetadata: JSON.stringify({ resources: [{ modelVersionId: 128078, modelName: "Juggernaut XL" }] }),
};

export const comfyCases = (): Case[] => [
  file("comfyui-png-prompt-and-workflow.png", inPng(basic, interfaceGraph), { ...said, workflow: interfaceGraph }),
  file("comfyui-png-prompt.png", inPng(basic), { ...said, workflow: graph(basic) }),
  file("comfyui-png-workflow.png", png({ texts: [{ key: "workflow", value: JSON.stringify(interfaceGraph) }] }), {
    ...said,
    workflow: interfaceGraph,
  }),
  file(
    "comfyui-png-nan.png",
    png({
      texts: [{ key: "prompt", value: JSON.stringify(graph(basic)).replace('"batch_size":1', '"batch_size":NaN') }],
    }),
    {
      ...said,
      workflow: graph({ ...basic, "5": ["EmptyLatentImage", { width: 512, height: 768, batch_size: null }] }),
    },
  ),
  file(
    "comfyui-webp.webp",
    webp({
      exif: exif({
        main: [
          asciiTag(tagNumbers.make, `workflow:${JSON.stringify(interfaceGraph)}`),
          asciiTag(tagNumbers.model, `prompt:${JSON.stringify(graph(basic))}`),
        ],
      }),
    }),
    { ...said, workflow: interfaceGraph },
  ),
  file(
    "comfyui-jpeg-usercomment.jpg",
    jpeg({ exif: exif({ comment: userComment(JSON.stringify(graph(basic)), "utf16le"), little: true }) }),
    { ...said, workflow: graph(basic) },
  ),
  file(
    "comfyui-avif-make.avif",
    avif({ exif: exif({ main: [asciiTag(tagNumbers.model, `prompt:${JSON.stringify(graph(basic))}`)] }) }),
    { ...said, workflow: graph(basic) },
  ),
  file(
    "comfyui-animated-png.png",
    png({ texts: [{ kind: "comf", key: "prompt", value: JSON.stringify(graph(basic)) }], spread: true }),
    {
      ...said,
      workflow: graph(basic),
    },
  ),
  file("civitai-comfyui-jpeg.jpg", jpeg({ exif: exif({ comment: userComment(JSON.stringify(civitai), "utf16be") }) }), {
    ...said,
    model: "Juggernaut XL",
    loras: [{ name: "urn:air:sdxl:lora:civitai:135867@135931", weight: 0.8 }],
    workflow: civitai,
  }),
  file("comfyui-png-flux.png", png({ texts: [{ key: "prompt", value: fluxText }] }), {
    tool: "ComfyUI",
    prompt: "a red fox",
    model: "flux1-dev",
    sampler: "dpmpp_2m",
    steps: 24,
    cfg: 3.5,
    seed: largeSeed,
    width: 1024,
    height: 576,
    loras: [{ name: "foxes", weight: 0.65 }],
    workflow: JSON.parse(fluxText),
  }),
  file(
    "comfyui-png-with-a1111-settings.png",
    png({
      texts: [
        {
          key: "parameters",
          value:
            "the words that ran\nNegative prompt: none\nSteps: 30, Sampler: dpmpp_2m_karras, CFG scale: 4, Seed: 5, Size: 832x1216, Model: mixed",
        },
        { key: "prompt", value: JSON.stringify(graph(basic)) },
      ],
    }),
    {
      tool: "ComfyUI",
      prompt: "the words that ran",
      negative_prompt: "none",
      model: "mixed",
      sampler: "dpmpp_2m_karras",
      steps: 30,
      cfg: 4,
      seed: 5,
      width: 832,
      height: 1216,
      workflow: graph(basic),
    },
  ),
  file(
    "comfyui-png-paths-and-keys.png",
    inPng({
      ...basic,
      "20": [
        "LoadImageFromPath",
        {
          image: "C:\\Users\\Jane Roe\\Pictures\\pose.png",
          folder: "/home/jane/models/x.pt",
          api_key: "abc",
          note: "see /Users/jane/notes.txt",
        },
      ],
    }),
    {
      ...said,
      workflow: graph({
        ...basic,
        "20": ["LoadImageFromPath", { image: "pose.png", folder: "x.pt", api_key: "", note: "see notes.txt" }],
      }),
    },
  ),
];
