import fc from "fast-check";
import { expect, test } from "vitest";
import { png } from "@/scripts/metadata-corpus/containers";
import { cleanWorkflow } from "./clean-workflow";
import { metadataLimits } from "./limits";
import { readMetadata } from "./read";

const cleaned = (value: unknown): unknown => JSON.parse(cleanWorkflow(JSON.stringify(value)));

test("a cleaned workflow is the same JSON to the last digit", () => {
  const plain = fc.jsonValue().filter((value) => !/[\\/]|user|name|mail|key|gps/i.test(JSON.stringify(value)));
  const modest = (_: string, value: unknown) =>
    typeof value === "number" && Number(/e[+-](\d+)$/.exec(String(value))?.[1] ?? 0) > 20 ? null : value;
  fc.assert(
    fc.property(plain, (value) => {
      expect(JSON.parse(cleanWorkflow(JSON.stringify(value, null, 2)))).toEqual(
        JSON.parse(JSON.stringify(value), modest),
      );
    }),
  );
  expect(cleanWorkflow('{ "seed": 18446744073709551615,\n "x": NaN, "n": 1e999 }')).toBe(
    '{"seed":18446744073709551615,"x":null,"n":null}',
  );
  expect(metadataLimits.workflow).toBe(512 * 1024);
});

test("no number becomes hundreds of digits in the database", () => {
  expect(cleanWorkflow("[1e308,1E+308,-1e-300,1e00000000000000000000308,1e20,1.5E-20,1e-8]")).toBe(
    "[null,null,null,null,1e20,1.5E-20,1e-8]",
  );
  const workflow = `{"nodes":[{}],"links":[],"n":[${"1e308,".repeat(80_000)}0]}`;
  expect(readMetadata(png({ texts: [{ key: "workflow", value: workflow }] })).workflow).not.toContain("e308");
});

test("whatever stands under the name of a place, a device, a person or a key is taken out, of any kind", () => {
  const person = {
    latitude: 37.56,
    gps: [37.5, 127],
    GPSLatitudeRef: "N",
    "exif:GPSInfo": { a: [1, { b: 2 }] },
    author: ["Jane"],
    authorName: "Jane",
    creator: "Jane Doe",
    "dc:Creator": { name: "Jane" },
    artist: { name: "Jane" },
    "Owner Name": "Jane",
    serial_number: "X9",
    serialNumber: 12345,
    camera_serial: "X9",
    LensSerialNumber: "X9",
    token: "abc",
    "access-token": true,
    HF_TOKEN: "abc",
    apiKey: "abc",
    api_key_comfy_org: "abc",
    client_secret: "abc",
    Password: "abc",
    location: "Seoul",
    userName: "jane",
    created_by: "Jane",
    uploadedBy: { id: 5 },
    user: { name: "Jane" },
    username: "jane",
    login: "jane",
    person: "Jane",
    place: "Seoul",
    coords: [37.5, 127],
    body_number: "SN-1",
    "EXIF:MakerNote": "abc",
  };
  const empty = (value: unknown) =>
    Array.isArray(value) ? [] : typeof value === "string" ? "" : typeof value === "object" ? {} : null;
  const emptied = Object.fromEntries(Object.entries(person).map(([key, value]) => [key, empty(value)]));
  expect(cleaned(person)).toEqual(emptied);
  expect(cleaned({ nodes: [{ properties: person, extra: [person, "after"] }] })).toEqual({
    nodes: [{ properties: emptied, extra: [emptied, "after"] }],
  });
  expect(cleanWorkflow('{"author" : "a\\"}" , "latitude":-1.5e1,"x":[1]}')).toBe(
    '{"author":"","latitude":null,"x":[1]}',
  );
});

