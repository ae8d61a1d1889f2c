/** InvokeAI, NovelAI, Fooocus, RuinedFooocus and SwarmUI. */
import { type Case, type Expected, file } from "./case";
import { jpeg, png, webp } from "./containers";
import { asciiTag, exif, tagNumbers, userComment } from "./exif";
import { common, numbers, text, words } from "./shared";

const invokeCases = (): Case[] => [
  file(
    "invokeai-v4-png.png",
    png({
      texts: [
        text("invokeai_metadata", {
          app_version: "4.2.0",
          generation_mode: "txt2img",
          positive_prompt: words.prompt,
          negative_prompt: words.negative_prompt,
          ...numbers,
          cfg_scale: 7,
          scheduler: "dpmpp_2m_k",
          model: { key: "a1b2", hash: "blake3:00", name: "Juggernaut XL v9", base: "sdxl", type: "main" },
          loras: [{ model: { key: "c3", name: "Add Detail", type: "lora" }, weight: 0.75 }],
          created_by: "jane",
        }),
        text("invokeai_graph", { nodes: {} }),
      ],
    }),
    {
      ...common,
      tool: "InvokeAI",
      model: "Juggernaut XL v9",
      sampler: "dpmpp_2m_k",
      loras: [{ name: "Add Detail", weight: 0.75 }],
    },
  ),
  file(
    "invokeai-v3-png.png",
    png({
      texts: [
        text("invokeai_metadata", {
          app_version: "3.0.0",
          positive_prompt: words.prompt,
          negative_prompt: words.negative_prompt,
          ...numbers,
          cfg_scale: 7,
          scheduler: "euler",
          model: { model_name: "stable-diffusion-v1-5", base_model: "sd-1" },
          loras: [{ lora: { model_name: "ink", base_model: "sd-1" }, weight: 0.5 }],
        }),
      ],
    }),
    {
      ...common,
      tool: "InvokeAI",
      model: "stable-diffusion-v1-5",
      sampler: "euler",
      loras: [{ name: "ink", weight: 0.5 }],
    },
  ),
  file(
    "invokeai-v2-sd-metadata-png.png",
    png({
      texts: [
        text("sd-metadata", {
          model: "stable diffusion",
          model_weights: "stable-diffusion-1.5",
          app_id: "invoke-ai/InvokeAI",
          app_version: "2.2.4",
          image: {
            prompt: [{ prompt: "a paper lantern [plastic]", weight: 1 }],
            ...numbers,
            cfg_scale: 7,
            sampler: "k_lms",
            type: "txt2img",
          },
        }),
      ],
    }),
    { ...common, tool: "InvokeAI", model: "stable-diffusion-1.5", sampler: "k_lms" },
  ),
  file(
    "invokeai-v1-dream-png.png",
    png({ texts: [text("Dream", '"a paper lantern [plastic]" -s 30 -S 1234567890 -W 768 -H 512 -C 7 -A k_euler_a')] }),
    { ...common, tool: "InvokeAI", sampler: "k_euler_a" },
  ),
];

const novelComment = {
  prompt: words.prompt,
  ...numbers,
  scale: 7,
  uncond_scale: 1,
  sampler: "k_euler_ancestral",
  uc: words.negative_prompt,
  noise_schedule: "native",
};
const novel: Partial<Expected> = {
  ...common,
  tool: "NovelAI",
  sampler: "k_euler_ancestral",
  model: "NovelAI Diffusion V3",
};
const novelTexts = (comment: unknown, source = "NovelAI Diffusion V3 0F1E2D3C") => [
  text("Title", "NovelAI generated image"),
  text("Description", words.prompt),
  text("Software", "NovelAI"),
  text("Source", source),
  text("Comment", comment),
];
const novelCases = (): Case[] => [
  file("novelai-v3-png.png", png({ texts: novelTexts(novelComment) }), novel),
  file(
    "novelai-v4-png.png",
    png({
      texts: novelTexts(
        {
          ...novelComment,
          v4_prompt: {
            caption: { base_caption: "two lanterns", char_captions: [{ char_caption: "girl, red coat", centers: [] }] },
          },
          v4_negative_prompt: { caption: { base_caption: "plastic", char_captions: [] } },
        },
        "NovelAI Diffusion V4 4F49EC75",
      ),
    }),
    { ...novel, prompt: "two lanterns\ngirl, red coat", model: "NovelAI Diffusion V4" },
  ),
  file(
    "novelai-webp.webp",
    webp({
      exif: exif({
        comment: userComment(
          JSON.stringify({
            Title: "NovelAI generated image",
            Description: words.prompt,
            Software: "NovelAI",
            Source: "NovelAI Diffusion V3 0F1E2D3C",
            Comment: JSON.stringify(novelComment),
          }),
          "utf16be",
        ),
      }),
    }),
    novel,
  ),
];

