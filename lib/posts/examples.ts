/** What the API's document shows of an image. */
export const exampleImage = {
  id: 42,
  userId: 7,
  author: "mira",
  imageUrl: "/media/4fJ0cXq2LbT1vPz8RkYw3A/1280.webp",
  variants: [
    {
      width: 480,
      height: 320,
      avif: "/media/4fJ0cXq2LbT1vPz8RkYw3A/480.avif",
      webp: "/media/4fJ0cXq2LbT1vPz8RkYw3A/480.webp",
    },
  ],
  width: 1536,
  height: 1024,
  placeholder: "3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
  altText: "A lighthouse in fog, oil on canvas",
  prompt: "A lighthouse in fog, oil on canvas",
  modelName: "Flux 1.1",
  isTournamentOptIn: true,
  createdAt: new Date("2026-11-24T09:30:00Z"),
  likeCount: 12,
  tournamentWinCount: 5,
};

/** What of it is needed to draw it, and no more. */
export const examplePicture = ({ id }: { id: number }) => {
  const { imageUrl, variants, width, height, placeholder, altText } = exampleImage;
  return { id, imageUrl, variants, width, height, placeholder, altText };
};

/** What its file said about how it was made. */
export const exampleParameters = {
  tool: "ComfyUI",
  negativePrompt: "blurry",
  sampler: "euler",
  steps: 28,
  cfg: 3.5,
  seed: 123456789,
  width: 1536,
  height: 1024,
  loras: [{ name: "fog", weight: 0.8 }],
  digitalSourceType: null,
  c2paGenerator: null,
  workflowUrl: "/api/v1/images/42/workflow",
};
