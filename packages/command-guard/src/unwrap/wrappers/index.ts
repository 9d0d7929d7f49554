import { aroundPrograms } from "./around-programs.ts";
import { elsewhere } from "./elsewhere.ts";
import { environments } from "./environments.ts";
import type { Wrapper } from "./wrapper.ts";

/** By name; for two words such as `docker run`, both. */
export const wrappers: Readonly<Record<string, Wrapper>> = { ...aroundPrograms, ...elsewhere, ...environments };

/** How a wrapper is spelled: up to three words, by their first. */
const first = new Map<string, readonly string[]>();
for (const name of Object.keys(wrappers)) {
  const [word = ""] = name.split(" ");
  first.set(
    word,
    [...(first.get(word) ?? []), name].sort((one, other) => other.length - one.length),
  );
}
export const wrapperNames: ReadonlyMap<string, readonly string[]> = first;
