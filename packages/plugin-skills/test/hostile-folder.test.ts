import { link, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countWork } from "../../../tests/work-done.ts";
import { checkSkill } from "../src/check-skill.ts";
import { findOwnSkills } from "../src/own-skills.ts";

let folder = "";
let home = "";
const secret = "the owner's secret";
const skill = (name: string, body = "Do it.") => `---\nname: ${name}\ndescription: Does ${name}.\n---\n${body}\n`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "instar-hostile-"));
  home = join(folder, "skills");
  await mkdir(join(home, "x"), { recursive: true });
  await mkdir(join(folder, "private"));
  await writeFile(join(folder, "private", "SKILL.md"), secret);
  await writeFile(join(home, "x", "SKILL.md"), skill("x"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What any file of the skill `x` holds, over many looks while somebody changes the folder. */
async function seenWhile(change: () => Promise<void>): Promise<Set<string>> {
  const seen = new Set<string>();
  let isOver = false;
  const changing = (async () => {
    while (!isOver) await change().catch(() => undefined); // a step that met the other one's
  })();
  for (let look = 0; look < 400; look++)
    for (const { files } of await findOwnSkills(home)) for (const bytes of files.values()) seen.add(Buffer.from(bytes).toString());
  isOver = true;
  await changing;
  return seen;
}

test("a file that becomes a link while it is read gives nothing of what it leads to", async () => {
  const place = join(home, "x", "SKILL.md");
  const seen = await seenWhile(async () => {
    await symlink(join(folder, "private", "SKILL.md"), join(folder, "link"));
    await rename(join(folder, "link"), place);
    await writeFile(join(folder, "plain"), skill("x"));
    await rename(join(folder, "plain"), place);
  });
  expect([...seen]).not.toContain(secret);
});

test("a folder that becomes a link while it is read gives nothing of what it leads to", async () => {
  const seen = await seenWhile(async () => {
    await rename(join(home, "x"), join(folder, "aside"));
    await symlink(join(folder, "private"), join(home, "x"));
    await rm(join(home, "x"));
    await rename(join(folder, "aside"), join(home, "x"));
  });
  expect([...seen]).not.toContain(secret);
});

test("another name of a file that lies elsewhere is not taken", async () => {
  await rm(join(home, "x", "SKILL.md"));
  await link(join(folder, "private", "SKILL.md"), join(home, "x", "SKILL.md"));
  const [found] = await findOwnSkills(home);
  expect(found?.text).toBe("");
  expect(found?.problems).toMatchObject([{ where: "SKILL.md", text: expect.stringContaining("hard link") }, { where: "SKILL.md" }]);
});

test("very many folders in a skill, and very many skills, cost no more than a look at some", async () => {
  await Promise.all(Array.from({ length: 3_000 }, (_, index) => mkdir(join(home, "x", `d${index}`))));
  const [found] = await findOwnSkills(home);
  expect(found?.problems).toMatchObject([{ where: ".", text: expect.stringMatching(/more than 200/) }]);
  await rm(join(home, "x"), { recursive: true });
  await Promise.all(Array.from({ length: 1_500 }, (_, index) => mkdir(join(home, `s${index}`))));
  await mkdir(join(home, "zz-approved"));
  const all = await findOwnSkills(home, ["zz-approved"]);
  expect(all.length).toBeLessThanOrEqual(100);
  expect(all.map(({ name }) => name)).toContain("zz-approved");
});

test("a SKILL.md that is made to keep the house busy is refused at once", async () => {
  const worked = countWork();
  const of = async (text: string) => (await checkSkill(new Map([["SKILL.md", Buffer.from(text)]]), "x")).problems;
  const bomb = `---\nname: x\ndescription: d\na: &a [${"x,".repeat(20)}]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]\n---\nDo it.\n`;
  expect(await of(bomb)).not.toEqual([]);
  expect(await of(`---\nname: x\nmetadata: ${"[".repeat(100_000)}\n---\nDo it.\n`)).not.toEqual([]);
  expect(await of(`---\nname: x\n${"? ".repeat(1_000_000)}\n---\nDo it.\n`)).not.toEqual([]);
  expect((await of(skill("x", "](scripts/a) ".repeat(100_000)))).length).toBeLessThanOrEqual(101);
  expect(worked()).toBeLessThan(2_000);
});
