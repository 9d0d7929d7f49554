import type { Trusted } from "./contract.ts";
import { visible } from "./visible.ts";

/** What the owner reads who let somebody in. Names are what people chose, so they stand in quotes. */
export const describeTrusted = ({ sender, name, trust }: Trusted): string =>
  `${visible(name === undefined ? sender : `${JSON.stringify(name)} (${sender})`)} ${trust === "owner" ? "decides from now on, as an owner" : "may speak from now on"}.`;