const fooocusData = {
  prompt: words.prompt,
  negative_prompt: words.negative_prompt,
  styles: "['Fooocus V2']",
  performance: "Speed",
  steps: 30,
  resolution: "(768, 512)",
  guidance_scale: 7,
  sharpness: 2,
  base_model: "juggernautXL_v8Rundiffusion",
  refiner_model: "None",
  sampler: "dpmpp_2m_sde_gpu",
  scheduler: "karras",
  seed: "1234567890",
  loras: [["sd_xl_offset_example-lora_1.0", 0.1, "4852686128"]],
  metadata_scheme: "fooocus",
  version: "Fooocus v2.5.0",
};
const fooocus: Partial<Expected> = {
  ...common,
  tool: "Fooocus",
  model: "juggernautXL_v8Rundiffusion",
  sampler: "dpmpp_2m_sde_gpu",
  loras: [{ name: "sd_xl_offset_example-lora_1.0", weight: 0.1 }],
};
const fooocusExif = exif({
  main: [asciiTag(tagNumbers.software, "Fooocus v2.5.0")],
  comment: userComment(JSON.stringify(fooocusData), "bare"),
  makerNote: "fooocus",
});
const ruinedData = {
  Prompt: words.prompt,
  Negative: words.negative_prompt,
  ...numbers,
  cfg: 7,
  sampler_name: "dpmpp_2m_sde_gpu",
  scheduler: "karras",
  base_model_name: "sd_xl_base_1.0_0.9vae.safetensors",
  base_model_hash: "e6bb9ea85b",
  loras: [["1a2b3c", "0.5 - ink.safetensors"]],
  start_step: 0,
  denoise: null,
  clip_skip: 1,
  software: "RuinedFooocus",
};
const fooocusCases = (): Case[] => [
  file(
    "fooocus-png.png",
    png({ texts: [text("fooocus_scheme", "fooocus"), text("parameters", fooocusData)] }),
    fooocus,
  ),
  file("fooocus-jpeg.jpg", jpeg({ exif: fooocusExif }), fooocus),
  file("fooocus-webp.webp", webp({ exif: fooocusExif }), fooocus),
  file(
    "fooocus-log-png.png",
    png({
      texts: [
        text("parameters", {
          Prompt: words.prompt,
          "Negative Prompt": words.negative_prompt,
          Performance: "Speed",
          Steps: 30,
          Resolution: "(768, 512)",
          "Guidance Scale": 7,
          "Base Model": "juggernautXL.safetensors",
          Sampler: "dpmpp_2m",
          Seed: 1234567890,
          "LoRA 1": "ink.safetensors : 0.25",
          Version: "v2.1.0",
        }),
      ],
    }),
    { ...common, tool: "Fooocus", model: "juggernautXL", sampler: "dpmpp_2m", loras: [{ name: "ink", weight: 0.25 }] },
  ),
  file("ruinedfooocus-png.png", png({ texts: [text("parameters", ruinedData)] }), {
    ...common,
    tool: "RuinedFooocus",
    model: "sd_xl_base_1.0_0.9vae",
    sampler: "dpmpp_2m_sde_gpu",
    loras: [{ name: "ink", weight: 0.5 }],
  }),
];

const swarmData = {
  sui_image_params: {
    prompt: words.prompt,
    negativeprompt: words.negative_prompt,
    model: "OfficialStableDiffusion/sd_xl_base_1.0",
    seed: 1234567890,
    steps: "30",
    cfgscale: 7.0,
    width: 768,
    height: 512,
    sampler: "dpmpp_2m",
    scheduler: "karras",
    loras: ["styles/ink"],
    loraweights: ["0.6"],
    swarm_version: "0.9.3.1",
  },
  sui_extra_data: { date: "2025-01-25", generation_time: "4.84 sec" },
  sui_models: [{ name: "sd_xl_base_1.0.safetensors", param: "model", hash: "0xd7a9105a" }],
};
const swarm: Partial<Expected> = {
  ...common,
  tool: "SwarmUI",
  model: "sd_xl_base_1.0",
  sampler: "dpmpp_2m",
  loras: [{ name: "ink", weight: 0.6 }],
};
const swarmCases = (): Case[] => [
  file("swarmui-png.png", png({ texts: [text("parameters", JSON.stringify(swarmData, null, 2))] }), swarm),
  file(
    "swarmui-jpeg.jpg",
    jpeg({ exif: exif({ comment: userComment(JSON.stringify(swarmData), "utf16le"), little: true }) }),
    swarm,
  ),
  file(
    "swarmui-old-jpeg.jpg",
    jpeg({ exif: exif({ main: [asciiTag(tagNumbers.model, JSON.stringify(swarmData))] }) }),
    swarm,
  ),
  file(
    "swarmui-webp.webp",
    webp({ exif: exif({ comment: userComment(JSON.stringify(swarmData), "utf16be") }) }),
    swarm,
  ),
];

export const toolCases = (): Case[] => [...invokeCases(), ...novelCases(), ...fooocusCases(), ...swarmCases()];
