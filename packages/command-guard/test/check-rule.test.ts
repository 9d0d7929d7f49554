import { expect, test } from "vitest";
import { checkRule } from "../src/check-rule.ts";
import { standardRules } from "../src/rules/index.ts";

const rule = { id: "own.seed", severity: "risky", reason: "It replaces the data.", instead: "Use another.", programs: ["npm"], words: ["run seed"] };

test("every rule of the guard's own is one, and what means nothing is said in a sentence", () => {
  // Some of its own speak of what the guard itself finds, and its expressions were tried on long texts: strangers' have narrower limits.
  expect(standardRules.flatMap((each) => checkRule({ programs: ["x"], ...each, text: undefined }) ?? [])).toEqual([]);
  expect(checkRule(rule)).toBeUndefined();
  expect(checkRule({ ...rule, deep: true, unless: { flags: ["--dry-run|-n"] } })).toBeUndefined();
  const wrong: readonly (readonly [object | string, RegExp])[] = [
    ["rm", /is an object/],
    [{ ...rule, reason: undefined }, /reason is missing/],
    [{ ...rule, instead: "" }, /instead is a text/],
    [{ ...rule, id: "Own Seed" }, /it is "Own Seed"/],
    [{ ...rule, severity: "bad" }, /one of catastrophic, risky, fine/],
    [{ ...rule, program: ["npm"] }, /program is nothing that a rule has/],
    [{ ...rule, words: "run seed" }, /words is a list/],
    [{ ...rule, text: "(" }, /text is no regular expression/],
    [{ ...rule, does: ["destroy"] }, /does has "destroy"/],
    [{ ...rule, targets: ["moon"] }, /targets has "moon"/],
    [{ ...rule, programs: undefined, words: undefined }, /speak of every command/],
    [{ ...rule, unless: { does: ["x"] } }, /unless.does is nothing/],
  ];
  for (const [value, said] of wrong) expect(checkRule(value)).toMatch(said);
});
