import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { CleanText } from "./clean-text.ts";
import { namesOf } from "./describe-leaks.ts";

/** Larger files are only looked through for the agent's own secrets. */
const largestText = 1024 * 1024;
const largest = 16 * largestText;

export interface LeftOut {
  readonly file: string;
  /** The end of a sentence. */
  readonly why: string;
  readonly found: CleanText;
}

export interface CleanAttachments {
  readonly kept: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Which files may go with a reply: none that holds one of the agent's own secrets, none that holds a key in text of up to 1 MB, none that is named after one. */
export async function cleanAttachments(
  files: readonly string[],
  project: string,
  clean: (text: string, onlyOwn?: boolean) => CleanText,
): Promise<CleanAttachments> {
  const kept: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of files) {
    const name = clean(basename(file));
    if (name.own > 0 || name.masked.length > 0) {
      leftOut.push({ file: name.text, why: "its name holds a secret", found: name });
      continue;
    }
    const inside = await readFile(resolve(project, file));
    const found = inside === undefined ? undefined : clean(inside.text, inside.isBinary || inside.text.length > largestText);
    if (found !== undefined && found.own > 0) leftOut.push({ file, why: "it holds a secret of mine", found });
    else if (found?.masked.some(({ action }) => action === "block")) leftOut.push({ file, why: `it holds what looks like ${namesOf(found.masked)}`, found });
    else kept.push(file);
  }
  return { kept, leftOut };
}

/** Undefined for what is no file that could be read: the house refuses that later, and says why. */
async function readFile(file: string): Promise<{ readonly text: string; readonly isBinary: boolean } | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined); // gone, or not ours: the house says so
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat();
    if (!found.isFile()) return undefined;
    const bytes = Buffer.alloc(Math.min(found.size, largest));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    const content = bytes.subarray(0, bytesRead);
    const isBinary = content.subarray(0, 8_192).includes(0);
    return { text: content.toString(isBinary ? "latin1" : "utf8"), isBinary };
  } finally {
    await handle.close();
  }
}

/** What the text says of files that stay here. */
export const describeLeftOut = (leftOut: readonly LeftOut[]): string => leftOut.map(({ file, why }) => `I did not send ${basename(file)}: ${why}.`).join("\n");
