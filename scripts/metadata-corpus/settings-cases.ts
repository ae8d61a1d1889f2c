/** AUTOMATIC1111, Forge and SD.Next: `parameters` in PNG, the same text in EXIF's UserComment elsewhere. */
import { type Case, type Expected, file } from "./case";
import { avif, gif, jpeg, png, webp } from "./containers";
import { type Encoding, exif, userComment } from "./exif";

const english = {
  text: [
    "a lighthouse at dusk, oil on canvas, <lora:brushwork:0.8> <lora:tides:1.2>",
    "second line of the prompt",
    "Negative prompt: blurry, lowres,",
    "watermark",
    'Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 3141592653, Size: 640x960, Model hash: 6ce0161689, Model: dreamshaper_8, Denoising strength: 0.4, Lora hashes: "brushwork: 1a2b, tides: 3c4d", Version: v1.9.4',
  ].join("\n"),
  expected: {
    tool: "AUTOMATIC1111",
    prompt: "a lighthouse at dusk, oil on canvas, <lora:brushwork:0.8> <lora:tides:1.2>\nsecond line of the prompt",
    negative_prompt: "blurry, lowres,\nwatermark",
    model: "dreamshaper_8",
    sampler: "DPM++ 2M Karras",
    steps: 28,
    cfg: 6.5,
    seed: 3141592653,
    width: 640,
    height: 960,
    loras: [
      { name: "brushwork", weight: 0.8 },
      { name: "tides", weight: 1.2 },
    ],
  } satisfies Partial<Expected>,
};

const korean = {
  text: "해질녘의 등대, 유화, 따뜻한 빛\nNegative prompt: 흐림, 저화질\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x512, Model: 한국화_v2, Version: v1.6.0",
  expected: {
    tool: "AUTOMATIC1111",
    prompt: "해질녘의 등대, 유화, 따뜻한 빛",
    negative_prompt: "흐림, 저화질",
    model: "한국화_v2",
    sampler: "Euler a",
    steps: 20,
    cfg: 7,
    seed: 42,
    width: 512,
    height: 512,
  } satisfies Partial<Expected>,
};

const settingsOf = (line: string, words = "a teapot") => ({ key: "parameters", value: `${words}\n${line}` });
const usual = { prompt: "a teapot", sampler: "Euler", steps: 20, cfg: 1, seed: 7, width: 896, height: 1152 };

const comment = (text: string, encoding: Encoding, little = false) =>
  exif({ comment: userComment(text, encoding), little });

