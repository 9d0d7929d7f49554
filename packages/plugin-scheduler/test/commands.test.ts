import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "@instar/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import add from "../src/commands/job-add.ts";
import cancel from "../src/commands/job-cancel.ts";
import defaults from "../src/commands/job-defaults.ts";
import disable from "../src/commands/job-disable.ts";
import edit from "../src/commands/job-edit.ts";
import enable from "../src/commands/job-enable.ts";
import handoff from "../src/commands/job-handoff.ts";
import history from "../src/commands/job-history.ts";
import importJobs from "../src/commands/job-import.ts";
import list from "../src/commands/job-list.ts";
import logs from "../src/commands/job-logs.ts";
import pause from "../src/commands/job-pause.ts";
import remove from "../src/commands/job-remove.ts";
import resume from "../src/commands/job-resume.ts";
import run from "../src/commands/job-run.ts";
import show from "../src/commands/job-show.ts";
import validate from "../src/commands/job-validate.ts";
import { createAgentHouse } from "./agent/agent-house.ts";

type House = Awaited<ReturnType<typeof createAgentHouse>>;

let house: House;
beforeAll(async () => {
  house = await createAgentHouse();
});
afterAll(async () => house[Symbol.asyncDispose]());

const folder = () => path.join(house.project, ".instar/jobs");

async function appendToFront(job: string, line: string): Promise<void> {
  const file = path.join(folder(), `${job}.md`);
  await writeFile(file, (await readFile(file, "utf8")).replace("---\n", `---\n${line}\n`));
}

