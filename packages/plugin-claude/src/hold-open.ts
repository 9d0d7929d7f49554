import { spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { markVariable } from "@instar/process";

/** As long as a process can sleep everywhere; it is ended with the tree that it belongs to. */
const longest = "2147483647";

/**
 * Keeps the program's input open when we die. It takes the end of its input for a no to every open question and asks the model what to do next
 * within 20 ms, which can be sooner than the guardian ends it. `end()` on the stream works as ever.
 */
export function holdOpen(stream: Writable, mark: string): void {
  if (process.platform === "win32") return;
  const holder = spawn("sleep", [longest], {
    env: { PATH: "/usr/bin:/bin", [markVariable]: mark },
    stdio: ["ignore", "ignore", "ignore", stream],
    detached: true,
  });
  holder.on("error", () => {
    // Without it everything works but for those few milliseconds.
  });
  holder.unref();
}
