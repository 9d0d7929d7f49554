import { spawn } from "node:child_process";
import { explainNpm } from "./explain-npm.ts";

/** An npm that runs us tells its children which folder it works in; the npm that we run works in another. */
const ofTheOuterNpm = /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|workspace|include_workspace_root))/i;

const tailBytes = 64_000;

/** Runs npm in `folder`; its stdout, or a rejection with what it complained of, and where its log is. */
export function runNpm(folder: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheOuterNpm.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(process.platform === "win32" ? "npm.cmd" : "npm", [...args], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      ...(signal === undefined ? {} : { signal }),
    });
    let said = "";
    let complained = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      complained = `${complained}${chunk.toString("utf8")}`.slice(-tailBytes);
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new Error("npm was not found on the PATH; it comes with Node.js.", { cause: error }) : error),
    );
    child.on("close", (code, ended) =>
      code === 0 ? resolve(said) : reject(new Error(explainNpm(complained) || `It said nothing, and ended with ${ended ?? `code ${code}`}.`)),
    );
  });
}
