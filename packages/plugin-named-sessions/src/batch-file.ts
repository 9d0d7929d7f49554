import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { text } from "node:stream/consumers";
import { BatchError } from "./batch-errors.ts";

async function parse(file: string, content: string): Promise<unknown> {
  if (extname(file).toLowerCase() === ".json") {
    try {
      return JSON.parse(content) as unknown;
    } catch (error) {
      throw BatchError.NOT_READABLE(file, "JSON", (error as Error).message, { cause: error });
    }
  }
  // JSON is YAML, too: what comes from the standard input may be either
  const { parse: parseYaml } = await import("yaml");
  try {
    return parseYaml(content) as unknown;
  } catch (error) {
    throw BatchError.NOT_READABLE(file, "YAML", (error as Error).message.replace(/:?\n[\s\S]*/, "."), { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = { ENOENT: "there is no such file.", EISDIR: "it is a folder.", EACCES: "this user may not read it." };

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ""] ?? message;
}

/** The entries of a batch as they are written. `-`: the standard input. Rejects with what is wrong with the file as a whole. */
export async function readBatch(file: string): Promise<readonly unknown[]> {
  const content = await (file === "-" ? text(process.stdin) : readFile(file, "utf8")).catch((error: unknown) => {
    throw BatchError.NO_FILE(file, reasonOf(error), { cause: error });
  });
  const value = await parse(file, content);
  if (!Array.isArray(value))
    throw BatchError.NO_LIST(file, value === null || value === undefined ? "nothing" : typeof value === "object" ? "one object" : `a ${typeof value}`);
  if (value.length === 0) throw BatchError.NO_LIST(file, "an empty list");
  return value;
}
