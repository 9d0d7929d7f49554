import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JobDetail, JobList, JobProblem, JobRunRecord } from "@instar/plugin-scheduler/contract";
import { expect, test } from "vitest";
import { makeAgentFolder } from "../../packages/cli/test/agent-folder.ts";
import { root } from "../source-files.ts";

const kills = process.env["INSTAR_JOB_KILLS"] ?? "3";

test(
  "jobs whose house is killed while they run come to one end each: what a kill cut off has failed, nothing runs twice, the owner is told once",
  async () => {
    const { code, output } = await new Promise<{ code: number; output: string }>((resolve) =>
      execFile(process.execPath, [join(root, "torture/jobs.mjs"), "--kills", kills, "--seed", "3"], (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr }),
      ),
    );
    expect(code, output).toBe(0);
    expect(output).toMatch(/^failed because of a kill +[1-9]/m);
    expect(output).toMatch(/^wrong +0$/m);
  },
  60_000 + Number(kills) * 15_000,
);

interface Judged {
  readonly counts: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

test("the judge of those runs finds what is lost, doubled, unfinished, run again, glossed over and told twice", async () => {
  const { judgeJobs } = (await import(fileURLToPath(new URL("../../torture/judge-jobs.mjs", import.meta.url)))) as { judgeJobs(what: object): Judged };
  const at = (second: number) => Date.UTC(2026, 0, 1, 0, 0, second);
  const run = (second: number, more: object) => {
    const id = `tick@${new Date(at(second)).toISOString()}`;
    return { id, job: "tick", dueAt: at(second), state: "succeeded", startedAt: at(second), endedAt: at(second), ...more };
  };
  const judge = (records: readonly object[], ledger: readonly string[] = [], alerts: readonly object[] = []) =>
    judgeJobs({ jobs: [{ slug: "tick", everyMs: 1_000, alertAfter: 2 }], records, ledger, alerts }).wrong;
  const crashed = { state: "failed", failure: "crashed" };
  const alert = { key: "job:tick@2026-01-01T00:00:01.000Z:alert", count: 1 };
  const [zero, one] = [run(0, {}), run(1, {})];
  expect(judge([zero, one], [`begin ${zero.id}`, `end ${zero.id}`])).toEqual([]);
  expect(judge([run(0, { covers: { count: 3, from: at(0) }, state: "skipped" }), run(3, {})])).toEqual([]);
  expect(judge([run(0, crashed), run(1, crashed), run(2, crashed)], [], [alert])).toEqual([]);
  for (const [wrong, said] of [
    [judge([]), "nothing is recorded"],
    [judge([zero, run(2, {})]), "nothing is recorded between"],
    [judge([zero, { ...zero, id: "other" }]), "is recorded twice"],
    [judge([zero, zero]), "A run is recorded twice."],
    [judge([run(0, { state: "running" })]), "never came to an end"],
    [judge([run(0, { state: "failed", failure: "exit", why: "It ended with exit code 1." })]), "it failed (exit)"],
    [judge([zero], [`begin ${zero.id}`, `begin ${zero.id}`]), "it ran 2 times"],
    [judge([zero], [`begin ${zero.id}`]), "recorded as succeeded"],
    [judge([run(0, { state: "skipped" })], [`begin ${zero.id}`]), "recorded as skipped"],
    [judge([zero], ["begin tick@never"]), "it ran, and nothing is recorded"],
    [judge([run(0, crashed), run(1, crashed)]), "the owner was not told"],
    [judge([run(0, crashed)], [], [alert]), "there was no reason to tell"],
    [judge([run(0, crashed), run(1, crashed)], [], [{ ...alert, count: 2 }]), "it was told 2 times"],
  ] as const)
    expect(wrong.join("\n")).toContain(said);
});

const config = `import { defineConfig } from "instar";
import scheduler from "@instar/plugin-scheduler";
import echo from "./echo-driver.ts";
export default defineConfig({ name: "kira", plugins: [echo(), scheduler({ timezone: "UTC" })] });
`;
const tick = (schedule: string) => `---\nschedule: ${schedule}\nexecute: script\nnotify: never\n---\necho "$INSTAR_RUN" >> ran\n`;

test("a job's file that is edited by hand is live within a second, a broken edit keeps the old one and is named, and health-check says nothing", {
  timeout: 120_000,
}, async () => {
  await using agent = makeAgentFolder({ config });
  agent.write("package.json", JSON.stringify({ name: "kira", private: true, type: "module", dependencies: { "@instar/plugin-scheduler": "*" } }));
  agent.write(".instar/jobs/tick.md", tick("every 1h"));
  expect((await agent.run(["start"])).code).toBe(0);
  const list = async () => (await agent.run(["job", "list", "--json"])).json<JobList>();
  const log = () => readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8");

  // The command line takes its own time; what the house itself takes is asked where it listens.
  const { url } = JSON.parse(readFileSync(join(agent.folder, ".instar/http.json"), "utf8")) as { url: string };
  const token = readFileSync(join(agent.folder, ".instar/secrets/owner-token"), "utf8").trim();
  const shown = async (slug: string) => {
    const answer = await fetch(new URL(`/jobs/${slug}`, url), { headers: { authorization: `Bearer ${token}` } });
    return answer.status === 200 ? ((await answer.json()) as JobDetail) : answer.status;
  };
  async function liveAfterMs(change: () => void, isLive: () => Promise<boolean>): Promise<number> {
    const began = performance.now();
    change();
    await expect.poll(isLive).toBe(true);
    return performance.now() - began;
  }
  const scheduled = async (ms: number) => {
    const job = await shown("tick");
    return typeof job === "object" && job.schedule.kind === "every" && job.schedule.ms === ms;
  };
  await expect.poll(() => scheduled(3_600_000)).toBe(true);
  const delays = [
    await liveAfterMs(
      () => agent.write(".instar/jobs/tick.md", tick("every 1s")),
      () => scheduled(1_000),
    ),
    await liveAfterMs(
      () => agent.write(".instar/jobs/other.md", tick("every 1h")),
      async () => typeof (await shown("other")) === "object",
    ),
    await liveAfterMs(
      () => rmSync(join(agent.folder, ".instar/jobs/other.md")),
      async () => (await shown("other")) === 404,
    ),
  ];
  expect(Math.max(...delays)).toBeLessThan(1_000);

  agent.write(".instar/jobs/tick.md", tick("evry 1s"));
  const said = '.instar/jobs/tick.md:2: "evry 1s" is not a schedule.';
  await expect.poll(async () => (await list()).jobs[0]?.problems.map(({ path, line }: JobProblem) => `${path}:${line}`)).toEqual([".instar/jobs/tick.md:2"]);
  const ran = () => (existsSync(join(agent.folder, "ran")) ? readFileSync(join(agent.folder, "ran"), "utf8").split("\n").length : 0);
  const before = ran();
  const [shownList, doctor] = await Promise.all([agent.run(["job", "list"]), agent.run(["doctor"])]);
  expect(shownList.stdout).toContain(said);
  expect(shownList.stdout).toContain('Did you mean "every 1s"?');
  expect(doctor.stdout).toContain(said);
  expect(log()).toContain("The file of a job is broken; its last good version goes on.");
  await expect.poll(ran).toBeGreaterThan(before);

  expect((await agent.run(["restart"])).code).toBe(0);
  const again = ran();
  await expect.poll(ran).toBeGreaterThan(again);
  expect((await list()).jobs[0]).toMatchObject({ slug: "tick", schedule: { kind: "every", ms: 1_000 }, problems: [{ line: 2, field: "schedule" }] });

  expect(await agent.run(["job", "add", "--default", "health-check"])).toMatchObject({ code: 0 });
  const health = (await agent.run(["job", "run", "health-check", "--wait", "--json"])).json<{ run: JobRunRecord } | JobRunRecord>();
  expect(health).toMatchObject({ state: "succeeded" });
});
