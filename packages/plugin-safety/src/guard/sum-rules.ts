import type { Rule } from "@instar/command-guard";
import type { Contributions } from "@instar/kernel";

/** The config's rules, then those of plugins. Throws SAFETY_BAD_RULE for one that means nothing, naming whose it is. */
export function sumRules(own: readonly Rule[], contributed: Contributions<Rule>): readonly Rule[] {
  return [...own, ...[...contributed].map(({ value }) => value)];
}
