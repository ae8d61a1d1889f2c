/** Draw Things, Midjourney, DALL·E, IPTC and C2PA, and photographs that are none of these. */
import { manifestStore } from "./c2pa";
import { type Case, type Expected, file } from "./case";
import { avif, gif, jpeg, type Metadata, png, webp } from "./containers";
import { asciiTag, exif, iptc, tagNumbers, undefinedTag, xmp } from "./exif";
import { common, text, words } from "./shared";

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

const toldCases = (): Case[] => [
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
  file(
    "gpt-image-jpeg-exif.jpg",
    jpeg({
      exif: exif({
        main: [asciiTag(tagNumbers.software, "gpt-image-1"), asciiTag(tagNumbers.description, "a paper lantern")],
      }),
    }),
    { tool: "GPT Image", prompt: "a paper lantern", model: "gpt-image-1" },
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
      "c2pa-chatgpt-png.png",
      png({
        manifest: manifestStore({
          version: 2,
          info: { name: "ChatGPT", version: "1.0" },
          sourceType: trained,
          ingredient: "Another/1.0",
        }),
      }),
      { ...signed("ChatGPT 1.0"), tool: "ChatGPT" },
    ),
    file(
      "c2pa-gpt-4o-png.png",
      png({
        manifest: manifestStore({
          version: 2,
          info: { name: "ChatGPT" },
          sourceType: trained,
          agent: { name: "GPT-4o" },
        }),
      }),
      { ...signed("ChatGPT"), tool: "ChatGPT", model: "GPT-4o" },
    ),
    file(
      "c2pa-dalle-api-png.png",
      png({
        manifest: manifestStore({ generator: "OpenAI-API c2pa-rs/0.28.4", sourceType: trained, agent: "DALL·E" }),
      }),
      { ...signed("OpenAI-API c2pa-rs/0.28.4"), tool: "DALL·E" },
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
    // Names with "dall e" in them, a press photograph's job, and what may not be done with it.
    ...["Kendall Ewing/Reuters", "Randall E. Smith", "OpenAI/Handout"].map((credit, at) =>
      file(
        `photograph-credit-${at + 1}.jpg`,
        jpeg({
          iptc: iptc({ 110: credit, 120: "Jane in Berlin", 40: "Not for use in ChatGPT or Midjourney" }),
          xmp: xmp({ attributes: { "photoshop:Credit": credit }, elements: { "dc:description": "Jane in Berlin" } }),
        }),
      ),
    ),
    file("photograph-job.jpg", jpeg({ iptc: iptc({ 120: "Jane in Berlin. Job ID: 20240512", 110: "AP" }) })),
    file("plain-gif.gif", gif({})),
    file("plain-png.png", png({})),
    file("plain-jpeg.jpg", jpeg({})),
    file("plain-webp.webp", webp({})),
    file("plain-avif.avif", avif({})),
  ];
};

export const describedCases = (): Case[] => [...toldCases(), ...c2paCases(), ...photographCases()];
