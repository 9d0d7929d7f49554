import { readSync, writeSync } from "node:fs";
import type { FromGuardian, ToGuardian } from "./guardian-message.ts";
import { killTreesAtOnce } from "./kill-trees.ts";
import type { ProcessMark } from "./process-mark.ts";

// The whole life of this process: listen until the owner's end of the pipe is gone, then end what it left behind.
// Reading blocks, which needs neither streams nor an event loop, and wakes at once.

const watched = new Map<string, ProcessMark>();

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(signal, () => {
    // A shutdown tells everybody at once; the owner may still need us, and its end is the only thing that ends us.
  });
}

answer({ type: "ready" });
listen();
killTreesAtOnce([...watched.values()]);
// Node 24 now and then waits for ever in process.exit: 3 of 600 were measured. Nothing is left that an orderly end would do.
process.kill(process.pid, "SIGKILL");

function listen(): void {
  const chunk = Buffer.alloc(4096);
  let pending = "";
  for (let size = readSync(0, chunk); size > 0; size = readSync(0, chunk)) {
    const lines = (pending + chunk.toString("latin1", 0, size)).split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) obey(JSON.parse(line) as ToGuardian);
  }
}

function obey(message: ToGuardian): void {
  if (message.type === "watch") {
    watched.set(message.mark.mark, message.mark);
    answer({ type: "watching", mark: message.mark.mark });
  } else {
    watched.delete(message.mark);
    answer({ type: "forgot", mark: message.mark });
  }
}

function answer(message: FromGuardian): void {
  try {
    writeSync(1, `${JSON.stringify(message)}\n`);
  } catch {
    // The owner has just died; the next read tells, and that is what we are here for.
  }
}
