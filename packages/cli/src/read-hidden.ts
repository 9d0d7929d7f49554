import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** A line that is typed without being shown; undefined when the person gave up. Only at a terminal. */
export async function typeHidden(prompt: string): Promise<string | undefined> {
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: mute, terminal: true, historySize: 0 });
  // Only now: what is typed before the terminal is quiet would be shown.
  process.stderr.write(prompt);
  return new Promise((resolve) => {
    const end = (value: string | undefined) => {
      // Before it closes: that counts as an answer too, an empty one.
      resolve(value);
      terminal.close();
      process.stderr.write("\n");
    };
    terminal.once("line", end);
    terminal.once("close", () => resolve(undefined));
    terminal.once("SIGINT", () => end(undefined));
  });
}

/** A line that is typed without being shown, or all of stdin when it is no terminal. Empty when nothing came. */
export async function readHidden(prompt: string): Promise<string> {
  if (process.stdin.isTTY) return (await typeHidden(prompt)) ?? "";
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
