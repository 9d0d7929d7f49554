import { constants } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Action, Json } from "@instar/kernel";
import { createMark, markOf, markVariable, type ProcessMark, startProcess } from "@instar/process";
import { confinedPath } from "./confined-path.ts";
import type { Request } from "./parse-request.ts";

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** A tool call, before anybody was asked about it. */
export interface PlannedTool {
  readonly tool: string;
  readonly input: { readonly [name: string]: Json };
  readonly action: Action;
  /** For sentences: "I wanted to <purpose>". */
  readonly purpose: string;
  run(place: Place): Promise<Outcome>;
}

export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Between SIGTERM and SIGKILL when a command is stopped. */
  readonly graceMs: number;
  /** A child was started; resolves when that is on record. */
  started(mark: ProcessMark): Promise<void>;
}

const maxOutput = 2000;
/** At most, in UTF-8. */
const bytesOfCharacter = 4;

/** The tool that a request needs; undefined when it needs none. `cwd`: the absolute folder that its files are relative to. */
export function planTool(request: Request, cwd: string): PlannedTool | undefined {
  if (request.kind === "create") {
    const { file, text } = request;
    const input = { file_path: file, content: text };
    const action: Action = { kind: "write", paths: [resolve(cwd, file)] };
    return { tool: "Write", input, action, purpose: `create ${file}`, run: (place) => write(place, file, text) };
  }
  if (request.kind === "read") {
    const { file } = request;
    const action: Action = { kind: "read", paths: [resolve(cwd, file)] };
    return { tool: "Read", input: { file_path: file }, action, purpose: `read ${file}`, run: (place) => read(place, file) };
  }
  if (request.kind === "run") return shell(request.command, (place) => run(place, request.command));
  // Asked for real, so that people see a gate at work; never done, whatever the gate says.
  if (request.kind === "delete-everything") {
    return shell("rm -rf .", async () => ({ ok: false, output: "I was allowed to, and still I refuse: I never delete everything. Nothing was touched." }));
  }
  return undefined;
}

function shell(command: string, perform: PlannedTool["run"]): PlannedTool {
  return { tool: "Bash", input: { command }, action: { kind: "shell", command }, purpose: `run \`${command}\``, run: perform };
}

async function write({ cwd }: Place, file: string, text: string): Promise<Outcome> {
  const path = await confinedPath(cwd, file);
  if (path === undefined) return outside(file);
  await mkdir(dirname(path), { recursive: true });
  try {
    await using handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW);
    await handle.writeFile(text);
    return { ok: true, output: `Created ${file}.` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return { ok: false, output: `${file} exists already; I left it as it is.` };
  }
}

async function read({ cwd }: Place, file: string): Promise<Outcome> {
  const path = await confinedPath(cwd, file);
  if (path === undefined) return outside(file);
  // Opening a pipe that nobody writes to would wait for ever, and a few such waits take all of the house's threads.
  await using handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const found = await handle.stat();
  if (!found.isFile()) return { ok: false, output: `${file} is no file that I can read.` };
  const start = Buffer.alloc(Math.min(found.size, maxOutput * bytesOfCharacter));
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  const text = start.toString("utf8", 0, bytesRead);
  return { ok: true, output: bytesRead < found.size ? `${text.slice(0, maxOutput)}… (of ${found.size} bytes)` : shortened(text) };
}

async function run({ cwd, env, signal, graceMs, started }: Place, command: string): Promise<Outcome> {
  const mark = createMark();
  const child = await startProcess("/bin/sh", ["-c", command], { cwd, env: { ...env, [markVariable]: mark }, signal, graceMs });
  const known = await markOf(child.pid, mark);
  if (known) await started(known);
  const { code } = await child.exit;
  const output = shortened(child.tail().trimEnd());
  if (code === 0) return { ok: true, output: output || "(no output)" };
  return { ok: false, output: [`It ended with ${code === null ? "a signal" : `exit code ${code}`}.`, output].filter(Boolean).join("\n") };
}

function outside(file: string): Outcome {
  return { ok: false, output: `${file} is outside of my folder, so I left it alone.` };
}

function shortened(text: string): string {
  return text.length <= maxOutput ? text : `${text.slice(0, maxOutput)}… (${text.length - maxOutput} characters more)`;
}
