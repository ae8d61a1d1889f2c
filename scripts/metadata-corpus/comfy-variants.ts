/** ComfyUI graphs that differ from the plain one in how words, numbers and models get to the sampler. */
import { type Case, type Expected, file } from "./case";
import { basic, graph, inPng, ksampler, type Nodes, said } from "./comfy-cases";

/** A graph that differs from the basic one, and what differs in what it says. */
const variant = (name: string, change: Nodes, expected: Partial<Expected>): Case => {
  const nodes = { ...basic, ...change };
  return file(`comfyui-png-${name}.png`, inPng(nodes), { ...said, workflow: graph(nodes), ...expected });
};

export const comfyVariants = (): Case[] => [
  variant(
    "reroute",
    {
      "6": ["CLIPTextEncode", { text: ["20", 0], clip: ["4", 1] }],
      "20": ["Reroute", { "": ["21", 0] }],
      "21": ["PrimitiveStringMultiline", { value: "words through a reroute" }],
      "3": ["KSampler", { ...ksampler, positive: ["22", 0], seed: ["23", 0] }],
      "22": ["Reroute", { "": ["6", 0] }],
      "23": ["PrimitiveInt", { value: 99 }],
    },
    { prompt: "words through a reroute", seed: 99 },
  ),
  variant(
    "switch",
    {
      "6": ["CLIPTextEncode", { text: ["20", 0], clip: ["4", 1] }],
      "20": ["CR Text Input Switch", { Input: 2, text1: ["21", 0], text2: ["22", 0] }],
      "21": ["CR Text", { text: "not chosen" }],
      "22": ["CR Text", { text: "chosen" }],
    },
    { prompt: "chosen" },
  ),
  variant(
    "boolean-switch",
    {
      "3": ["KSampler", { ...ksampler, positive: ["20", 0] }],
      "20": ["ComfySwitchNode", { switch: false, on_true: ["6", 0], on_false: ["21", 0] }],
      "21": ["CLIPTextEncode", { text: "the other words", clip: ["4", 1] }],
    },
    { prompt: "the other words" },
  ),
  variant(
    "joined-text",
    {
      "6": ["CLIPTextEncode", { text: ["20", 0], clip: ["4", 1] }],
      "20": ["StringConcatenate", { string_a: "a glass bottle", string_b: ["21", 0], delimiter: ", " }],
      "21": ["PrimitiveString", { value: "on a shelf" }],
    },
    { prompt: "a glass bottle, on a shelf" },
  ),
  variant(
    "combined-conditioning",
    {
      "3": ["KSampler", { ...ksampler, positive: ["20", 0] }],
      "20": ["ConditioningCombine", { conditioning_1: ["6", 0], conditioning_2: ["21", 0] }],
      "21": ["CLIPTextEncode", { text: "volumetric light", clip: ["4", 1] }],
    },
    { prompt: "a glass bottle with a galaxy inside\nvolumetric light" },
  ),
  variant(
    "controlnet",
    {
      "3": ["KSampler", { ...ksampler, positive: ["20", 0], negative: ["20", 1] }],
      "20": [
        "ControlNetApplyAdvanced",
        { positive: ["6", 0], negative: ["7", 0], control_net: ["21", 0], image: ["22", 0], strength: 0.8 },
      ],
      "21": ["ControlNetLoader", { control_net_name: "depth.safetensors" }],
      "22": ["LoadImage", { image: "pose.png" }],
    },
    {},
  ),
  variant("zeroed-negative", { "7": ["ConditioningZeroOut", { conditioning: ["6", 0] }] }, { negative_prompt: null }),
  variant(
    "loras",
    {
      "3": ["KSampler", { ...ksampler, model: ["21", 0] }],
      "20": [
        "LoraLoader",
        { lora_name: "style\\ink.safetensors", strength_model: 0.7, strength_clip: 1, model: ["4", 0], clip: ["4", 1] },
      ],
      "21": [
        "LoraLoader",
        { lora_name: "detail.safetensors", strength_model: -0.3, strength_clip: 1, model: ["20", 0], clip: ["20", 1] },
      ],
    },
    {
      loras: [
        { name: "ink", weight: 0.7 },
        { name: "detail", weight: -0.3 },
      ],
    },
  ),
  variant(
    "power-lora",
    {
      "3": ["KSampler", { ...ksampler, model: ["20", 0] }],
      "20": [
        "Power Lora Loader (rgthree)",
        {
          lora_1: { on: true, lora: "ink.safetensors", strength: 0.9 },
          lora_2: { on: false, lora: "off.safetensors", strength: 1 },
          model: ["4", 0],
        },
      ],
    },
    { loras: [{ name: "ink", weight: 0.9 }] },
  ),
  variant(
    "sdxl-refiner",
    {
      "3": [
        "KSamplerAdvanced",
        {
          add_noise: "disable",
          noise_seed: 0,
          steps: 25,
          cfg: 5,
          sampler_name: "ddim",
          scheduler: "normal",
          model: ["30", 0],
          positive: ["31", 0],
          negative: ["7", 0],
          latent_image: ["32", 0],
        },
      ],
      "30": ["CheckpointLoaderSimple", { ckpt_name: "sd_xl_refiner_1.0.safetensors" }],
      "31": ["CLIPTextEncode", { text: "refined words", clip: ["30", 1] }],
      "32": [
        "KSamplerAdvanced",
        {
          add_noise: "enable",
          noise_seed: 721897303308196,
          steps: 25,
          cfg: 8,
          sampler_name: "euler",
          scheduler: "normal",
          model: ["4", 0],
          positive: ["33", 0],
          negative: ["7", 0],
          latent_image: ["5", 0],
        },
      ],
      "33": [
        "CLIPTextEncodeSDXL",
        { width: 4096, height: 4096, text_g: "an evening sunset", text_l: "an evening sunset", clip: ["4", 1] },
      ],
    },
    { prompt: "an evening sunset", steps: 25, seed: 721897303308196 },
  ),
  variant(
    "second-pass",
    {
      "8": ["VAEDecode", { samples: ["20", 0], vae: ["4", 2] }],
      "20": ["KSampler", { ...ksampler, seed: 1, steps: 14, denoise: 0.5, latent_image: ["21", 0] }],
      "21": ["LatentUpscale", { upscale_method: "nearest-exact", width: 1152, height: 1728, samples: ["3", 0] }],
    },
    {},
  ),
  variant(
    "another-sampler",
    {
      "1": ["KSampler", { ...ksampler, seed: 1, positive: ["2", 0] }],
      "2": ["CLIPTextEncode", { text: "leads to a preview alone", clip: ["4", 1] }],
      "10": ["VAEDecode", { samples: ["1", 0], vae: ["4", 2] }],
      "11": ["PreviewImage", { images: ["10", 0] }],
    },
    {},
  ),
  variant(
    "efficient-loader",
    {
      "4": [
        "Efficient Loader",
        {
          ckpt_name: "rev.safetensors",
          lora_name: "ink.safetensors",
          lora_model_strength: 0.5,
          positive: "a paper boat",
          negative: "plastic",
          empty_latent_width: 512,
          empty_latent_height: 512,
        },
      ],
      "3": ["KSampler (Efficient)", { ...ksampler, positive: ["4", 1], negative: ["4", 2], latent_image: ["4", 3] }],
    },
    {
      prompt: "a paper boat",
      negative_prompt: "plastic",
      model: "rev",
      width: 512,
      height: 512,
      loras: [{ name: "ink", weight: 0.5 }],
    },
  ),
  variant(
    "circle",
    {
      "6": ["CLIPTextEncode", { text: ["20", 0], clip: ["4", 1] }],
      "20": ["Reroute", { "": ["21", 0] }],
      "21": ["Reroute", { "": ["20", 0] }],
    },
    { prompt: null },
  ),
];
