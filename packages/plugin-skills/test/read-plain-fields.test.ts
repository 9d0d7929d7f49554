import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readPlainFields } from "../src/read-plain-fields.ts";

const valuesOf = (head: string) => {
  const fields = readPlainFields(head);
  return fields && Object.fromEntries([...fields].map(([key, { value }]) => [key, value]));
};

test.each([
  "name: cook\ndescription: Cooks what is there, 'quickly' or not. Use `it` & enjoy (twice) @ home!",
  'name: cook\nmetadata:\n  version: "1.0"\n  author: Kira\nlicense: MIT',
  "name: cook\r\ndescription: http://example.org is no key",
  'description: "#1: with what YAML would take for more"',
])("%j is read as YAML reads it, with the line", (head) => {
  expect(valuesOf(head)).toEqual(parse(head));
  const [second] = [...(readPlainFields(head) ?? [])].slice(1);
  if (second !== undefined) expect(second[1].line).toBe(3);
});

test.each([
  "",
  "name",
  "name: cook\nname: cook",
  "description: a: b",
  "description: a #b",
  "description: >\n  folded",
  "description: one\n  goes on",
  "description: &anchor x",
  "description: 'quoted'",
  'description: "a\\n"',
  'description: "a" b',
  "license: 3",
  "license: true",
  "license: Null",
  "license: ~",
  "license:",
  "metadata:",
  "metadata:\n  a: 1",
  "metadata:\n  a: b\n  a: c",
  "metadata:\n    a: b",
  "metadata: []",
  "license: MIT\n  a: b",
  "allowed-tools: [Read]",
  "# a comment\nname: x",
  "a: b:",
  "a: b\tc",
])("%j is left to YAML", (head) => {
  expect(readPlainFields(head)).toBeUndefined();
});

test("the skills that every house has need no YAML", () => {
  const text = readFileSync(new URL("../../plugin-named-sessions/skills/instar-session/SKILL.md", import.meta.url), "utf8");
  const head = text.split("---\n")[1] ?? "";
  expect(valuesOf(head.trimEnd())).toEqual(parse(head));
});
