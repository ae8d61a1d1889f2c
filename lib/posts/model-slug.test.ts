import fc from "fast-check";
import { expect, test } from "vitest";
import { modelSlug, parseModelSlug } from "./model-slug";

test("every name comes back from its slug, which a path carries as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 }), (name) => {
      const slug = modelSlug(name);
      expect(encodeURIComponent(slug)).toBe(slug);
      expect(parseModelSlug(slug)).toBe(name);
    }),
  );
});

test.each(["", "~", "~4", "~zz", "~41", "~ED", "~ff", "a b", "가", "../x", "a/b"])("%j is no slug", (slug) => {
  expect(parseModelSlug(slug)).toBeNull();
});

test("a plain name is its own slug", () => {
  expect(modelSlug("stable-diffusion_xl")).toBe("stable-diffusion_xl");
  expect(modelSlug("SDXL 1.0")).toBe("SDXL~201~2e0");
});
