import type { Picture } from "@/lib/posts/schema";

/** What stands between a chosen file and a post. `sent` is a share, 0 … 1. */
export type UploadState =
  | { readonly phase: "editing"; readonly note: UploadNote | null; readonly fields: FieldNotes }
  | { readonly phase: "sending"; readonly sent: number }
  | { readonly phase: "processing" }
  /** `posted`: where there is something to say before one goes on to it. */
  | { readonly phase: "done"; readonly posted?: Posted | undefined };

/** A new post that looks the same as an older one. */
export interface Posted {
  readonly id: number;
  readonly twin: Picture;
}

/** A sentence for the whole form; ours by its key, or the server's own words. */
export type UploadNote =
  | { readonly key: "cancelled" | "offline" | "shareMissed" }
  | { readonly text: string; readonly mustSignIn: boolean; readonly twin?: Picture | null };

/** A sentence for each field that needs mending, by the name it has on the wire. */
export type FieldNotes = Readonly<Record<string, string>>;

export type UploadEvent =
  | { readonly type: "refused"; readonly note: UploadNote | null; readonly fields: FieldNotes }
  | { readonly type: "mended"; readonly field: string }
  | { readonly type: "started" }
  | { readonly type: "progressed"; readonly sent: number }
  | { readonly type: "finished"; readonly posted?: Posted | undefined };

export const startEditing: UploadState = { phase: "editing", note: null, fields: {} };

export const startWithNote = (key: "shareMissed"): UploadState => ({ ...startEditing, note: { key } });

/** The upload's next state. What does not fit the present one, such as progress after a cancellation, changes nothing. */
export function nextUploadState(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case "refused":
      return { phase: "editing", note: event.note, fields: event.fields };
    case "mended": {
      if (state.phase !== "editing") return state;
      const { [event.field]: complaint, ...fields } = state.fields;
      // What was said of the whole was said of an upload with the former file.
      if (event.field === "file") return { phase: "editing", note: null, fields };
      return complaint === undefined ? state : { ...state, fields };
    }
    case "started":
      return state.phase === "editing" ? { phase: "sending", sent: 0 } : state;
    case "progressed":
      if (state.phase !== "sending") return state;
      return event.sent >= 1 ? { phase: "processing" } : { phase: "sending", sent: event.sent };
    case "finished":
      return state.phase === "editing" ? state : { phase: "done", ...(event.posted && { posted: event.posted }) };
  }
}
