import type { Trusted } from "./contract.ts";
import { visible } from "./visible.ts";

/** `"Ada" (telegram:1001)`. Names are what people chose, so they stand in quotes. */
export const describePerson = ({ sender, name }: Pick<Trusted, "sender" | "name">): string =>
  visible(name === undefined ? sender : `${JSON.stringify(name)} (${sender})`);

/** What the owner reads who let somebody in. */
export const describeTrusted = (trusted: Trusted): string =>
  `${describePerson(trusted)} ${trusted.trust === "owner" ? "decides from now on, as an owner" : "may speak from now on"}.`;