test("what stands in a text of JSON is cleaned as well, and otherwise stays as it was written", () => {
  const within = (value: unknown) => JSON.stringify(value);
  const about = (author: string) => ({ author, gps: author && [1, 2], steps: 25 });
  const empty = { author: "", gps: [], steps: 25 };
  expect(cleaned({ extraMetadata: within(about("Jane")), extra: [within({ more: within(about("Jane")) })] })).toEqual({
    extraMetadata: within(empty),
    extra: [within({ more: within(empty) })],
  });
  const graph = (text: string, location: string) => ({
    "6": {
      class_type: "CLIPTextEncode",
      inputs: { text, state: `{ "location": "${location}", "user": "a tall man" }` },
    },
  });
  const kept = graph('{ "author": "a writer", "place": "a beach" }', "top-left");
  expect(cleaned(kept)).toEqual(kept);
  const list = { widgets_values: ['{ "person": "a dancer" }', "[a, b]", "{not json"] };
  expect(cleaned(list)).toEqual(list);
  expect(cleaned({ widgets_values: [within({ creator: "Jane" })] })).toEqual({ widgets_values: ['{"creator":""}'] });
});

test("words that nodes use for a person or a place in the picture stay among their fields", () => {
  const prompt = { "1": { class_type: "LLM", inputs: { user: "describe a fox", place: "forest", person: "girl" } } };
  expect(cleaned(prompt)).toEqual(prompt);
});

test("what a graph needs stays: links, titles, positions and fields whose names only sound like it", () => {
  const node = {
    id: 5,
    title: "Jane's sampler",
    type: "KSampler",
    order: 1,
    flags: { pinned: true },
    properties: { "Node name for S&R": "KSampler", cnr_id: "comfy-core" },
    inputs: [{ name: "location", type: "STRING", link: 3, localized_name: "location" }],
    widgets_values: { location: "top-left", max_tokens: 512, serialize: true },
  };
  const prompt = {
    "7": {
      class_type: "BNK_CLIPTextEncodeAdvanced",
      inputs: {
        token_normalization: "none",
        text: ["3", 0],
        location: "top-left",
        lat: ["12:4", 1],
        max_new_tokens: 9,
      },
      _meta: { title: "Token" },
    },
  };
  for (const kept of [node, prompt]) expect(cleaned(kept)).toEqual(kept);
  // Coordinates have the look of a link where no input is.
  expect(cleaned({ gps: ["37", 12] })).toEqual({ gps: [] });
});

test.each([
  ["/home/jane/x.png", "x.png"],
  ["/home/jane", ""],
  ["D:\\ai\\m.ckpt", "m.ckpt"],
  ["C:\\Users\\Jane Doe\\", ""],
  ["./out/Jane Doe/x.png", "x.png"],
  ["../Jane Doe/x", "x"],
  ["~/Jane Doe/x", "x"],
  ["\\\\server\\Jane Doe\\x.png", "x.png"],
  ["file:///D:/Jane Doe/x.png", "x.png"],
  ["/Jane Doe/x.png", "x.png"],
  ["Jane Doe/x.png", "x.png"],
  ["out\\Jane Doe\\x.png [output]", "x.png [output]"],
  ["see D:/Jane Doe/x.png", "see x.png"],
  ["see D:/Doe, Jane/x.png, please", "see x.png, please"],
  ["as in C:\\Users\\jane\\y.txt", "as in y.txt"],
  ["from ./Jane Doe/x.png\nand /mnt/c/Users/jane", "from x.png\nand "],
  ["sdxl/base.safetensors", "sdxl/base.safetensors"],
  [
    "a man/woman, __style/artist__, and/or <lora:style/fox:1>",
    "a man/woman, __style/artist__, and/or <lora:style/fox:1>",
  ],
  ["https://example.com/a/b.png", "https://example.com/a/b.png"],
  ["k hf_abcdefghijklmnopqrstuv", "k "],
])("%j is published as %j", (text, published) => {
  expect(cleaned([text])).toEqual([published]);
});

test("under a name for a path any folder is cut off", () => {
  expect(cleaned({ filename_prefix: "Jane Doe/ComfyUI", save_path: "Jane Doe\\out", prompt: "a man/woman" })).toEqual({
    filename_prefix: "ComfyUI",
    save_path: "out",
    prompt: "a man/woman",
  });
});
