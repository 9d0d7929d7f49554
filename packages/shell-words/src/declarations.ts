import type { KnownText } from "./known-text.ts";
import type { Scope } from "./scope.ts";

const hasOption = (words: readonly KnownText[], option: RegExp): boolean => words.slice(1).some(({ text }) => option.test(text));
/** `declare -i`: what stands behind it is arithmetic. */
export const isCounting = (words: readonly KnownText[]): boolean => hasOption(words, /^-\w*i/);
/** `declare -n`: what stands behind it is the name of another variable. */
export const isReferring = (words: readonly KnownText[]): boolean => words[0]?.text !== "export" && hasOption(words, /^-\w*n/);

/** Makes a name stand for another: its own, and the other. */
export function refer(scope: Scope, text: string): readonly [string, string] | undefined {
  const [, name, aim] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || aim === undefined) return undefined;
  if (aim !== name) scope.references.set(name, aim);
  scope.known = undefined;
  return [name, aim];
}