describe("the commands of jobs", () => {
  test("an empty list says what to do, and so does a filter that finds nothing", async () => {
    expect((await runCommand(house.kernel, list)).text).toMatch(/^There is no job yet\. Make one: instar job add NAME/);
    expect((await runCommand(house.kernel, list, { flags: { tag: "x" } })).text).toBe("No job has the tag x; without --tag all are listed.");
    expect((await runCommand(house.kernel, history)).text).toBe("Nothing has run yet. Try one: instar job run NAME --wait");
    expect((await runCommand(house.kernel, defaults)).printed[0]).toContainEqual(
      expect.objectContaining({ job: "health-check", added: "instar job add --default health-check" }),
    );
  });

  test("a script is added, shown with its next five runs, run, and its output read", async () => {
    const flags = {
      schedule: "0 3 * * *",
      timezone: "Europe/Prague",
      script: 'echo "copied $1"',
      arg: ["notes"],
      tag: ["nightly"],
      timeout: "90s",
      description: "Copies the notes.",
    };
    const added = await runCommand(house.kernel, add, { args: { job: "backup" }, flags });
    expect([added.code, added.text]).toEqual([0, expect.stringMatching(/^backup is there, in \.instar\/jobs\/backup\.md\./)]);
    expect(await readFile(path.join(folder(), "backup.md"), "utf8")).toContain("schedule: 0 3 * * *\ntimezone: Europe/Prague");
    const { text } = await runCommand(house.kernel, show, { args: { job: "backup" } });
    expect(text).toMatch(
      /^backup\nCopies the notes\.\nwhen: {6}at 03:00 every day \(Europe\/Prague\)\nstate: {5}on\ncommand: {3}echo "copied \$1" "notes"\nrules: {5}priority normal, at most 1 min 30 s/,
    );
    expect(text.match(/ 2026-03-\d\d /g)).toHaveLength(5);
    const done = await runCommand(house.kernel, run, { args: { job: "backup" }, flags: { wait: true } });
    expect([done.code, done.text]).toEqual([0, expect.stringMatching(/^backup: succeeded, due .*\n\ncopied notes$/)]);
    expect((await runCommand(house.kernel, logs, { args: { job: "backup" } })).text).toBe(done.text);
    const past = await runCommand(house.kernel, history, { args: { job: "backup" } });
    expect(past.printed[0]).toMatchObject([{ job: "backup", result: "succeeded", run: expect.stringContaining("backup!") }]);
    expect((await runCommand(house.kernel, list, { flags: { tag: "nightly" } })).text).toMatch(
      /^JOB +WHEN +NEXT +LAST\nbackup +at 03:00 every day \(Europe\/Prague\) +\w{3} 2026-03-03 .*succeeded/,
    );
  });

  test("a run that fails is the exit code 1, with why; one that was not waited for is 0", async () => {
    await runCommand(house.kernel, add, { args: { job: "broken" }, flags: { schedule: "every 1h", script: "echo no >&2; exit 3" } });
    const failed = await runCommand(house.kernel, run, { args: { job: "broken" }, flags: { wait: true } });
    expect([failed.code, failed.text]).toEqual([1, expect.stringMatching(/^broken: failed[\s\S]*3/)]);
    expect((await runCommand(house.kernel, history, { args: { job: "broken" }, flags: { state: ["succeeded"] } })).text).toMatch(/^broken: nothing ended so/);
    const begun = await runCommand(house.kernel, run, { args: { job: "broken" } });
    expect([begun.code, begun.text]).toEqual([0, "broken: triggered\nSee what comes of it: instar job logs broken"]);
    expect((await runCommand(house.kernel, cancel, { args: { run: "backup" } })).text).toBe("Nothing of backup goes on.");
  });

  test("fields are changed in the file, and taken out", async () => {
    await runCommand(house.kernel, edit, { args: { job: "backup" }, flags: { schedule: "30 4 * * *", topic: "true", unset: ["description"] } });
    const text = await readFile(path.join(folder(), "backup.md"), "utf8");
    expect(text).toContain("schedule: 30 4 * * *");
    expect(text).toContain("topic: true");
    expect((await runCommand(house.kernel, edit, { args: { job: "backup" }, flags: { topic: "Copies" } })).text).toMatch(/topic: +Copies/);
    expect(text).not.toContain("description");
    expect((await runCommand(house.kernel, disable, { args: { job: "backup" } })).text).toMatch(/state: +off/);
    expect((await runCommand(house.kernel, list)).text).toMatch(/backup .* off/);
    expect((await runCommand(house.kernel, enable, { args: { job: "backup" } })).text).toMatch(/state: +on/);
    expect((await runCommand(house.kernel, pause, { args: { job: "backup" } })).text).toBe("backup rests until `instar job resume backup`.");
    expect((await house.jobs.show("backup")).paused).toBe(true);
    await runCommand(house.kernel, resume, { args: { job: "backup" } });
    expect((await house.jobs.show("backup")).paused).toBe(false);
  });

  test("notes for the next run are shown, written and cleared", async () => {
    const notes = async (flags = {}) => (await runCommand(house.kernel, handoff, { args: { job: "backup" }, flags })).text;
    expect(await notes()).toMatch(/^The next run of backup gets no notes/);
    expect(await notes({ set: "Look at the disk." })).toMatch(/^Look at the disk\.\n\n\(written by hand, /);
    expect(await notes({ clear: true })).toMatch(/gets no notes/);
  });

  test("a broken file is named with its line and the nearest word, and the others go on", async () => {
    await writeFile(path.join(folder(), "typo.md"), "---\nscedule: 0 8 * * *\n---\nhello\n");
    const found = await runCommand(house.kernel, validate);
    expect([found.code, found.text]).toEqual([1, expect.stringContaining(".instar/jobs/typo.md:2: scedule is not a field of a job. Did you mean schedule?")]);
    expect((await runCommand(house.kernel, list)).text).toMatch(/backup[\s\S]*Broken files.*\n\.instar\/jobs\/typo\.md/);
    const file = path.join(folder(), "typo.md");
    expect((await runCommand(house.kernel, validate, { args: { path: file } })).text).toContain(`${file}:2: scedule is not a field`);
    await writeFile(file, '---\nschedule: "0 8 * * *"\n---\nhello\n');
    expect(await runCommand(house.kernel, validate, { args: { path: folder() } })).toMatchObject({ code: 0, text: "All 3 are good." });
    await mkdir(path.join(house.project, "empty"));
    expect((await runCommand(house.kernel, validate, { args: { path: path.join(house.project, "empty") } })).text).toMatch(/^There is no file of a job in/);
    await house.jobs.reload();
  });

  test("a job comes from a file, from those that come along, and from the first Instar's list", async () => {
    const file = path.join(house.project, "review.md");
    await writeFile(file, "---\nname: The review\nschedule: 0 9 * * 1-5\npriority: low\n---\nReview what was committed.\n");
    expect((await runCommand(house.kernel, add, { flags: { file, off: true } })).text).toMatch(/^review is there[\s\S]*review: The review\n[\s\S]*state: +off/);
    expect((await runCommand(house.kernel, add, { flags: { default: "health-check" } })).code).toBe(0);
    const old = path.join(house.project, "jobs.json");
    await writeFile(
      old,
      JSON.stringify([
        { slug: "old-one", name: "Old", schedule: "0 6 * * *", priority: "medium", enabled: true, execute: { type: "prompt", value: "Say hello." } },
      ]),
    );
    const checked = await runCommand(house.kernel, importJobs, { args: { file: old }, flags: { check: true } });
    expect([checked.code, checked.text]).toEqual([
      0,
      expect.stringMatching(/^old-one: would be imported\n[\s\S]*1 would be imported, 0 there already, 0 refused\.$/),
    ]);
    expect((await runCommand(house.kernel, importJobs, { args: { file: old } })).text).toMatch(/1 imported/);
    expect((await runCommand(house.kernel, remove, { args: { job: "old-one" } })).text).toMatch(/^old-one is removed/);
    expect(await house.names()).toEqual(["backup", "broken", "health-check", "review", "typo"]);
  });

  test.each([
    ["no name", add, { flags: { schedule: "every 1h", prompt: "x" } }],
    ["no time", add, { args: { job: "x" }, flags: { prompt: "x" } }],
    ["no work", add, { args: { job: "x" }, flags: { schedule: "every 1h" } }],
    ["two works", add, { args: { job: "x" }, flags: { schedule: "every 1h", prompt: "x", script: "y" } }],
    ["arguments of nothing", add, { args: { job: "x" }, flags: { schedule: "every 1h", arg: ["y"] } }],
    ["no money", add, { args: { job: "x" }, flags: { schedule: "every 1h", prompt: "x", "max-cost": "much" } }],
    ["a default with work of its own", add, { flags: { default: "health-check", prompt: "x" } }],
    ["nothing to change", edit, { args: { job: "backup" } }],
    ["two wishes for notes", handoff, { args: { job: "backup" }, flags: { set: "x", clear: true } }],
    ["too many runs", history, { flags: { limit: 5_000 } }],
  ] as const)("%s is said as wrong use", async (_, command, words) => {
    await expect(runCommand(house.kernel, command as never, words as never)).rejects.toMatchObject({ code: "JOB_COMMAND_MALFORMED", hint: expect.any(String) });
  });

  test("what was shown while it came is not said again, and a run that goes on says how to follow it", async () => {
    const written: string[] = [];
    const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
    onTestFinished(() => stderr.mockRestore());
    await runCommand(house.kernel, add, {
      args: { job: "talk" },
      flags: { schedule: "every 1h", script: "printf one; until test -e go; do sleep 0.02; done" },
    });
    const followed = runCommand(house.kernel, run, { args: { job: "talk" }, flags: { follow: true } });
    await expect.poll(async () => (await house.jobs.show("talk")).running).toBe(true);
    await runCommand(house.kernel, logs, { args: { job: "talk" } });
    expect(written.join("")).toContain("instar job logs talk --follow");
    written.length = 0;
    await writeFile(path.join(house.project, "go"), "");
    expect((await followed).text).toMatch(/^talk: succeeded[^\n]*$/);
    expect(written.join("")).toBe("one\n");
  });

  test.each([
    ["history", history, { args: { job: "bakup" } }],
    ["logs", logs, { args: { job: "bakup" } }],
    ["cancel", cancel, { args: { run: "bakup" } }],
  ] as const)("%s of a job that never was says so", async (_, command, words) => {
    await expect(runCommand(house.kernel, command as never, words as never)).rejects.toThrow('Did you mean "backup"?');
  });

  test("taking out what is no field is refused, but for what stands in the file", async () => {
    const unset = (...fields: string[]) => runCommand(house.kernel, edit, { args: { job: "backup" }, flags: { unset: fields } });
    await expect(unset("timout")).rejects.toThrow(/"timout" is no field of a job.*Did you mean timeout\?/);
    await appendToFront("backup", "colour: red");
    await house.jobs.reload();
    expect((await house.jobs.show("backup")).problems).toHaveLength(1);
    expect((await unset("colour")).code).toBe(0);
  });

  test("a moment that is over is no schedule of a new job, nor of a changed one", async () => {
    const over = { schedule: "at 2020-01-01 09:00" };
    await expect(runCommand(house.kernel, add, { args: { job: "late" }, flags: { ...over, prompt: "x" } })).rejects.toThrow(
      /at 2020-01-01 09:00 \(.*\) is over/,
    );
    await expect(runCommand(house.kernel, edit, { args: { job: "backup" }, flags: over })).rejects.toMatchObject({ code: "SCHEDULER_BAD_FIELDS" });
  });

  test("a path that isn't there is said, and what is kept of an imported job is one line", async () => {
    await expect(runCommand(house.kernel, validate, { args: { path: "none" } })).rejects.toMatchObject({ code: "JOB_COMMAND_UNREADABLE" });
    const old = path.join(house.project, "jobs.json");
    expect((await runCommand(house.kernel, importJobs, { args: { file: old }, flags: { check: true } })).text).toContain(
      "\n  kept     slug, name, schedule, enabled, execute\n  changed  priority: medium is called normal.\n",
    );
  });

  test("a bad field is named with what would do, and an unknown job with the nearest", async () => {
    await expect(runCommand(house.kernel, add, { args: { job: "x" }, flags: { schedule: "0 25 * * *", prompt: "x" } })).rejects.toMatchObject({
      code: "SCHEDULER_BAD_FIELDS",
    });
    await expect(runCommand(house.kernel, show, { args: { job: "bakup" } })).rejects.toThrow('Did you mean "backup"?');
    await expect(runCommand(house.kernel, add, { flags: { file: path.join(house.project, "none.md") } })).rejects.toMatchObject({
      code: "JOB_COMMAND_UNREADABLE",
    });
  });
});
