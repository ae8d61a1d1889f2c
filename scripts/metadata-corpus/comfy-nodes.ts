/** ComfyUI graphs of nodes that are not its own, as people use them most: contexts, pipes, stacks of LoRAs, other samplers. */
import { type Case, type Expected, file } from "./case";
import { basic, flux, graph, inPng, ksampler, type Nodes, said } from "./comfy-cases";

const made = (name: string, nodes: Nodes, expected: Partial<Expected>): Case =>
  file(`comfyui-png-${name}.png`, inPng(nodes), { workflow: graph(nodes), ...expected });
const changed = (name: string, change: Nodes, expected: Partial<Expected> = {}) =>
  made(name, { ...basic, ...change }, { ...said, ...expected });
const red: Partial<Expected> = {
  tool: "ComfyUI",
  prompt: "a red fox",
  model: "flux1-dev",
  sampler: "dpmpp_2m",
  steps: 24,
  cfg: 3.5,
  seed: 42,
  width: 1024,
  height: 576,
  loras: [{ name: "foxes", weight: 0.65 }],
};
const foxes: Nodes = { ...flux, "1": ["RandomNoise", { noise_seed: 42 }] };
const fox = (name: string, change: Nodes, expected: Partial<Expected> = {}) =>
  made(name, { ...foxes, ...change }, { ...red, ...expected });

/** A sampler that has everything from one context. */
const fromContext: Nodes = {
  "3": [
    "KSampler",
    {
      ...ksampler,
      model: ["51", 1],
      positive: ["51", 4],
      negative: ["51", 5],
      latent_image: ["51", 6],
      seed: ["51", 8],
    },
  ],
  "50": [
    "Context (rgthree)",
    { model: ["4", 0], clip: ["4", 1], positive: ["6", 0], negative: ["7", 0], latent: ["5", 0], seed: ["52", 0] },
  ],
  "52": ["Seed (rgthree)", { seed: 77 }],
};
const other: Nodes = { "53": ["CLIPTextEncode", { text: "other words", clip: ["4", 1] }] };

const bundleCases = (): Case[] => [
  changed("context", { ...fromContext, "51": ["Context (rgthree)", { base_ctx: ["50", 0] }] }, { seed: 77 }),
  changed(
    "context-overridden",
    { ...fromContext, ...other, "51": ["Context (rgthree)", { base_ctx: ["50", 0], positive: ["53", 0] }] },
    { seed: 77, prompt: "other words" },
  ),
  changed(
    "context-switch",
    { ...fromContext, "51": ["Context Switch (rgthree)", { ctx_01: ["50", 0] }] },
    { seed: 77 },
  ),
  changed("basic-pipe", {
    "3": ["ImpactKSamplerBasicPipe", { ...numbersOf(ksampler), basic_pipe: ["50", 0], latent_image: ["5", 0] }],
    "50": ["ToBasicPipe", { model: ["4", 0], clip: ["4", 1], positive: ["6", 0], negative: ["7", 0] }],
  }),
  made(
    "easy-pipe",
    {
      "1": [
        "easy fullLoader",
        {
          ckpt_name: "sdxl\\jugger.safetensors",
          lora_name: "ink.safetensors",
          lora_model_strength: 0.6,
          resolution: "832 x 1216",
          empty_latent_width: 512,
          empty_latent_height: 512,
          positive: "a boat",
          positive_token_normalization: "none",
          negative: "bad",
        },
      ],
      "2": [
        "easy preSampling",
        { steps: 22, cfg: 6, sampler_name: "dpmpp_2m", scheduler: "karras", denoise: 1, seed: 99, pipe: ["1", 0] },
      ],
      "3": ["easy kSampler", { image_output: "Preview", pipe: ["2", 0] }],
      "4": ["SaveImage", { images: ["3", 1] }],
    },
    {
      ...boat,
      model: "jugger",
      sampler: "dpmpp_2m",
      steps: 22,
      cfg: 6,
      seed: 99,
      width: 832,
      height: 1216,
      loras: [{ name: "ink", weight: 0.6 }],
    },
  ),
  made(
    "sdxl-tuple",
    {
      "1": [
        "Eff. Loader SDXL",
        {
          base_ckpt_name: "sdxl.safetensors",
          refiner_ckpt_name: "None",
          positive_ascore: 6,
          positive: "a boat",
          negative: "bad",
          empty_latent_width: 1024,
          empty_latent_height: 768,
        },
      ],
      "2": [
        "KSampler SDXL (Eff.)",
        {
          noise_seed: 5,
          steps: 20,
          cfg: 7,
          sampler_name: "euler",
          scheduler: "normal",
          sdxl_tuple: ["1", 0],
          latent_image: ["1", 1],
        },
      ],
      "3": ["SaveImage", { images: ["2", 3] }],
    },
    { ...boat, model: "sdxl", sampler: "euler", steps: 20, cfg: 7, seed: 5, width: 1024, height: 768 },
  ),
];
const boat: Partial<Expected> = { tool: "ComfyUI", prompt: "a boat", negative_prompt: "bad" };
const numbersOf = ({ model, positive, negative, ...numbers }: typeof ksampler) => numbers;

