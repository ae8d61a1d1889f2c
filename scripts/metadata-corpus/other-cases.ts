/** InvokeAI, NovelAI, Fooocus, RuinedFooocus, SwarmUI, Draw Things, Midjourney, DALL·E, IPTC and C2PA. */
import { manifestStore } from "./c2pa";
import { type Case, type Expected, file } from "./case";
import { avif, gif, jpeg, type Metadata, png, webp } from "./containers";
import { asciiTag, exif, iptc, tagNumbers, undefinedTag, userComment, xmp } from "./exif";

const common: Partial<Expected> = {
  prompt: "a paper lantern",
  negative_prompt: "plastic",
  steps: 30,
  cfg: 7,
  seed: 1234567890,
  width: 768,
  height: 512,
};
const words = { prompt: "a paper lantern", negative_prompt: "plastic" };
const numbers = { steps: 30, seed: 1234567890, width: 768, height: 512 };
const text = (key: string, value: unknown) => ({
  key,
  value: typeof value === "string" ? value : JSON.stringify(value),
});

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

const drawData = {
  c: words.prompt,
  uc: words.negative_prompt,
  model: "juggernaut_xl_v9_q6p_q8p.ckpt",
  sampler: "DPM++ 2M Karras",
  scale: 7,
  seed: 1234567890,
  seed_mode: "Scale Alike",
  size: "768x512",
  steps: 30,
  strength: 1,
  lora: [{ model: "ink_lora_f16.ckpt", weight: 0.6 }],
  v2: { batchCount: 1 },
};
const draw: Partial<Expected> = {
  ...common,
  tool: "Draw Things",
  model: "juggernaut_xl_v9_q6p_q8p",
  sampler: "DPM++ 2M Karras",
  loras: [{ name: "ink_lora_f16", weight: 0.6 }],
};
const drawXmp = xmp({
  attributes: { "xmp:CreatorTool": "Draw Things" },
  elements: { "exif:UserComment": JSON.stringify(drawData), "dc:description": "a paper lantern\nSteps: 30" },
});

const midText = "a paper lantern on a river --ar 3:2 --v 6.1 --no plastic --seed 77";
const mid: Partial<Expected> = {
  tool: "Midjourney",
  prompt: midText,
  negative_prompt: "plastic",
  model: "Midjourney 6.1",
  seed: 77,
};
const midDescription = `${midText} Job ID: 0a1b2c3d-1111-2222-3333-444455556666`;
const trained = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const midXmp = xmp({
  attributes: { "Iptc4xmpExt:DigitalSourceType": trained },
  elements: { "dc:description": midDescription, "dc:creator": "jane" },
});
const dalle: Partial<Expected> = { tool: "DALL·E", prompt: "a paper lantern", model: "DALL·E 3" };

const describedCases = (): Case[] => [
  file("drawthings-png.png", png({ xmp: drawXmp }), draw),
  file("drawthings-jpeg.jpg", jpeg({ xmp: drawXmp }), draw),
  file("drawthings-jpeg-extended-xmp.jpg", jpeg({ xmp: drawXmp, spread: true }), draw),
  file(
    "midjourney-png-xmp.png",
    png({ xmp: midXmp, texts: [text("Description", midDescription), text("Author", "jane")] }),
    { ...mid, digital_source_type: "trainedAlgorithmicMedia" },
  ),
  file("midjourney-jpeg-iptc.jpg", jpeg({ iptc: iptc({ 120: midDescription, 80: "jane" }) }), mid),
  file(
    "midjourney-jpeg-exif.jpg",
    jpeg({
      exif: exif({ main: [asciiTag(tagNumbers.description, midDescription), asciiTag(tagNumbers.artist, "jane")] }),
    }),
    mid,
  ),
  file("midjourney-webp-xmp.webp", webp({ xmp: midXmp }), { ...mid, digital_source_type: "trainedAlgorithmicMedia" }),
  file("midjourney-gif-xmp.gif", gif({ xmp: midXmp }), { ...mid, digital_source_type: "trainedAlgorithmicMedia" }),
  file("midjourney-avif-xmp.avif", avif({ xmp: midXmp }), { ...mid, digital_source_type: "trainedAlgorithmicMedia" }),
  file(
    "dalle-jpeg-exif.jpg",
    jpeg({
      exif: exif({
        main: [asciiTag(tagNumbers.software, "OpenAI DALL-E 3"), asciiTag(tagNumbers.description, "a paper lantern")],
      }),
    }),
    dalle,
  ),
  file(
    "dalle-webp-xmp.webp",
    webp({
      xmp: xmp({ attributes: { "xmp:CreatorTool": "DALL·E 3" }, elements: { "dc:description": "a paper lantern" } }),
    }),
    dalle,
  ),
  file("dalle-jpeg-iptc.jpg", jpeg({ iptc: iptc({ 120: "a paper lantern", 110: "DALL·E 3", 65: "OpenAI" }) }), dalle),
];

