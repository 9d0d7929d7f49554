import { service } from "../token.ts";

/** Plugins state intents; the budget merges by key, digests and caps. */
export interface Notices {
  notify(notice: { readonly key: string; readonly level: "info" | "attention" | "urgent"; readonly title: string; readonly text: string }): Promise<void>;
}

export const Notices = service<Notices>("notices");
