import { checkRule, type Rule } from "@instar/command-guard";
import type { Contributions } from "@instar/kernel";
import { SafetyError } from "../errors.ts";

/** The config's rules, then those of plugins. Throws SAFETY_BAD_RULE for one that means nothing, naming whose it is; the config's are checked with its options. */
export function sumRules(own: readonly Rule[], contributed: Contributions<Rule>): readonly Rule[] {
  const theirs = [...contributed].map(({ plugin, value }) => {
    const wrong = checkRule(value);
    if (wrong !== undefined) throw SafetyError.BAD_RULE(`the plugin ${plugin}`, wrong);
    return value;
  });
  return [...own, ...theirs];
}
