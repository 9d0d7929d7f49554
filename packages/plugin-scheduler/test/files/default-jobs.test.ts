import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readDefaultJobs } from "../../src/files/default-jobs.ts";
import { readJobFile } from "../../src/files/read-job-file.ts";

const templates = new URL("../../../../templates/jobs/", import.meta.url);
const defaults = { timezone: "UTC" };

test("the jobs that come along are the templates, whole and switched off", async () => {
  const jobs = await readDefaultJobs(defaults);
  expect(jobs.map(({ name }) => `${name}.md`)).toEqual((await readdir(templates)).sort());
  for (const { name, text, description } of jobs) {
    expect(text).toBe(await readFile(new URL(`${name}.md`, templates), "utf8"));
    const { definition, problems } = await readJobFile(text, `${name}.md`, defaults);
    expect(problems).toEqual([]);
    expect(definition).toMatchObject({ slug: name, enabled: false, description });
    expect(definition?.execute?.type === "script" || definition?.gate?.startsWith("@"), `${name} begins an agent without asking a gate in the house`).toBe(
      true,
    );
  }
});

/** Runs health-check as the scheduler does, beside a house that answers so. */
async function healthCheck(answers: readonly string[] | undefined) {
  const project = await mkdtemp(join(tmpdir(), "instar-health-"));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  await mkdir(join(project, ".instar"));
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end(JSON.stringify({ status: answers?.[Math.min(asked.length, answers.length) - 1] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise((resolve) => server.close(resolve));
  if (answers === undefined) await close();
  else onTestFinished(async () => void (await close()));
  await writeFile(join(project, ".instar/http.json"), JSON.stringify({ port: 1, url }));
  const [job] = await readDefaultJobs(defaults);
  const { definition } = await readJobFile(job?.text ?? "", "health-check.md", defaults);
  const end = await new Promise<{ code: number; printed: string }>((resolve) =>
    execFile("/bin/sh", ["-c", definition?.execute?.value ?? ""], { cwd: project, env: { PATH: process.env["PATH"] } }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, printed: out + err }),
    ),
  );
  return { ...end, printed: end.printed.replace(url, "URL"), asked };
}

test("health-check says nothing when all is well, and one sentence when it is not", async () => {
  const [well, ill, away] = await Promise.all([healthCheck(["ok"]), healthCheck(["degraded"]), healthCheck(undefined)]);
  expect(well).toEqual({ code: 0, printed: "", asked: ["/health"] });
  expect(ill).toMatchObject({ code: 1, printed: 'The agent is not well (degraded). "instar doctor" says why.\n' });
  expect(away).toMatchObject({ code: 1, printed: expect.stringMatching(/^The agent did not answer at URL: connect ECONNREFUSED/) });
});
