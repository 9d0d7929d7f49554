import type { Plugin } from "@instar/kernel";
import access from "@instar/plugin-access";
import sessions from "@instar/plugin-sessions";
import { askBeforeSending } from "./ask-before-sending.ts";

export interface CarefulOptions {
  /** Who decides, as `access` names people: `ntfy:kira`. */
  readonly owners: readonly string[];
  /** How many agents live at a time. */
  readonly maxLiving?: number;
}

/** For a config: `plugins: [careful({ owners: ["ntfy:kira"] })]`. A list in the list of plugins is as good as its entries. */
export default function careful({ owners, maxLiving = 2 }: CarefulOptions): readonly Plugin[] {
  return [access({ owners: [...owners], pairing: false }), sessions({ maxLiving }), askBeforeSending()];
}
