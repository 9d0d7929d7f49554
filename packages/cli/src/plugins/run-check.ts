import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFolder } from "../bundle-folder.ts";
import { CliError } from "../errors.ts";
import { fromWireError } from "../socket/protocol.ts";
import type { CheckNews, CheckReport, CheckRequest } from "./check-report.ts";

/** A house with a plugin that hangs in its set-up reports so after 30 s; what blocks the whole process longer is ended. */
const checkWithinMs = 45_000;
const tailBytes = 2_000;

export interface CheckOptions extends Pick<CheckRequest, "project" | "depth"> {
  readonly file?: string;
  readonly commands?: Readonly<Record<string, string>>;
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Looks at a config in a process of its own, with its state in a folder that is thrown away: whatever a plugin does there, the running agent does not
 * feel it. Rejects as a start would, or with CLI_CHECK_HUNG or CLI_CHECK_ENDED, which name what it was doing.
 */
export async function runCheck({ withinMs = checkWithinMs, signal, ...asked }: CheckOptions): Promise<CheckReport> {
  signal?.throwIfAborted();
  const home = mkdtempSync(join(tmpdir(), "instar-check-"));
  try {
    return await ask({ ...asked, home }, withinMs, signal);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

function ask(request: CheckRequest, withinMs: number, signal: AbortSignal | undefined): Promise<CheckReport> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("check.js", bundleFolder))], {
    cwd: request.project,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let doing = "starting";
  let complaint = "";
  let outcome: Exclude<CheckNews, { type: "step" }> | undefined;
  let hung = false;
  const end = () => void child.kill("SIGKILL");
  const late = setTimeout(() => {
    hung = true;
    end();
  }, withinMs);
  signal?.addEventListener("abort", end, { once: true });
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString("utf8")}`.slice(-tailBytes);
  });
  child.on("message", (news: CheckNews) => {
    if (news.type === "step") doing = news.doing;
    else outcome ??= news;
  });
  return new Promise((resolve, reject) => {
    const settle = (how: string) => {
      child.stderr?.destroy();
      if (outcome?.type === "done") return resolve(outcome.report);
      if (outcome?.type === "failed") return reject(fromWireError(outcome.error));
      if (signal?.aborted === true) return reject(signal.reason as Error);
      reject(hung ? CliError.CHECK_HUNG(doing, withinMs) : CliError.CHECK_ENDED(doing, complaint.trim().split("\n").slice(-3).join("\n") || how));
    };
    child.on("error", (error) => {
      clearTimeout(late);
      reject(error);
    });
    child.on("exit", (code, ended) => {
      clearTimeout(late);
      signal?.removeEventListener("abort", end);
      // Its last words may arrive after its end.
      setTimeout(() => settle(`its process ended with ${ended ?? `exit code ${code}`}.`), outcome === undefined ? 200 : 0);
    });
    child.send(request, () => undefined);
  });
}
