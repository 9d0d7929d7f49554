import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { definePlugin } from "@instar/kernel";
import { AgentSkills, HealthChecks, Lifecycle, type Notice, Notices } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { createTar, createTarGzip } from "nanotar";
import { expect, test } from "vitest";
import { Skills } from "../src/contract.ts";
import skillsPlugin from "../src/index.ts";

async function openHouse(pluginsSkills: Readonly<Record<string, readonly string[]>> = {}, project?: string) {
  const folder = project ?? (await mkdtemp(join(tmpdir(), "instar-skills-")));
  const notices: Notice[] = [];
  const settled: (string | undefined)[] = [];
  const told = definePlugin({
    api: 1,
    name: "told",
    provides: Notices,
    setup: () => ({
      notify: async (notice: Notice) => void notices.push(notice),
      attention: async () => notices.map((notice, id) => ({ ...notice, id: `${id}`, state: "open", count: 1, createdAt: 0, updatedAt: 0 }) as const),
      change: async (id: string) => void settled.push(notices[Number(id)]?.key),
    }),
  });
  const others = Object.entries(pluginsSkills).map(([name, skills]) =>
    definePlugin({
      api: 1,
      name,
      setup({ contribute }) {
        for (const skill of skills) contribute(AgentSkills, { name: skill, folder: join(folder, "packages", name, skill) });
      },
    })(),
  );
  const kernel = await createTestKernel([told(), skillsPlugin(), ...others], { project: folder });
  const home = join(folder, ".instar", "skills");
  return {
    folder,
    home,
    kernel,
    notices,
    settled,
    skills: kernel.service(Skills),
    write: (path: string, text: string | Uint8Array) => put(join(folder, path), text),
    /** What a session that opens now is given: the texts by name. */
    async given() {
      await kernel.service(Lifecycle).sessionStart({ session: { id: "s", driver: "offline" }, from: "new" });
      const texts = [...kernel.contributions(AgentSkills)].map(
        async ({ value }) => [value.name, await readFile(join(value.folder, "SKILL.md"), "utf8")] as const,
      );
      return Object.fromEntries(await Promise.all(texts));
    },
    async [Symbol.asyncDispose]() {
      await kernel[Symbol.asyncDispose]();
      if (project === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function put(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const skillText = (name: string, body = "Do it.") => `---\nname: ${name}\ndescription: Does ${name}.\n---\n${body}\n`;
const states = (list: readonly { name: string; origin: string; state: string }[]) => list.map(({ name, origin, state }) => `${name} ${origin} ${state}`);

test("what the agent writes for itself waits for a yes, and again when one byte changes; sessions keep what was said yes to", async () => {
  await using house = await openHouse();
  await house.write(".instar/skills/cook/SKILL.md", skillText("cook", "Version one."));
  await house.write(".instar/skills/cook/scripts/stir.sh", "#!/bin/sh\necho stir\n");
  expect(await house.given()).toEqual({});
  expect(states(await house.skills.list())).toEqual(["cook agent waiting"]);
  expect(house.notices).toHaveLength(1);
  expect(house.notices[0]).toMatchObject({ key: "skills:cook", level: "attention", text: expect.stringContaining("instar skills approve cook") });

  expect(await house.skills.approve("cook")).toMatchObject({ state: "ready" });
  expect(house.settled).toEqual(["skills:cook"]);
  expect(await house.given()).toEqual({ cook: skillText("cook", "Version one.") });
  const [{ value } = { value: undefined }] = house.kernel.contributions(AgentSkills);
  expect(value?.folder.startsWith(house.home)).toBe(false);
  expect((await stat(join(value?.folder ?? "", "scripts/stir.sh"))).mode & 0o777).toBe(0o700);

  await house.write(".instar/skills/cook/scripts/stir.sh", "#!/bin/sh\necho stirred\n");
  expect(await house.given()).toEqual({ cook: skillText("cook", "Version one.") });
  expect(await house.skills.list()).toMatchObject([{ name: "cook", state: "waiting", problems: [{ minor: true, text: expect.stringContaining("changed") }] }]);
  expect(house.notices).toHaveLength(2);
  await house.skills.list();
  expect(house.notices).toHaveLength(2);

  await rm(join(house.home, "cook"), { recursive: true });
  expect(await house.given()).toEqual({});
});

test("a yes that names a digest is not for what became of the skill since", async () => {
  await using house = await openHouse();
  await house.write(".instar/skills/cook/SKILL.md", skillText("cook", "Harmless."));
  const { digest = "" } = await house.skills.show("cook");
  expect(house.notices[0]?.text).toContain(`instar skills approve cook --digest ${digest}`);
  await house.write(".instar/skills/cook/run.sh", "#!/bin/sh\nevil\n");
  await house.skills.list();
  await expect(house.skills.approve("cook", { digest })).rejects.toMatchObject({ code: "SKILLS_CHANGED" });
  expect(await house.given()).toEqual({});
  const now = await house.skills.show("cook");
  expect(await house.skills.approve("cook", { digest: now.digest ?? "" })).toMatchObject({ state: "ready" });
});

test("a yes holds over a restart, and a copy that somebody changed is not given", async () => {
  const folder = await mkdtemp(join(tmpdir(), "instar-skills-"));
  try {
    let copy = "";
    {
      await using house = await openHouse({}, folder);
      await house.write(".instar/skills/cook/SKILL.md", skillText("cook"));
      await house.skills.approve("cook");
      copy = [...house.kernel.contributions(AgentSkills)][0]?.value.folder ?? "";
    }
    await writeFile(join(copy, "SKILL.md"), skillText("cook", "Evil."));
    {
      await using house = await openHouse({}, folder);
      expect(await house.given()).toEqual({ cook: skillText("cook") });
      await writeFile(join(copy, "SKILL.md"), skillText("cook", "Evil."));
      await house.write(".instar/skills/cook/SKILL.md", skillText("cook", "Evil, too."));
      expect(await house.given()).toEqual({});
      expect(house.notices).toHaveLength(1);
    }
    await using house = await openHouse({}, folder);
    await house.skills.list();
    expect(house.notices).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a plugin's skill goes before one of the agent's of that name, and of two plugins the first", async () => {
  await using house = await openHouse({ one: ["cook", "bake"], two: ["cook"] });
  for (const path of ["packages/one/cook", "packages/one/bake", "packages/two/cook", ".instar/skills/cook"]) {
    const name = path.split("/").at(-1) ?? "";
    await house.write(`${path}/SKILL.md`, skillText(name, path));
  }
  expect(states(await house.skills.list())).toEqual(["bake one ready", "cook one ready", "cook two broken", "cook agent broken"]);
  expect(await house.skills.show("cook")).toMatchObject({ origin: "one", files: ["SKILL.md"], text: skillText("cook", "packages/one/cook") });
  await expect(house.skills.approve("cook")).rejects.toMatchObject({ code: "SKILLS_BROKEN" });
  await expect(house.skills.remove("bake")).rejects.toMatchObject({ code: "SKILLS_FROM_PLUGIN" });
  await expect(house.skills.show("cok")).rejects.toMatchObject({ code: "SKILLS_NO_SUCH_SKILL", hint: expect.stringContaining("cook") });
  const said = house.kernel.lines.filter(({ level, fields }) => level === "warn" && JSON.stringify(fields).includes("brings a skill of this name"));
  expect(new Set(said.map(({ fields }) => fields["from"]))).toEqual(new Set(["two", "agent"]));
});

test("what must not be in a skill keeps it from sessions, and doctor says why", async () => {
  await using house = await openHouse({ one: ["gone"] });
  await house.write("secret", "SECRET");
  await house.write(".instar/skills/leaky/SKILL.md", skillText("leaky"));
  await symlink(join(house.folder, "secret"), join(house.home, "leaky", "notes.md"));
  await house.write(".instar/skills/huge/SKILL.md", skillText("huge"));
  await house.write(".instar/skills/huge/data.bin", Buffer.alloc(5 * 1024 * 1024));
  await house.write(".instar/skills/many/SKILL.md", skillText("many"));
  for (let index = 0; index < 200; index += 1) await house.write(`.instar/skills/many/${index}`, "");
  await house.write(".instar/skills/binary/SKILL.md", Buffer.from([0, 1, 2, 255]));
  await house.write("elsewhere/linked/SKILL.md", skillText("linked"));
  await symlink(join(house.folder, "elsewhere/linked"), join(house.home, "linked"));
  await house.write(".instar/skills/README.md", "no skill");
  const list = await house.skills.list();
  expect(states(list)).toEqual([
    "binary agent broken",
    "gone one broken",
    "huge agent broken",
    "leaky agent broken",
    "linked agent broken",
    "many agent broken",
  ]);
  expect(list.map(({ problems }) => problems[0]?.text)).toEqual([
    "It is no text in UTF-8.",
    "The folder can't be read.",
    "The folder has more than 200 files or 5 MB.",
    "is a link that leads out of the folder.",
    "It is a link that leads elsewhere; only folders are taken.",
    "The folder has more than 200 files or 5 MB.",
  ]);
  const health = [...house.kernel.contributions(HealthChecks)].find(({ value }) => value.id === "skills");
  expect(await health?.value.run(new AbortController().signal)).toMatchObject({
    status: "warn",
    summary: expect.stringContaining("leaky (agent) notes.md: is a link"),
  });
  await house.skills.remove("linked");
  expect(existsSync(join(house.folder, "elsewhere/linked/SKILL.md"))).toBe(true);
});

test("what the owner installs is ready at once, from a folder or an archive; what is there stays without --replace", async () => {
  await using house = await openHouse();
  await house.write("from/somewhere/SKILL.md", skillText("cook"));
  await house.write("from/somewhere/.git/config", "[core]");
  await chmod(join(house.folder, "from/somewhere/SKILL.md"), 0o600);
  expect(await house.skills.install(join(house.folder, "from/somewhere"))).toMatchObject({ name: "cook", state: "ready", folder: join(house.home, "cook") });
  expect(await readdir(join(house.home, "cook"))).toEqual(["SKILL.md"]);

  const archive = join(house.folder, "cook.tgz");
  await writeFile(archive, await createTarGzip([{ name: "cook-2/SKILL.md", data: skillText("cook", "Version two.") }]));
  await expect(house.skills.install(archive)).rejects.toMatchObject({ code: "SKILLS_EXISTS" });
  expect(await house.given()).toEqual({ cook: skillText("cook") });
  await house.skills.install(archive, { replace: true });
  expect(await house.given()).toEqual({ cook: skillText("cook", "Version two.") });

  await house.skills.remove("cook");
  expect(await house.given()).toEqual({});
  await expect(house.skills.remove("cook")).rejects.toMatchObject({ code: "SKILLS_NO_SUCH_SKILL" });
  expect(house.notices).toEqual([]);
});

test.each([
  [
    "a way out",
    "SKILLS_BROKEN",
    [
      { name: "x/SKILL.md", data: skillText("x") },
      { name: "x/../../canary", data: "out" },
    ],
  ],
  ["no SKILL.md", "SKILLS_BROKEN", [{ name: "README.md", data: "hello" }]],
  [
    "a file and a folder of one name",
    "SKILLS_UNREADABLE",
    [
      { name: "SKILL.md", data: skillText("x") },
      { name: "a", data: "1" },
      { name: "a/b", data: "2" },
    ],
  ],
])("an archive with %s changes nothing", async (_, code, entries) => {
  await using house = await openHouse();
  const archive = join(house.folder, "x.tar");
  await writeFile(archive, createTar(entries));
  await expect(house.skills.install(archive)).rejects.toMatchObject({ code });
  expect(existsSync(join(house.home, "x"))).toBe(false);
  expect(existsSync(join(house.folder, "canary"))).toBe(false);
  expect(await house.given()).toEqual({});
});

test("a source that is none is refused in words", async () => {
  await using house = await openHouse();
  await expect(house.skills.install(join(house.folder, "nowhere"))).rejects.toMatchObject({
    code: "SKILLS_UNREADABLE",
    message: expect.stringContaining("no such file"),
  });
  await house.write("notes.txt", "x");
  await expect(house.skills.install(join(house.folder, "notes.txt"))).rejects.toMatchObject({ code: "SKILLS_UNREADABLE" });
  await house.write("bad.tgz", Buffer.from([0x1f, 0x8b, 1, 2]));
  await expect(house.skills.install(join(house.folder, "bad.tgz"))).rejects.toMatchObject({ code: "SKILLS_UNREADABLE" });
});
