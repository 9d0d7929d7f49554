import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { replaceFile } from "@instar/process";
import { readEntry, type ServerEntry, unfitnessOf, type Written, withEntry, withoutEntry } from "./client-settings.ts";
import { McpError } from "./errors.ts";

/** One file of Claude Code's settings, for one name. */
export interface Place {
  readonly file: string;
  readonly name: string;
  /** Of a file that is made. */
  readonly mode: number;
}

export interface Registered {
  readonly file: string;
  readonly name: string;
  readonly changed: boolean;
}

type Record = Written & { readonly file: string };

const mostTries = 5;

/** Writes the entry, or does nothing when it is there already. Rejects with MCP_NAME_TAKEN, MCP_SETTINGS_BROKEN, MCP_NO_FOLDER or MCP_CHANGING. */
export async function register({ file, name, mode }: Place, entry: ServerEntry, stateFolder: string): Promise<Registered> {
  if (!(await isFolder(dirname(file)))) throw McpError.NO_FOLDER(dirname(file));
  const records = await readRecords(stateFolder);
  const former = records.find((record) => record.file === file && record.name === name);
  for (let tries = 0; tries < mostTries; tries++) {
    const text = await readText(file);
    const there = text === undefined ? undefined : readEntry(checked(file, text), name);
    if (sameEntry(there, entry)) return { file, name, changed: false };
    if (there !== undefined && (former === undefined || !isOurs(there, true))) throw McpError.NAME_TAKEN(file, name);
    const base = text !== undefined && former !== undefined && there !== undefined ? withoutEntry(text, former) : text;
    const { text: next, written } = withEntry(base, name, entry);
    // Noted first: what is written and not noted could not be taken back to the byte.
    const record = { ...written, ...(former !== undefined && there !== undefined && { madeServers: former.madeServers, madeFile: former.madeFile }), file };
    await writeRecords(stateFolder, [...records.filter((known) => known !== former), record]);
    if ((await readText(file)) !== text) continue;
    await replaceFile(file, next, text === undefined ? { mode } : {});
    return { file, name, changed: true };
  }
  throw McpError.CHANGING(file);
}

/** Takes the entry out again, and the file with it when it was made for it and nothing else is in there. Rejects with MCP_NOT_OURS besides. */
export async function unregister({ file, name }: Omit<Place, "mode">, stateFolder: string): Promise<Registered> {
  const records = await readRecords(stateFolder);
  const record = records.find((known) => known.file === file && known.name === name);
  for (let tries = 0; tries < mostTries; tries++) {
    const text = await readText(file);
    const there = text === undefined ? undefined : readEntry(checked(file, text), name);
    if (there !== undefined && !isOurs(there, record !== undefined)) throw McpError.NOT_OURS(file, name);
    if (text !== undefined && there !== undefined) {
      const next = withoutEntry(text, record ?? { name, madeServers: false, madeFile: false });
      if ((await readText(file)) !== text) continue;
      if (next === undefined) await rm(file);
      else await replaceFile(file, next);
    }
    if (record !== undefined) await writeRecords(stateFolder, withHeir(records, record));
    return { file, name, changed: there !== undefined };
  }
  throw McpError.CHANGING(file);
}

/** Another entry of ours in the same file takes over what was made for the one that goes. */
function withHeir(records: readonly Record[], gone: Record): readonly Record[] {
  const rest = records.filter((known) => known !== gone);
  const heir = rest.find(({ file }) => file === gone.file);
  return rest.map((known) =>
    known === heir ? { ...known, madeServers: known.madeServers || gone.madeServers, madeFile: known.madeFile || gone.madeFile } : known,
  );
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function readText(file: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw McpError.SETTINGS_BROKEN(file, `it cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`, { cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw McpError.SETTINGS_BROKEN(file, "it is not UTF-8", { cause: error });
  }
}

function checked(file: string, text: string): string {
  const unfit = unfitnessOf(text);
  if (unfit !== undefined) throw McpError.SETTINGS_BROKEN(file, unfit);
  return text;
}

const sameEntry = (there: unknown, entry: ServerEntry): boolean => JSON.stringify(there) === JSON.stringify(entry);

/** However it was edited since: its words still are our program's and `mcp`, one behind the other. Of what is noted, the program may be anywhere. */
const isOurs = (entry: unknown, isNoted: boolean): boolean => {
  const { command, args } = (entry ?? {}) as { command?: unknown; args?: unknown };
  const words: readonly unknown[] = [command, ...(Array.isArray(args) ? args : [])];
  if (isNoted) return words.includes("mcp");
  return words.some((word, index) => word === "mcp" && /(^|[/\\@])instar([/\\.@]|$)/.test(String(words[index - 1])));
};

const recordsFile = (stateFolder: string): string => join(stateFolder, "registrations.json");

async function readRecords(stateFolder: string): Promise<readonly Record[]> {
  try {
    const stored = JSON.parse(await readFile(recordsFile(stateFolder), "utf8")) as { version?: number; written?: readonly Record[] };
    return stored.version === 1 && Array.isArray(stored.written) ? stored.written : [];
  } catch {
    // None yet, or lost: an entry is then found by its name.
    return [];
  }
}

async function writeRecords(stateFolder: string, written: readonly Record[]): Promise<void> {
  if (written.length === 0) return rm(recordsFile(stateFolder), { force: true });
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  await replaceFile(recordsFile(stateFolder), `${JSON.stringify({ version: 1, written }, null, 2)}\n`, { mode: 0o600 });
}
