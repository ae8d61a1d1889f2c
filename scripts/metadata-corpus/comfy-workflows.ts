/** ComfyUI's `workflow` without `prompt`: subgraphs, variables, and reroutes between a sampler and what it is given. */
import { type Case, type Expected, file } from "./case";
import { interfaceGraph, said } from "./comfy-cases";
import { png } from "./containers";

type Line = (typeof interfaceGraph.links)[number];
const { nodes, links } = interfaceGraph;
const saved = (name: string, workflow: unknown, expected: Partial<Expected> = {}): Case =>
  file(`comfyui-png-workflow-${name}.png`, png({ texts: [{ key: "workflow", value: JSON.stringify(workflow) }] }), {
    ...said,
    workflow,
    ...expected,
  });
const node = (id: number, type: string, inputs: Record<string, number>, widgets_values: unknown[] = []) => ({
  id,
  type,
  inputs: Object.entries(inputs).map(([name, link]) => ({ name, link })),
  widgets_values,
});
/** The same graph with some links leading elsewhere. */
const relinked = (change: Record<number, Line>) => links.map((line) => change[Number(line[0])] ?? line);

const definition = "0a1b2c3d-1111-2222-3333-444455556666";
const isOutside = ({ type }: { type: string }) => type === "SaveImage" || type === "PrimitiveNode";

export const comfyWorkflows = (): Case[] => [
  saved("variables", {
    ...interfaceGraph,
    nodes: [...nodes, node(20, "SetNode", { CONDITIONING: 20 }, ["wish"]), node(21, "GetNode", {}, ["wish"])],
    links: [...relinked({ 4: [4, 21, 0, 3, 1, "CONDITIONING"] }), [20, 6, 0, 20, 0, "CONDITIONING"]],
  }),
  saved("subgraph", {
    ...interfaceGraph,
    nodes: [...nodes.filter(isOutside), node(30, definition, { words: 9 })],
    links: [
      [8, 30, 0, 9, 0, "IMAGE"],
      [9, 10, 0, 30, 0, "STRING"],
    ],
    definitions: {
      subgraphs: [
        {
          id: definition,
          name: "make",
          nodes: nodes.filter((each) => !isOutside(each)),
          links: relinked({ 8: [8, 8, 0, -20, 0, "IMAGE"], 9: [9, -10, 0, 6, 1, "STRING"] }).map(
            ([id, origin_id, origin_slot, target_id, target_slot, type]) => ({
              id,
              origin_id,
              origin_slot,
              target_id,
              target_slot,
              type,
            }),
          ),
          inputs: [{ id: "a", name: "words", type: "STRING", linkIds: [9] }],
          outputs: [{ id: "b", name: "IMAGE", type: "IMAGE", linkIds: [8] }],
        },
      ],
    },
  }),
  saved(
    "rerouted-guider",
    {
      nodes: [
        node(1, "RandomNoise", {}, [42, "randomize"]),
        node(2, "CLIPTextEncode", {}, ["a red fox"]),
        node(3, "UNETLoader", {}, ["flux1-dev.safetensors", "default"]),
        node(4, "BasicGuider", { model: 1, conditioning: 2 }),
        node(5, "Reroute", { "": 3 }),
        node(6, "KSamplerSelect", {}, ["euler"]),
        node(7, "BasicScheduler", { model: 1 }, ["simple", 20, 1]),
        node(8, "EmptySD3LatentImage", {}, [1024, 576, 1]),
        node(9, "SamplerCustomAdvanced", { noise: 4, guider: 5, sampler: 6, sigmas: 7, latent_image: 8 }),
        node(10, "SaveImage", { images: 9 }, ["x"]),
      ],
      links: [
        [1, 3, 0, 4, 0, "MODEL"],
        [2, 2, 0, 4, 1, "CONDITIONING"],
        [3, 4, 0, 5, 0, "GUIDER"],
        [4, 1, 0, 9, 0, "NOISE"],
        [5, 5, 0, 9, 1, "GUIDER"],
        [6, 6, 0, 9, 2, "SAMPLER"],
        [7, 7, 0, 9, 3, "SIGMAS"],
        [8, 8, 0, 9, 4, "LATENT"],
        [9, 9, 0, 10, 0, "IMAGE"],
      ],
    },
    {
      prompt: "a red fox",
      negative_prompt: null,
      model: "flux1-dev",
      steps: 20,
      cfg: null,
      seed: 42,
      width: 1024,
      height: 576,
    },
  ),
];
