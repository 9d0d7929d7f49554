import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundleFolder } from "./bundle-folder.ts";

/**
 * Gives a command of `instar` as a process of its own at this terminal, and resolves with its exit code: it may know commands, or a house, that this process
 * does not. `quiet`: what it prints goes to stderr, beside the result of the command that gives it.
 */
export function giveCommand(
  words: readonly string[],
  { project, quiet = false }: { readonly project: string | undefined; readonly quiet?: boolean },
): Promise<number> {
  const bin = fileURLToPath(new URL("../../bin/instar.js", bundleFolder));
  const where = project === undefined ? [] : ["--dir", project];
  return new Promise((resolve, reject) => {
    // Ctrl-C reaches it by itself, as it is of the same terminal
    const child = spawn(process.execPath, [bin, ...words, ...where], { stdio: ["inherit", quiet ? 2 : "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 130));
  });
}
