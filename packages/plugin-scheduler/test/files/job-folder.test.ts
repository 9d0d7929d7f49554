import { execFileSync } from "node:child_process";
import { chmod, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { job, openFolder } from "./open-folder.ts";

const half = { kind: "every", ms: 1_800_000 };

test("a broken edit keeps the last good version, after a restart too, and is named once", async () => {
  const { jobs, write, create, lines } = await openFolder();
  await write("a.md", job("every 30m"));
  await write("b.md", job("every 1h"));
  expect(await jobs.load()).toEqual({ added: ["a", "b"], changed: [], removed: [], problems: [] });
  await write("a.md", job("evry 10m"));
  const problem = { path: ".instar/jobs/a.md", line: 2, field: "schedule", text: '"evry 10m" is not a schedule.', hint: 'Did you mean "every 10m"?' };
  expect(await jobs.load()).toEqual({ added: [], changed: [], removed: [], problems: [problem] });
  expect(await jobs.load()).toEqual({ added: [], changed: [], removed: [], problems: [] });
  expect(jobs.problemsOf("a")).toEqual([problem]);
  expect(jobs.jobs().get("a")?.schedule).toEqual(half);
  expect(lines).toEqual([
    {
      text: "The file of a job is broken; its last good version goes on.",
      fields: { file: ".instar/jobs/a.md:2", problem: problem.text, hint: problem.hint },
    },
  ]);
  const again = create();
  expect(await again.load()).toEqual({ added: ["a", "b"], changed: [], removed: [], problems: [problem] });
  expect(again.jobs().get("a")?.schedule).toEqual(half);
  await write("a.md", job("every 10m"));
  expect(await again.load()).toEqual({ added: [], changed: ["a"], removed: [], problems: [] });
  expect(again.problems()).toEqual([]);
  expect(lines.at(-1)).toEqual({ text: "The file of a job is in order again.", fields: { file: ".instar/jobs/a.md" } });
});

test("a file that was broken while nobody was there has its last good version, one that was taken away is forgotten", async () => {
  const { jobs, write, folder, create, lastGood } = await openFolder();
  for (const name of ["a.md", "b.md", "c.md"]) await write(name, job("every 30m"));
  await jobs.load();
  await write("a.md", "no front matter");
  await rm(join(folder, "b.md"));
  await write("c.md", job("every 1h"));
  const later = create();
  expect(await later.load()).toMatchObject({ added: ["a", "c"] });
  expect([later.jobs().get("a")?.schedule, later.jobs().get("c")?.schedule]).toEqual([half, { kind: "every", ms: 3_600_000 }]);
  expect([...lastGood.texts]).toEqual([
    ["a", job("every 30m")],
    ["c", job("every 1h")],
  ]);
});

test("a comment changes nothing, and what was never good is no job", async () => {
  const { jobs, write, lines } = await openFolder();
  await write("a.md", job("every 30m"));
  await write("bad.md", job("every day"));
  expect(await jobs.load()).toMatchObject({ added: ["a"], problems: [{ path: ".instar/jobs/bad.md", line: 2 }] });
  expect(lines).toMatchObject([{ text: "The file of a job is broken, so there is no such job." }]);
  const held = jobs.jobs().get("a");
  await write("a.md", job("every 30m # calmly"));
  expect(await jobs.load()).toEqual({ added: [], changed: [], removed: [], problems: [] });
  expect(jobs.jobs().get("a")).toBe(held);
});

test("what editors leave behind is no matter, and what is no job's file is named and disturbs nobody", async () => {
  const { jobs, write, folder } = await openFolder();
  await write("good.md", job("every 30m"));
  for (const name of [".good.md.swp", "good.md~", "#good.md#", "4913", "good.md.bak", ".DS_Store"]) await write(name, "\0");
  await write("my job.md", job("every 30m"));
  await write("notes.txt", "x");
  await write("daily.yaml", "x");
  await write("binary.md", Uint8Array.of(0x2d, 0xff, 0xfe));
  await write("large.md", job("every 30m", "x".repeat(256 * 1024)));
  await mkdir(join(folder, "old.md"));
  await mkdir(join(folder, "attic"));
  await symlink(join(folder, "good.md"), join(folder, "link.md"));
  execFileSync("/bin/sh", ["-c", 'mkfifo "$0"', join(folder, "pipe.md")]);
  const { added, problems } = await jobs.load();
  expect(added).toEqual(["good"]);
  expect(problems.map(({ path, text, hint = "" }) => `${path.slice(".instar/jobs/".length)}: ${text} ${hint}`)).toEqual([
    "attic: It is not a job: its name does not end in .md. Jobs are files such as backup.md: move it out of this folder.",
    "binary.md: It is not text in UTF-8. Save it as UTF-8.",
    "daily.yaml: It is not a job: its name does not end in .md. Rename it to daily.md.",
    "large.md: It is larger than 256 KB. A job is a few lines: let it read what it needs from another file.",
    "link.md: It is a link, and links are not followed. Put the file itself here.",
    "my job.md: Its name can't be a job's: that has letters, digits, _ and - only, at most 100. Rename it to my-job.md.",
    "notes.txt: It is not a job: its name does not end in .md. Jobs are files such as backup.md: move it out of this folder.",
    "old.md: It is a folder. Move it out of this folder.",
    "pipe.md: It is not a file. Move it out of this folder.",
  ]);
});

test("a name that differs in capitals alone is refused, and the one that was first stays", async () => {
  const { jobs, write, folder } = await openFolder();
  await write("daily.md", job("every 30m"));
  await jobs.load();
  await write("Daily.md", job("every 1h"));
  expect(await jobs.load()).toMatchObject({ added: [], changed: [], problems: [{ path: ".instar/jobs/Daily.md", hint: "Rename one of them." }] });
  expect(await jobs.create("DAILY", { schedule: "every 1h" }, "Do it.")).toEqual({ outcome: "taken" });
  await rm(join(folder, "daily.md"));
  await jobs.load();
  expect(await jobs.load()).toMatchObject({ problems: [] });
  expect([...jobs.jobs().keys()]).toEqual(["Daily"]);
});

test("a folder that is away holds no jobs, and one that can't be read keeps them", async () => {
  const { jobs, write, folder } = await openFolder({ inside: "jobs" });
  expect(await jobs.load()).toEqual({ added: [], changed: [], removed: [], problems: [] });
  await mkdir(folder);
  await write("a.md", job("every 30m"));
  expect(await jobs.load()).toMatchObject({ added: ["a"] });
  await rename(folder, `${folder}-away`);
  await writeFile(folder, "a file in its place");
  expect(await jobs.load()).toMatchObject({
    removed: [],
    problems: [{ path: ".instar/jobs", text: "The folder could not be read (ENOTDIR), so its jobs stay as they were." }],
  });
  expect([...jobs.jobs().keys()]).toEqual(["a"]);
  await rm(folder);
  expect(await jobs.load()).toMatchObject({ removed: ["a"] });
});

test("when the good versions can't be kept, the jobs run all the same, and it is said", async () => {
  const { write, create, lines } = await openFolder();
  await write("a.md", job("every 30m"));
  const full = () => Promise.reject(new Error("the disk is full"));
  const jobs = create({ entries: () => ({ [Symbol.asyncIterator]: () => ({ next: full }) }), save: full });
  expect(await jobs.load()).toMatchObject({ added: ["a"] });
  expect(lines.map(({ text }) => text)).toEqual([
    "The good versions of the jobs' files could not be kept: a file that breaks later is not known any more after a restart.",
  ]);
});

test("a new job is live at once, and nothing is written that could not be read back", async () => {
  const { jobs, read, folder } = await openFolder({ inside: "jobs" });
  const outcome = await jobs.create(
    "mail",
    { execute: "prompt", tags: ["daily"], schedule: "*/5 * * * *", priority: "high", model: undefined },
    "Read the mail.",
  );
  expect(outcome).toMatchObject({ outcome: "written", change: { added: ["mail"] } });
  expect(await read("mail.md")).toBe('---\nschedule: "*/5 * * * *"\npriority: high\nexecute: prompt\ntags:\n  - daily\n---\n\nRead the mail.\n');
  expect(await jobs.create("mail", { schedule: "every 30m" }, "Do it.")).toEqual({ outcome: "taken" });
  expect(await jobs.create("other", { schedul: "every 30m" }, "Do it.")).toMatchObject({
    outcome: "refused",
    problems: [
      { field: "schedule", text: "It has no schedule." },
      { field: "schedul", hint: "Did you mean schedule?" },
    ],
  });
  for (const slug of ["../mail", "a/b", "", "x".repeat(101)]) {
    expect(await jobs.create(slug, { schedule: "every 30m" }, "Do it.")).toMatchObject({ outcome: "refused" });
    expect(await jobs.put(slug, job("every 30m"))).toMatchObject({ outcome: "refused" });
    expect(await jobs.edit(slug, { priority: "low" })).toEqual({ outcome: "missing" });
    expect(await jobs.remove(slug)).toBeUndefined();
  }
  expect(await jobs.put("mail", job("every 1h"))).toEqual({ outcome: "taken" });
  expect(await jobs.put("mail", job("every 1h"), true)).toMatchObject({ outcome: "written", change: { changed: ["mail"] } });
  await chmod(folder, 0o755);
  expect(await jobs.remove("mail")).toMatchObject({ removed: ["mail"] });
  expect(await jobs.remove("mail")).toBeUndefined();
});

test("an edit changes its fields and leaves comments, order, line ends and the text below", async () => {
  const { jobs, write, read } = await openFolder();
  const text = [
    "---",
    "# Of Ada, since spring.",
    'schedule: "0 3 * * *"   # at night',
    "priority: low",
    "",
    "execute:",
    "  type: script # no model",
    "tags: [a, 'b']",
    "---",
    "# not a comment of ours",
    'tar -czf "$1" .',
    "",
  ];
  await write("backup.md", text.join("\n"));
  await jobs.load();
  expect(await jobs.edit("backup", { enabled: false, schedule: "*/7 * * * *", priority: null })).toMatchObject({
    outcome: "written",
    change: { changed: ["backup"] },
  });
  expect(await read("backup.md")).toBe(
    [
      "---",
      "# Of Ada, since spring.",
      'schedule: "*/7 * * * *" # at night',
      "",
      "execute:",
      "  type: script # no model",
      "tags: [a, 'b']",
      "enabled: false",
      "---",
      ...text.slice(9),
    ].join("\n"),
  );
  await jobs.edit("backup", {}, "echo done");
  expect(jobs.jobs().get("backup")).toMatchObject({ enabled: false, execute: { type: "script", value: "echo done" } });
  expect(await jobs.edit("backup", { execute: "skill" })).toMatchObject({ outcome: "refused", problems: [{ text: "It has no skill." }] });
  expect(await jobs.edit("backup", { enabled: true })).toMatchObject({ outcome: "written" });
  expect(await jobs.edit("gone", { enabled: true })).toEqual({ outcome: "missing" });
  await write("old.md", "---\nschedule: every 30m\nexpectedDurationMinutes: 5\nexecute:\n  type: script\n  value: ls\n---\n");
  await jobs.edit("old", { timeout: "2m" }, "echo new");
  expect(await read("old.md")).toBe("---\nschedule: every 30m\nexecute:\n  type: script\ntimeout: 2m\n---\n\necho new\n");
  await write("dos.md", `\uFEFF${job("every 30m")}`.replaceAll("\n", "\r\n"));
  await jobs.edit("dos", { enabled: false });
  expect(await read("dos.md")).toBe("\uFEFF---\r\nschedule: every 30m\r\nenabled: false\r\n---\r\nDo it.\r\n");
  await write("bad.md", "---\nschedule: */5 * * * *\n---\nDo it.\n");
  expect(await jobs.edit("bad", { enabled: false })).toMatchObject({ outcome: "refused", problems: [{ line: 2, field: "schedule" }] });
});
