import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { JobCommandError } from "../command-errors.ts";

/** `-`: the standard input. Rejects with JOB_COMMAND_UNREADABLE. */
export async function readTextFile(file: string): Promise<string> {
  try {
    return file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  } catch (cause) {
    throw JobCommandError.UNREADABLE(file, (cause as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file." : String((cause as Error).message), {
      cause,
    });
  }
}
