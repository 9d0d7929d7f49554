import { describe, expect, test } from "vitest";
import { checkSkill } from "../src/check-skill.ts";

const files = (text: string, more: Record<string, string> = {}) =>
  new Map(Object.entries({ "SKILL.md": text, ...more }).map(([path, content]) => [path, Buffer.from(content)]));
const check = async (text: string, folder = "tell-time", more: Record<string, string> = {}) =>
  (await checkSkill(files(text, more), folder)).problems.map(({ where, text: problem, minor }) => `${where}${minor ? " minor" : ""}: ${problem}`);

const good = "---\nname: tell-time\ndescription: Tells the time.\n---\nLook at the clock.\n";

describe("a skill", () => {
  test("with everything that the standard knows has no problem", async () => {
    const text = `---\nname: tell-time\ndescription: >-\n  Tells the time.\n  Use it when asked.\nlicense: MIT\ncompatibility: Needs a clock\nmetadata:\n  author: kira\n  version: "1.0"\nallowed-tools: Bash(date:*) Read\n---\nSee [zones](references/zones.md).\n`;
    const checked = await checkSkill(files(text, { "references/zones.md": "UTC" }), "tell-time");
    expect(checked).toMatchObject({ name: "tell-time", description: "Tells the time. Use it when asked.", problems: [] });
    expect(await check(good.replaceAll("\n", "\r\n"))).toEqual([]);
    expect(await check(`\uFEFF${good}`)).toEqual([]);
  });

  test("is told of everything at once, with the line", async () => {
    const text =
      "---\nname: Tell_Time\ndiscription: x\nlicence: MIT\nlicense: 3\ncompatibility: ''\nmetadata: [1]\nallowed-tools: 4\nmodel: opus\nzebra: 1\n---\n[a](scripts/a.sh)\n";
    expect(await check(text)).toEqual([
      "SKILL.md:3: discription is no field of a skill. Did you mean description?",
      "SKILL.md:4: licence is no field of a skill. Did you mean license?",
      "SKILL.md:9 minor: model is Claude Code's own; other agents ignore it.",
      "SKILL.md:10 minor: zebra is no field of a skill (put your own under metadata). Known are: name, description, license, compatibility, metadata, allowed-tools.",
      'SKILL.md:2: name must be 1 to 64 lower-case letters, digits and single hyphens between them, not "Tell_Time".',
      'SKILL.md:1: The field "description" is missing: what it does, and when to use it.',
      "SKILL.md:5: license must be a text.",
      "SKILL.md:6: compatibility must be a text of 1 to 500 characters.",
      'SKILL.md:7: metadata must be texts by their names; quote numbers: version: "1.0".',
      "SKILL.md:8: allowed-tools must be a text with spaces between the tools.",
      "SKILL.md:12: scripts/a.sh is not in the folder.",
    ]);
  });

  test.each([
    ["", /SKILL.md:1: It must begin with front matter/],
    ["# Title\n---\nname: x\n---\n", /SKILL.md:1: It must begin with front matter/],
    ["---\nname: tell-time\n", /SKILL.md:1: The front matter has no end/],
    ["---\n---\nbody", /SKILL.md:2: The front matter must be fields/],
    ["---\n- name\n---\nbody", /SKILL.md:2: The front matter must be fields/],
    ['---\nname: tell-time\ndescription: "open\n---\nbody', /SKILL.md:\d: This is not YAML/],
    ["---\nname: tell-time\nname: tell-time\ndescription: d\n---\nbody", /SKILL.md:3: This is not YAML: .*unique/],
    ["---\nname: tell-time\ndescription: a: b: c\n---\nbody", /SKILL.md:3: This is not YAML/],
    ["---\nname: tell-time\ndescription: '  '\n---\nbody", /SKILL.md:3: description must be/],
    [`---\nname: tell-time\ndescription: ${"x".repeat(1025)}\n---\nbody`, /SKILL.md:3: description has 1025 characters/],
    ["---\nname: tell-time\ndescription: d\n---\n\n", /SKILL.md:5: Nothing follows/],
    ["---\nname: other\ndescription: d\n---\nbody", /SKILL.md:2: name is "other", its folder's is "tell-time"/],
    ["---\nname: a--b\ndescription: d\n---\nbody", /SKILL.md:2: name must be/],
    [`---\nname: ${"a".repeat(65)}\ndescription: d\n---\nbody`, /SKILL.md:2: name must be/],
    ["---\nname: 7\ndescription: d\n---\nbody", /SKILL.md:2: name must be .*not 7/],
  ])("%j is refused", async (text, problem) => {
    const problems = await check(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test("must have a SKILL.md of that name, in text", async () => {
    const found = async (...entries: [string, Uint8Array][]) => (await checkSkill(new Map(entries), "x")).problems.map(({ text }) => text);
    expect(await found(["skill.md", Buffer.from(good)])).toEqual(["The folder has no SKILL.md; skill.md must be written so."]);
    expect(await found()).toEqual(["The folder has no SKILL.md."]);
    expect(await found(["SKILL.md", Buffer.from([0xff, 0xd8, 0xff])])).toEqual(["It is no text in UTF-8."]);
    expect(await found(["SKILL.md", Buffer.from(`${good}\0`)])).toEqual(["It is no text in UTF-8."]);
  });
});