/** Between the checkpoint and the sampler. */
const loader = (name: string, [type, inputs]: Nodes[string], loras: Expected["loras"], change: Nodes = {}) =>
  changed(
    name,
    { "3": ["KSampler", { ...ksampler, model: ["60", 0] }], "60": [type, { model: ["4", 0], ...inputs }], ...change },
    { loras },
  );
const stack = (input_mode: string): Nodes => ({
  "61": [
    "LoRA Stacker",
    {
      input_mode,
      lora_count: 1,
      lora_name_1: "a.safetensors",
      lora_wt_1: 0.9,
      model_str_1: 0.4,
      clip_str_1: 0.4,
      lora_name_2: "unused.safetensors",
      lora_wt_2: 1,
      model_str_2: 1,
    },
  ],
});
const apply: Nodes[string] = ["CR Apply LoRA Stack", { lora_stack: ["61", 0] }];

const loraCases = (): Case[] => [
  loader("lora-stacker-simple", apply, [{ name: "a", weight: 0.9 }], stack("simple")),
  loader("lora-stacker-advanced", apply, [{ name: "a", weight: 0.4 }], stack("advanced")),
  loader("lora-loader-stack", ["Lora Loader Stack (rgthree)", stacked], [{ name: "a", weight: 0.5 }]),
  loader("lora-manager", ["Lora Loader (LoraManager)", managed], [{ name: "a", weight: 0.5 }]),
  loader("lora-tags", ["LoraTagLoader", { text: "<lora:a:0.5>" }], [{ name: "a", weight: 0.5 }]),
  loader(
    "pictured-loaders",
    ["LoraLoader|pysssss", { lora_name: { content: "ink.safetensors", image: null }, strength_model: 0.5 }],
    [{ name: "ink", weight: 0.5 }],
    {
      "4": [
        "CheckpointLoader|pysssss",
        { ckpt_name: { content: "SD1.5/v1-5-pruned-emaonly.safetensors", image: null } },
      ],
    },
  ),
  fox(
    "nunchaku",
    {
      "7": ["NunchakuFluxDiTLoader", { model_path: "svdq-int4_r32-flux.1-dev.safetensors", attention: "flash" }],
      "8": [
        "NunchakuFluxLoraStack",
        {
          lora_name_1: "x.safetensors",
          lora_strength_1: 0.8,
          lora_name_2: "None",
          lora_strength_2: 1,
          model: ["15", 0],
        },
      ],
      "15": ["NunchakuFluxLoraLoader", { lora_name: "y.safetensors", lora_strength: 0.3, model: ["7", 0] }],
    },
    {
      model: "svdq-int4_r32-flux.1-dev",
      loras: [
        { name: "y", weight: 0.3 },
        { name: "x", weight: 0.8 },
      ],
    },
  ),
];
const stacked = { lora_01: "a.safetensors", strength_01: 0.5, lora_02: "None", strength_02: 1 };
const managed = {
  text: "<lora:a:0.5>",
  loras: {
    __value__: [
      { name: "a", strength: 0.5, active: true },
      { name: "b", strength: 1, active: false },
    ],
  },
};

