import { access, constants, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { startProcess } from "@instar/process";
import { ClaudeError } from "./errors.ts";

export interface ExecutableRequest {
  readonly executable: string | undefined;
  readonly path: string | undefined;
  /** The folder of the project, where npm may have installed the program. */
  readonly project: string;
}

const programName = process.platform === "win32" ? "claude.exe" : "claude";

/** The program: as the option says, else on the PATH, else installed by npm. Rejects with CLAUDE_NOT_INSTALLED. */
export async function findExecutable({ executable, path, project }: ExecutableRequest): Promise<string> {
  if (executable !== undefined && (executable.includes("/") || isAbsolute(executable))) {
    const file = resolve(project, executable);
    if (await isProgram(file)) return file;
    throw ClaudeError.NOT_INSTALLED([file]);
  }
  for (const folder of (path ?? "").split(delimiter).filter(Boolean)) {
    const file = join(folder, executable ?? programName);
    if (await isProgram(file)) return file;
  }
  if (executable !== undefined) throw ClaudeError.NOT_INSTALLED([`${executable} on the PATH`]);
  for (const file of installedByNpm(project)) if (await isProgram(file)) return file;
  throw ClaudeError.NOT_INSTALLED(["`claude` on the PATH", `packages of ${project}`]);
}

/** The platform's own package: the wrapper's `bin` is only a note when install scripts were switched off. */
function installedByNpm(project: string): readonly string[] {
  const name = `@anthropic-ai/claude-code-${process.platform}-${process.arch}`;
  const found: string[] = [];
  for (const from of [join(project, "package.json"), import.meta.url]) {
    for (const candidate of [name, `${name}-musl`]) {
      try {
        found.push(join(dirname(createRequire(from).resolve(`${candidate}/package.json`)), programName));
      } catch {
        // Not installed there; the next place.
      }
    }
  }
  return found;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    // Absent or not executable: no program.
    return false;
  }
}

/** The version that the program tells, `2.1.329`. Rejects with CLAUDE_NOT_CLAUDE, or with the error of its start. */
export async function readVersion(executable: string, env: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<string> {
  const child = await startProcess(executable, ["--version"], { env, ...(signal && { signal }), graceMs: 0 });
  const { code } = await child.exit;
  const answer = child.tail().trim();
  signal?.throwIfAborted();
  const version = /^(\d+\.\d+\.\d+)\b.*Claude Code/.exec(answer)?.[1];
  if (code !== 0 || version === undefined) throw ClaudeError.NOT_CLAUDE(executable, answer.slice(0, 200));
  return version;
}
