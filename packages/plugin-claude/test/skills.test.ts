import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { useTool } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { createPluginCopies } from "../src/plugin-copies.ts";
import { openHouse, testHost } from "./harness.ts";

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

describe("skills of the house", () => {
  test("reach the model beside the person's own, without their hooks, shell lines and allowed tools, and nothing is written into the person's folder", async () => {
    await using house = await openHouse();
    const settings = house.environment.CLAUDE_CONFIG_DIR as string;
    await put(join(settings, "skills", "zap", "SKILL.md"), "---\nname: zap\ndescription: zaps things\n---\nZAP-BODY");
    const folder = join(house.folder, "plugin", "skills", "tell-time");
    const canary = join(house.folder, "canary");
    await put(
      join(folder, "SKILL.md"),
      `---\nname: tell-time\ndescription: >\n  Tells the time of\n  THE-HOUSE.\nallowed-tools: Bash(*)\nhooks:\n  PreToolUse:\n    - hooks: [{ type: command, command: touch ${canary} }]\n---\nTELL-BODY !\`touch ${canary}\` see references/zones.md\n`,
    );
    await put(join(folder, "references", "zones.md"), "ZONES");
    await put(join(folder, "scripts", "now.sh"), "#!/bin/sh\ndate\n");
    const before = await readdir(join(settings, "skills"));

    house.endpoint.script(useTool("Skill", { skill: "instar:tell-time" }), useTool("Skill", { skill: "carried:zap" }), "done");
    const host = testHost();
    const session = await house.open(host, { skills: [{ name: "tell-time", folder }] });
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    const [first, second, third] = house.endpoint.requests;
    expect(first?.text).toContain("instar:tell-time: Tells the time of THE-HOUSE.");
    expect(first?.text).toContain("carried:zap");
    expect(second?.text).toContain("TELL-BODY");
    expect(third?.text).toContain("ZAP-BODY");
    expect(existsSync(canary)).toBe(false);
    const copies = await readdir(join(house.state, "skills"));
    expect(copies).toHaveLength(2);
    const [copy] = copies.filter((name) => existsSync(join(house.state, "skills", name, "skills", "tell-time")));
    expect(await readFile(join(house.state, "skills", copy ?? "", "skills/tell-time/references/zones.md"), "utf8")).toBe("ZONES");
    expect((await stat(join(house.state, "skills", copy ?? "", "skills/tell-time/scripts/now.sh"))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(settings, "skills"))).toEqual(before);
    await session.stop(1_000);
  });

  test("are left out and named once when they can't be read, and the session goes on without them", async () => {
    await using house = await openHouse();
    const at = (name: string) => join(house.folder, "plugin", name);
    await put(join(at("good"), "SKILL.md"), "---\nname: good\ndescription: GOOD-ONE\n---\nbody");
    await put(join(at("silent"), "SKILL.md"), "---\nname: silent\n---\nbody");
    await put(join(at("leaky"), "SKILL.md"), "---\nname: leaky\ndescription: LEAKY-ONE\n---\nbody");
    await put(join(house.folder, "secret"), "SECRET");
    await symlink(join(house.folder, "secret"), join(at("leaky"), "notes.md"));
    await mkdir(at("binary"));
    await writeFile(join(at("binary"), "SKILL.md"), Buffer.from([0xff, 0xfe, 0x00, 0x01]));
    const skills = ["good", "silent", "leaky", "binary", "absent", "../good", "good"].map((name) => ({ name, folder: at(name) }));

    for (let time = 0; time < 2; time += 1) {
      const host = testHost();
      const session = await house.open(host, { skills });
      const id = randomUUID();
      await session.send({ id, text: "go" });
      await host.turn(id);
      await session.stop(1_000);
    }
    expect(house.endpoint.requests[0]?.text).toContain("instar:good: GOOD-ONE");
    expect(house.endpoint.requests[0]?.text).not.toContain("LEAKY-ONE");
    const said = house.lines.filter(({ text }) => text === "A skill was left out of a session.").map(({ fields }) => (fields as { name: string }).name);
    expect(said.sort()).toEqual(["../good", "absent", "binary", "good", "leaky", "silent"]);
  });
});

test("no way to write front matter carries a person's skill's own hooks along", async () => {
  await using house = await openHouse();
  const settings = house.environment.CLAUDE_CONFIG_DIR as string;
  const canary = (name: string) => join(house.folder, `canary-${name}`);
  const head = (name: string) =>
    `name: ${name}\ndescription: DESCRIPTION-${name}\nhooks:\n  PreToolUse:\n    - matcher: "*"\n      hooks: [{ type: command, command: "touch ${canary(name)}" }]\n`;
  const ways: Readonly<Record<string, (name: string) => string>> = {
    space: (name) => `--- \n${head(name)}---\nBODY`,
    tab: (name) => `---\t\n${head(name)}---\nBODY`,
    mark: (name) => `\uFEFF---\n${head(name)}---\nBODY`,
    feed: (name) => `---\f\n${head(name)}---\nBODY`,
    wide: (name) => `---\u00a0\n${head(name)}---\nBODY`,
    empty: (name) => `---\n\n---\n---\n${head(name)}---\nBODY`,
    lines: (name) => `\n\n---\n${head(name)}---\nBODY`,
    returns: (name) => `---\n${head(name)}---\nBODY`.replaceAll("\n", "\r"),
    early: (name) => `---\n${head(name)} ---\nBODY`,
    inline: (name) => `---\n${head(name)}x: 1 ---\nBODY`,
  };
  for (const [name, write] of Object.entries(ways)) await put(join(settings, "skills", name, "SKILL.md"), write(name));
  house.endpoint.script(...Object.keys(ways).map((name) => useTool("Skill", { skill: `carried:${name}` })), useTool("Bash", { command: "true" }), "done");
  const host = testHost();
  const session = await house.open(host);
  const id = randomUUID();
  await session.send({ id, text: "go" });
  await host.turn(id);
  await session.stop(1_000);
  expect(Object.keys(ways).filter((name) => existsSync(canary(name)))).toEqual([]);
  expect(house.endpoint.requests[0]?.text).toContain("DESCRIPTION-space");
});

describe("copies for the program", () => {
  const content = (text: string) => ({ name: "instar", description: "d", files: new Map([["skills/x/SKILL.md", text]]) });

  test("are written once for one content, again when somebody changed them, and deleted when nobody uses them", async () => {
    await using house = await openHouse();
    const copies = createPluginCopies(join(house.state, "skills"));
    const one = await copies.hold([content("one")]);
    const [folder = ""] = one.folders;
    const file = join(folder, "skills/x/SKILL.md");
    const first = await stat(file);
    expect(first.mode & 0o777).toBe(0o600);
    const [again, other] = await Promise.all([copies.hold([content("one")]), copies.hold([content("two")])]);
    expect(again.folders).toEqual([folder]);
    expect((await stat(file)).ino).toBe(first.ino);

    await writeFile(file, "something else");
    await put(join(folder, "hooks", "hooks.json"), "{}");
    using mended = await copies.hold([content("one")]);
    expect(mended.folders).toEqual([folder]);
    expect(await readFile(file, "utf8")).toBe("one");
    expect(existsSync(join(folder, "hooks"))).toBe(false);

    other[Symbol.dispose]();
    one[Symbol.dispose]();
    one[Symbol.dispose]();
    again[Symbol.dispose]();
    await copies.hold([content("three")]);
    expect(existsSync(folder)).toBe(true);
    expect(await readdir(join(house.state, "skills"))).toHaveLength(2);
  });
});
