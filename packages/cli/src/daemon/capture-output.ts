import { openRotatingFile } from "./open-log.ts";

/** A file of what was printed is put aside when it is this long. */
export const outputLimitBytes = 1_024 * 1_024;
/** Of a line that does not end, so much is held back. */
const longestLine = 65_536;

type Write = typeof process.stdout.write;

/**
 * What this process prints, plugins with it, goes into a file of bounded size, line by line and through `redact`. What does not pass through Node.js
 * (a crash of the engine, a child that inherited the output) still arrives where the output was opened to, as it is.
 */
export function captureOutput(file: string, redact: (text: string) => string, limitBytes = outputLimitBytes): Disposable {
  const output = openRotatingFile(file, limitBytes);
  const former = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  const rests = new Map<NodeJS.WriteStream, string>();
  const flush = () => {
    for (const rest of rests.values()) if (rest !== "") output.write(`${redact(rest)}\n`);
    rests.clear();
  };
  for (const { stream } of former) {
    const write = (chunk: unknown, encoding?: unknown, callback?: unknown) => {
      const text = (rests.get(stream) ?? "") + (typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString("utf8"));
      const end = text.length > longestLine ? text.length : text.lastIndexOf("\n") + 1;
      if (end > 0) output.write(redact(text.slice(0, end)));
      rests.set(stream, text.slice(end));
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done as () => void);
      return true;
    };
    stream.write = write as Write;
  }
  process.on("exit", flush);
  return {
    [Symbol.dispose]() {
      for (const { stream, write } of former) stream.write = write;
      process.off("exit", flush);
      flush();
      output[Symbol.dispose]();
    },
  };
}