export const settingsCases = (): Case[] => [
  file("a1111-png-text.png", png({ texts: [{ key: "parameters", value: english.text }] }), english.expected),
  file(
    "a1111-png-ztxt.png",
    png({ texts: [{ kind: "zTXt", key: "parameters", value: english.text }] }),
    english.expected,
  ),
  file(
    "a1111-png-itxt.png",
    png({ texts: [{ kind: "iTXt", key: "parameters", value: korean.text }] }),
    korean.expected,
  ),
  file(
    "a1111-png-itxt-compressed.png",
    png({ texts: [{ kind: "iTXt compressed", key: "parameters", value: korean.text }] }),
    korean.expected,
  ),
  file("a1111-png-utf8-in-text.png", png({ texts: [{ key: "parameters", value: korean.text }] }), korean.expected),
  file(
    "a1111-png-latin1.png",
    png({
      texts: [
        {
          ...settingsOf("Steps: 20, Sampler: Euler, CFG scale: 1, Seed: 7, Size: 896x1152", "une théière fêlée"),
          encoding: "latin1",
        },
      ],
    }),
    { ...usual, tool: "AUTOMATIC1111", prompt: "une théière fêlée" },
  ),
  file(
    "a1111-png-behind-pixels.png",
    png({ texts: [{ key: "parameters", value: english.text }], spread: true }),
    english.expected,
  ),
  file("a1111-png-exif.png", png({ exif: comment(english.text, "utf16be") }), english.expected),
  file("a1111-jpeg-utf16be.jpg", jpeg({ exif: comment(korean.text, "utf16be") }), korean.expected),
  file("a1111-jpeg-utf16le.jpg", jpeg({ exif: comment(korean.text, "utf16le", true) }), korean.expected),
  file("a1111-jpeg-utf16be-in-little.jpg", jpeg({ exif: comment(korean.text, "utf16be", true) }), korean.expected),
  file("a1111-jpeg-utf16le-in-big.jpg", jpeg({ exif: comment(english.text, "utf16le") }), english.expected),
  file("a1111-jpeg-bom.jpg", jpeg({ exif: comment(`\ufeff${korean.text}`, "utf16le", true) }), korean.expected),
  file("a1111-jpeg-ascii.jpg", jpeg({ exif: comment(english.text, "ascii") }), english.expected),
  file("a1111-jpeg-utf8.jpg", jpeg({ exif: comment(korean.text, "utf8") }), korean.expected),
  file("a1111-jpeg-bare.jpg", jpeg({ exif: comment(english.text, "bare") }), english.expected),
  file("a1111-jpeg-comment.jpg", jpeg({ comment: english.text }), english.expected),
  file("a1111-webp.webp", webp({ exif: comment(korean.text, "utf16be") }), korean.expected),
  file(
    "a1111-webp-exif-prefix.webp",
    webp({ exif: Buffer.concat([Buffer.from("Exif\0\0"), comment(english.text, "utf16le", true)]) }),
    english.expected,
  ),
  file("a1111-avif.avif", avif({ exif: comment(korean.text, "utf16be") }), korean.expected),
  file("a1111-gif-comment.gif", gif({ comment: english.text }), english.expected),
  file("a1111-png-prompt-alone.png", png({ texts: [{ key: "parameters", value: "only words, no settings" }] }), {
    tool: "AUTOMATIC1111",
    prompt: "only words, no settings",
  }),
  file(
    "a1111-png-steps-in-prompt.png",
    png({
      texts: [
        settingsOf(
          "Steps: 20, Sampler: Euler, CFG scale: 1, Seed: 7, Size: 896x1152",
          "a staircase\nSteps: worn, mossy",
        ),
      ],
    }),
    { ...usual, tool: "AUTOMATIC1111", prompt: "a staircase\nSteps: worn, mossy" },
  ),
  file(
    "forge-png.png",
    png({
      texts: [
        settingsOf(
          "Steps: 20, Sampler: Euler, Schedule type: Simple, CFG scale: 1, Distilled CFG Scale: 3.5, Seed: 7, Size: 896x1152, Model: flux1-dev-bnb-nf4-v2, Version: f2.0.1v1.10.1-previous-659-gc055f2d4",
        ),
      ],
    }),
    { ...usual, tool: "Forge", model: "flux1-dev-bnb-nf4-v2" },
  ),
  file(
    "forge-jpeg.jpg",
    jpeg({
      exif: comment(
        "a teapot\nSteps: 20, Sampler: Euler, CFG scale: 1, Seed: 7, Size: 896x1152, Version: f2.0.1v1.10.1",
        "utf16be",
      ),
    }),
    { ...usual, tool: "Forge" },
  ),
  file(
    "sdnext-png.png",
    png({
      texts: [
        settingsOf(
          "Steps: 20, Size: 896x1152, Sampler: Euler, Seed: 7, CFG scale: 1, Model: juggernautXL, App: SD.Next, Version: 2f7fd5a, Pipeline: StableDiffusionXLPipeline, Operations: txt2img",
        ),
      ],
    }),
    { ...usual, tool: "SD.Next", model: "juggernautXL" },
  ),
  file(
    "sdnext-webp.webp",
    webp({
      exif: comment(
        "a teapot\nSteps: 20, Size: 896x1152, Sampler: Euler, Seed: 7, CFG scale: 1, App: SD.Next",
        "utf16le",
      ),
    }),
    { ...usual, tool: "SD.Next" },
  ),
  file(
    "sdnext-old-png.png",
    png({ texts: [settingsOf("Steps: 20| Sampler: Euler| CFG scale: 1| Seed: 7| Size: 896x1152| Version: sd.next")] }),
    { ...usual, tool: "SD.Next" },
  ),
  file(
    "fooocus-a1111-scheme-png.png",
    png({
      texts: [
        settingsOf(
          'Steps: 20, Sampler: Euler, CFG scale: 1, Seed: 7, Size: 896x1152, ADM Guidance: "(1.5, 0.8, 0.3)", Model: juggernautXL_v8Rundiffusion, Lora hashes: "offset_1.0: 4852686128, ink: 12", Lora weights: "offset_1.0: 0.1, ink: -0.5", Version: Fooocus v2.5.5',
        ),
      ],
    }),
    {
      ...usual,
      tool: "Fooocus",
      model: "juggernautXL_v8Rundiffusion",
      loras: [
        { name: "offset_1.0", weight: 0.1 },
        { name: "ink", weight: -0.5 },
      ],
    },
  ),
  file(
    "civitai-jpeg.jpg",
    jpeg({
      exif: comment(
        'a teapot\nSteps: 20, Sampler: Euler, CFG scale: 1, Seed: 7, Size: 896x1152, Created Date: 2024-10-01T12:00:00Z, Civitai resources: [{"type":"checkpoint","modelVersionId":357609,"modelName":"Juggernaut XL","modelVersionName":"V9"},{"type":"lora","weight":0.8,"modelVersionId":135867,"modelName":"Detail Tweaker XL"},{"type":"embed","modelName":"bad hands"}], Civitai metadata: {}',
        "utf16be",
      ),
    }),
    { ...usual, tool: "AUTOMATIC1111", model: "Juggernaut XL", loras: [{ name: "Detail Tweaker XL", weight: 0.8 }] },
  ),
  file("a1111-png-large-seed.png", png({ texts: [settingsOf("Steps: 1, Seed: 18446744073709551615")] }), {
    tool: "AUTOMATIC1111",
    prompt: "a teapot",
    steps: 1,
    seed: "18446744073709551615",
  }),
];
