import type { ProcessMark } from "./process-mark.ts";

/** What the owner tells the guardian: one JSON object a line on its stdin. */
export type ToGuardian = { readonly type: "watch"; readonly mark: ProcessMark } | { readonly type: "forget"; readonly mark: string };

/** What the guardian answers on its stdout, in the order of what it was told. */
export type FromGuardian =
  | { readonly type: "ready" }
  | { readonly type: "watching"; readonly mark: string }
  | { readonly type: "forgot"; readonly mark: string };