const words = (name: string, type: string, inputs: Record<string, unknown>, prompt: string, change: Nodes = {}) =>
  changed(name, { "6": [type, { ...inputs, clip: ["4", 1] }], ...change }, { prompt });

const wordCases = (): Case[] => [
  words("lumina", "CLIPTextEncodeLumina2", { system_prompt: "superior", user_prompt: "a fox" }, "a fox"),
  words("hunyuan", "CLIPTextEncodeHunyuanDiT", { bert: "a fox", mt5xl: "a fox" }, "a fox"),
  words("string-function", "CLIPTextEncode", { text: ["20", 0] }, "a fox, in snow", {
    "20": [
      "StringFunction|pysssss",
      { action: "append", tidy_tags: "yes", text_a: "a fox", text_b: "in snow", text_c: "" },
    ],
  }),
  words("shown-text", "CLIPTextEncode", { text: ["20", 0] }, "a fox in deep snow", {
    "20": ["ShowText|pysssss", { text: ["21", 0], text_0: "a fox in deep snow" }],
    "21": ["OllamaGenerateV2", { system: "You write prompts", prompt: "Describe this image", model: "x" }],
  }),
  made(
    "api-node",
    {
      "1": ["OpenAIGPTImage1", { prompt: "a cat on the moon", seed: 3, quality: "low", size: "1024x1536", n: 1 }],
      "2": ["SaveImage", { images: ["1", 0] }],
    },
    { tool: "ComfyUI", prompt: "a cat on the moon", seed: 3, width: 1024, height: 1536 },
  ),
];

const samplerCases = (): Case[] => [
  fox("between-sampler-and-sigmas", {
    "20": ["DetailDaemonSamplerNode", { detail_amount: 0.1, sampler: ["5", 0] }],
    "21": ["SplitSigmas", { step: 10, sigmas: ["6", 0] }],
    "11": [
      "SamplerCustomAdvanced",
      { noise: ["1", 0], guider: ["4", 0], sampler: ["20", 0], sigmas: ["21", 0], latent_image: ["10", 0] },
    ],
  }),
  fox(
    "dual-guider",
    {
      "4": [
        "DualCFGGuider",
        {
          cfg_conds: 5,
          cfg_cond2_negative: 2,
          model: ["8", 0],
          cond1: ["30", 0],
          cond2: ["31", 0],
          negative: ["32", 0],
        },
      ],
      "30": ["ReferenceLatent", { conditioning: ["3", 0], latent: ["10", 0] }],
      "31": ["ReferenceLatent", { conditioning: ["32", 0], latent: ["10", 0] }],
      "32": ["CLIPTextEncode", { text: "blurry", clip: ["9", 0] }],
    },
    { cfg: 5, negative_prompt: "blurry" },
  ),
  fox(
    "flux-sampler-params",
    {
      "11": [
        "FluxSamplerParams+",
        {
          seed: "5",
          sampler: "euler",
          scheduler: "simple",
          steps: "20",
          guidance: "3.5",
          model: ["8", 0],
          conditioning: ["3", 0],
          latent_image: ["10", 0],
        },
      ],
    },
    { seed: 5, sampler: "euler", steps: 20 },
  ),
  fox(
    "xlabs",
    {
      "11": [
        "XlabsSampler",
        {
          noise_seed: 5,
          steps: 25,
          true_gs: 4,
          model: ["8", 0],
          conditioning: ["3", 0],
          neg_conditioning: ["32", 0],
          latent_image: ["10", 0],
        },
      ],
      "32": ["CLIPTextEncodeFlux", { clip_l: "blurry", t5xxl: "blurry", guidance: 2, clip: ["9", 0] }],
    },
    { seed: 5, steps: 25, cfg: 4, sampler: null, negative_prompt: "blurry" },
  ),
];

export const comfyNodes = (): Case[] => [...bundleCases(), ...loraCases(), ...wordCases(), ...samplerCases()];
