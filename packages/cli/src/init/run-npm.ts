import { spawn } from "node:child_process";

/** An npm that runs us tells its children which folder it works in; the npm that we run works in another. */
const ofTheOuterNpm = /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|workspace|include_workspace_root))/i;

const tailBytes = 4_000;

/** Runs npm in `folder`; its stdout, or a rejection with the last lines that it wrote. */
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
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(said) : reject(new Error(complained.trim().split("\n").slice(-6).join("\n") || `npm ended with code ${code}.`)),
    );
  });
}
