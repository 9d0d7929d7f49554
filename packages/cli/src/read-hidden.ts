import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** A line that is typed without being shown, or all of stdin when it is no terminal. Empty when nothing came. */
export async function readHidden(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  }
  process.stderr.write(prompt);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: mute, terminal: true, historySize: 0 });
  return new Promise((resolve) => {
    const end = (value: string) => {
      terminal.close();
      process.stderr.write("\n");
      resolve(value);
    };
    terminal.once("line", end);
    terminal.once("close", () => resolve(""));
    terminal.once("SIGINT", () => end(""));
  });
}
