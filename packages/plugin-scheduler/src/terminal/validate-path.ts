import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { JobCommandError } from "../command-errors.ts";
import type { JobProblem } from "../contract.ts";
import { judgeName } from "../files/judge-name.ts";
import { readJobFile } from "../files/read-job-file.ts";
import { readTextFile } from "./read-text-file.ts";

/** What is wrong with one file, or with all of a folder; nothing of a house is asked. Rejects with JOB_COMMAND_UNREADABLE. */
export async function validatePath(path: string): Promise<{ readonly problems: readonly JobProblem[]; readonly files: number }> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw JobCommandError.UNREADABLE(path, cause.code === "ENOENT" ? "there is no such file." : cause.message, { cause });
  });
  const isFolder = found.isDirectory();
  const files = isFolder ? (await readdir(path)).sort().map((name) => join(path, name)) : [path];
  const defaults = { timezone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const problems: JobProblem[] = [];
  let read = 0;
  for (const file of files) {
    const judged = judgeName(basename(file));
    if (judged.kind === "ignored") continue;
    read++;
    if (judged.kind === "strange") problems.push({ path: file, text: judged.text, hint: judged.hint });
    else problems.push(...(await readJobFile(await readTextFile(file), file, defaults)).problems);
  }
  return { problems, files: read };
}
