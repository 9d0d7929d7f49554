import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { followLog } from "../src/logs/follow-log.ts";
import { parseLogLine } from "../src/logs/log-line.ts";
import { readLogLines } from "../src/logs/read-log-lines.ts";
import { renderLogLine } from "../src/logs/render-log-line.ts";
import { parseSince } from "../src/parse-since.ts";
import { makeAgentFolder } from "./agent-folder.ts";

let folder: string;
let log: string;
const line = (msg: string, more: object = {}) => JSON.stringify({ level: "info", time: "2026-03-10T12:00:00.000Z", msg, ...more });
const write = (file: string, ...lines: readonly string[]) => writeFileSync(join(folder, file), `${lines.join("\n")}\n`);
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-logs-")));
  log = join(folder, "instar.log");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the last lines are read over files that were put aside", () => {
  write("instar.2.log", line("one"));
  write("instar.1.log", line("two"), line("three"));
  write("instar.log", line("four"));
  write("output.log", "none of it");
  expect(texts(readLogLines(log, { limit: 3 }))).toEqual(["two", "three", "four"]);
  expect(texts(readLogLines(log, { limit: 100 }))).toEqual(["one", "two", "three", "four"]);
});

test("lines are chosen by how serious they are, by plugin and by time; a broken one stays readable", () => {
  write("instar.log", line("old", { time: "2026-03-09T12:00:00.000Z" }), line("mine", { plugin: "lamp" }), line("bad", { level: "error" }), '{"cut off');
  expect(texts(readLogLines(log, { limit: 9, level: "warn" }))).toEqual(["bad"]);
  expect(texts(readLogLines(log, { limit: 9, plugin: "lamp" }))).toEqual(["mine"]);
  expect(texts(readLogLines(log, { limit: 9, since: Date.parse("2026-03-10T00:00:00Z") }))).toEqual(["mine", "bad"]);
  expect(texts(readLogLines(log, { limit: 9 })).at(-1)).toBe('{"cut off');
});

test("no log is no line", () => {
  expect(readLogLines(join(folder, "nowhere", "instar.log"), { limit: 5 })).toEqual([]);
});

test("a line for people names time, level, plugin, and what varies", () => {
  const shown = renderLogLine(
    parseLogLine(line("Resumed.", { plugin: "sessions", turns: 12, why: "it slept", error: { message: "No.", code: "X_NO", stack: "long" } })),
  );
  expect(shown).toMatch(/^2026-03-1\d \d\d:00:00 INFO {2}sessions {6}Resumed\. turns=12 why="it slept" error="X_NO: No\."$/);
});

test("following survives that the log is put aside, twice at once too", async () => {
  write("instar.log", line("before"));
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const raw of followLog(log, stop.signal)) seen.push(parseLogLine(raw).text);
  })();
  await expect.poll(() => appendAndSee("one")).toBe(true);
  function appendAndSee(text: string) {
    if (seen.includes(text)) return true;
    if (!appended.has(text)) appendFileSync(log, `${line(text)}\n`);
    appended.add(text);
    return false;
  }
  appendFileSync(log, `${line("two")}\n`);
  renameSync(log, join(folder, "instar.2.log"));
  write("instar.1.log", line("three"));
  write("instar.log", line("four"));
  await expect.poll(() => seen).toEqual(["one", "two", "three", "four"]);
  appendFileSync(log, `${line("five").slice(0, 20)}`);
  appendFileSync(log, `${line("five").slice(20)}\n`);
  await expect.poll(() => seen.at(-1)).toBe("five");
  stop.abort();
  await following;
});

const appended = new Set<string>();

test.each([
  ["30m", Date.parse("2026-03-10T11:30:00Z")],
  ["2h", Date.parse("2026-03-10T10:00:00Z")],
  ["1d", Date.parse("2026-03-09T12:00:00Z")],
  ["2026-03-01T00:00:00Z", Date.parse("2026-03-01T00:00:00Z")],
])("--since %s", (text, at) => {
  expect(parseSince(text, Date.parse("2026-03-10T12:00:00Z"))).toBe(at);
});

test.each(["", "soon", "5", "5y"])("--since %s is refused", (text) => {
  expect(() => parseSince(text, 0)).toThrow("no time");
});

test("the command says that there is no log, shows one, and follows it until it is told to stop", async () => {
  await using agent = makeAgentFolder();
  expect(await agent.run(["logs"])).toMatchObject({ code: 0, stdout: expect.stringContaining("instar start") });
  mkdirSync(join(agent.folder, ".instar", "logs"), { recursive: true });
  const file = join(agent.folder, ".instar", "logs", "instar.log");
  writeFileSync(file, `${line("hello", { turns: 3 })}\n`);
  expect((await agent.run(["logs"])).stdout).toContain("hello turns=3");
  expect((await agent.run(["logs", "--json"])).json()).toMatchObject([{ text: "hello", fields: { turns: 3 } }]);
  expect(await agent.run(["logs", "--level", "error"])).toMatchObject({ code: 0, stdout: expect.stringContaining("No line of the log fits") });
  expect(await agent.run(["logs", "--lines", "20000"])).toMatchObject({ code: 2, stderr: expect.stringContaining("10000") });

  const child = spawn(process.execPath, [new URL("../bin/instar.js", import.meta.url).pathname, "logs", "-f"], {
    cwd: agent.folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
  await expect.poll(() => out).toContain("hello");
  appendFileSync(file, `${line("later")}\n`);
  await expect.poll(() => out).toContain("later");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(0);
}, 60_000);
