import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from "node:fs";

/** Larger files are refused. */
const mostBytes = 256 * 1024;

/** What a name in the folder holds; `gone`: nothing. `print` differs when it was changed; empty: look again next time. */
export type Entry =
  | { readonly kind: "gone" }
  | { readonly kind: "same" }
  | { readonly kind: "text"; readonly print: string; readonly text: string }
  | { readonly kind: "refused"; readonly print: string; readonly text: string; readonly hint?: string };

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);
const printOf = ({ mtimeMs, ctimeMs, size, ino }: Stats) => `${mtimeMs} ${ctimeMs} ${size} ${ino}`;

function refuse(print: string, text: string, hint?: string): Entry {
  return { kind: "refused", print, text, ...(hint === undefined ? {} : { hint }) };
}

function unlike(found: Stats): Entry | undefined {
  const print = printOf(found);
  if (found.isSymbolicLink()) return refuse(print, "It is a link, and links are not followed.", "Put the file itself here.");
  if (!found.isFile()) return refuse(print, found.isDirectory() ? "It is a folder." : "It is not a file.", "Move it out of this folder.");
  if (found.size > mostBytes)
    return refuse(print, `It is larger than ${mostBytes / 1024} KB.`, "A job is a few lines: let it read what it needs from another file.");
  return undefined;
}

/**
 * Reads a regular file; `same` when its `print` is the former one. A link is not followed: whoever may write what it leads to would decide what runs
 * here. What is opened is what is looked at, whatever the name leads to meanwhile. At once: that takes a tenth of what waiting for small files does,
 * and a disk that hangs here keeps the store beside it hanging as well.
 */
export function readEntry(path: string, former: string | undefined): Entry {
  let file: number | undefined;
  try {
    const before = lstatSync(path);
    if (printOf(before) === former) return { kind: "same" };
    const strange = unlike(before);
    if (strange !== undefined) return strange;
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = fstatSync(file);
    return unlike(found) ?? textEntry(printOf(found), readFileSync(file));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "gone" };
    return refuse("", `It could not be read (${codeOf(error)}).`, "Look at its permissions.");
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function textEntry(print: string, bytes: Uint8Array): Entry {
  try {
    return { kind: "text", print, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    // Bytes that are no UTF-8: what text they would be is a guess.
    return refuse(print, "It is not text in UTF-8.", "Save it as UTF-8.");
  }
}