const adobe = manifestStore({ generator: "Adobe_Firefly/1.0 c2pa-rs/0.31", sourceType: trained });
const signed = (generator: string): Partial<Expected> => ({
  c2pa: { present: true, generator },
  digital_source_type: "trainedAlgorithmicMedia",
});
const c2paCases = (): Case[] => {
  const holders: [string, (metadata: Metadata) => Buffer][] = [
    ["png", png],
    ["jpg", jpeg],
    ["webp", webp],
    ["avif", avif],
    ["gif", gif],
  ];
  return [
    ...holders.map(([ending, write]) =>
      file(`c2pa-${ending}.${ending}`, write({ manifest: adobe }), signed("Adobe_Firefly/1.0 c2pa-rs/0.31")),
    ),
    file(
      "c2pa-dalle-png.png",
      png({
        manifest: manifestStore({
          version: 2,
          info: { name: "ChatGPT", version: "1.0" },
          sourceType: trained,
          ingredient: "Another/1.0",
        }),
      }),
      { ...signed("ChatGPT 1.0"), tool: "DALL·E" },
    ),
    file("c2pa-broken-png.png", png({ manifest: adobe.subarray(0, 40) }), { warnings: ["c2pa_unreadable"] }),
    file(
      "iptc-source-type-jpeg.jpg",
      jpeg({
        xmp: xmp({
          attributes: {
            "Iptc4xmpExt:DigitalSourceType":
              "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
          },
        }),
      }),
      { digital_source_type: "compositeWithTrainedAlgorithmicMedia" },
    ),
  ];
};

/** Photographs: what they say is about people and places, and none of it is taken for a prompt. */
const photographCases = (): Case[] => {
  const photo = exif({
    main: [
      asciiTag(tagNumbers.make, "Acme"),
      asciiTag(tagNumbers.model, "Camera 5"),
      asciiTag(tagNumbers.description, "Jane in Berlin"),
      asciiTag(tagNumbers.artist, "Jane Roe"),
      undefinedTag(tagNumbers.xpComment, Buffer.from("for the family", "utf16le")),
    ],
    place: "Berlin",
    serial: "SN-12345",
    makerNote: "secret maker",
  });
  const about = xmp({ elements: { "dc:creator": "Jane Roe", "dc:description": "Jane in Berlin" } });
  return [
    file(
      "photograph-jpeg.jpg",
      jpeg({
        exif: photo,
        xmp: about,
        iptc: iptc({ 80: "Jane Roe", 90: "Berlin", 120: "Jane in Berlin" }),
        comment: "from my phone",
      }),
    ),
    file(
      "photograph-png.png",
      png({ exif: photo, xmp: about, texts: [text("Author", "Jane Roe"), text("Description", "Jane in Berlin")] }),
    ),
    file("photograph-webp.webp", webp({ exif: photo, xmp: about })),
    file("photograph-avif.avif", avif({ exif: photo, xmp: about })),
    file("plain-gif.gif", gif({})),
    file("plain-png.png", png({})),
    file("plain-jpeg.jpg", jpeg({})),
    file("plain-webp.webp", webp({})),
    file("plain-avif.avif", avif({})),
  ];
};

export const otherCases = (): Case[] => [
  ...invokeCases(),
  ...novelCases(),
  ...fooocusCases(),
  ...swarmCases(),
  ...describedCases(),
  ...c2paCases(),
  ...photographCases(),
];
