import fc from "fast-check";
import { expect, test } from "vitest";
import { nextUploadState, startEditing, type UploadEvent, type UploadState } from "./upload-state";

const after = (...events: UploadEvent[]) => events.reduce<UploadState>(nextUploadState, startEditing);

test("an upload goes from sending to processing when the last byte is up, and then is done", () => {
  expect(after({ type: "started" }, { type: "progressed", sent: 0.4 })).toEqual({ phase: "sending", sent: 0.4 });
  expect(after({ type: "started" }, { type: "progressed", sent: 1 })).toEqual({ phase: "processing" });
  expect(after({ type: "started" }, { type: "finished" })).toEqual({ phase: "done" });
});

test("news of an upload that was cancelled changes nothing", () => {
  const cancelled = after({ type: "started" }, { type: "refused", note: { key: "cancelled" }, fields: {} });
  const late = fc.constantFrom<UploadEvent>(
    { type: "progressed", sent: 0.5 },
    { type: "progressed", sent: 1 },
    { type: "finished" },
  );
  fc.assert(
    fc.property(late, (event) => {
      expect(nextUploadState(cancelled, event)).toEqual(cancelled);
    }),
  );
});

test("a field that is mended loses its complaint, and the others keep theirs", () => {
  const refused: UploadEvent = {
    type: "refused",
    note: null,
    fields: { file: "Choose one.", prompt: "Fill this in." },
  };
  expect(after(refused, { type: "mended", field: "file" })).toEqual({
    phase: "editing",
    note: null,
    fields: { prompt: "Fill this in." },
  });
});

test("another file leaves nothing standing of what was said about the former one", () => {
  const refused: UploadEvent = {
    type: "refused",
    note: { text: "Too many uploads.", mustSignIn: false },
    fields: { prompt: "Fill this in." },
  };
  expect(after(refused, { type: "mended", field: "file" })).toEqual({
    phase: "editing",
    note: null,
    fields: { prompt: "Fill this in." },
  });
  expect(after(refused, { type: "mended", field: "prompt" })).toEqual({
    phase: "editing",
    note: refused.note,
    fields: {},
  });
});

test("what is under way is not started twice", () => {
  expect(after({ type: "started" }, { type: "progressed", sent: 0.4 }, { type: "started" })).toEqual({
    phase: "sending",
    sent: 0.4,
  });
});
