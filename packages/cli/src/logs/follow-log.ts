import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { wait } from "../wait.ts";
import { logFiles } from "./log-files.ts";

const lookEveryMs = 200;
const chunkBytes = 65_536;

interface Open {
  readonly descriptor: number;
  readonly inode: number;
  position: number;
  rest: string;
  readonly decoder: StringDecoder;
}

function openAt(file: string, end: boolean): Open | undefined {
  try {
    const descriptor = openSync(file, "r");
    const { ino, size } = fstatSync(descriptor);
    return { descriptor, inode: ino, position: end ? size : 0, rest: "", decoder: new StringDecoder("utf8") };
  } catch {
    // Not there yet, or just put aside: it is looked for again.
    return undefined;
  }
}

function* newLines(open: Open): Generator<string> {
  const chunk = Buffer.alloc(chunkBytes);
  for (;;) {
    // Somebody emptied the file: what comes now stands at its beginning.
    if (fstatSync(open.descriptor).size < open.position) open.position = 0;
    const read = readSync(open.descriptor, chunk, 0, chunkBytes, open.position);
    if (read === 0) return;
    open.position += read;
    const lines = (open.rest + open.decoder.write(chunk.subarray(0, read))).split("\n");
    open.rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
}

const inodeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.ino;

/** Every line written from now on, also when the log is put aside meanwhile, once or several times. Ends when the signal is aborted. */
export async function* followLog(file: string, signal: AbortSignal): AsyncGenerator<string> {
  let open = openAt(file, true);
  try {
    while (!signal.aborted) {
      if (open === undefined) open = openAt(file, false);
      else {
        yield* newLines(open);
        if (inodeOf(file) !== open.inode) {
          yield* newLines(open);
          const files = logFiles(file);
          const last = open.inode;
          closeSync(open.descriptor);
          open = undefined;
          // What was put aside after the one that was read.
          const aside = files.findIndex((one) => inodeOf(one) === last);
          for (const missed of aside < 0 ? [] : files.slice(aside + 1, -1)) {
            const between = openAt(missed, false);
            if (between === undefined) continue;
            yield* newLines(between);
            closeSync(between.descriptor);
          }
          continue;
        }
      }
      await wait(lookEveryMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
    }
  } finally {
    if (open !== undefined) closeSync(open.descriptor);
  }
}
