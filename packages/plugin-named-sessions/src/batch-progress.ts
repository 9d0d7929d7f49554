import type { Clock } from "@instar/kernel";
import type { BatchEntry } from "./batch-entry.ts";
import type { BatchResult, BatchWatch } from "./run-batch.ts";
import { shortText, visibleText } from "./visible-text.ts";

/** Where progress is written: the standard error of a process. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

const redrawMs = 200;

const seconds = (ms: number) => (ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`);

export const shownCost = (costUsd: number): string => `${costUsd.toFixed(costUsd > 0 && costUsd < 0.01 ? 4 : 2)} USD`;
export { seconds as shownTime };

const longestError = 300;

function ending({ session, status, durationMs, costUsd, error }: BatchResult): string {
  const used = `${seconds(durationMs)}, ${shownCost(costUsd)}`;
  return error === undefined ? `${session}: ${status} (${used})` : `${session}: ${status} (${used}): ${shortText(visibleText(error), longestError)}`;
}

/** A line for each beginning and each end; on a terminal below them one for each that works, which tells what it does. Dispose it at the end. */
export function openBatchProgress(total: number, clock: Clock, output: ProgressOutput): BatchWatch & Disposable {
  const live = output.isTTY === true;
  const working = new Map<BatchEntry, { readonly since: number; text: string }>();
  let drawn = 0;
  let done = 0;
  let timer: Disposable | undefined;

  const cut = (line: string) => line.slice(0, Math.max(20, (output.columns ?? 80) - 1));
  const clear = () => (drawn === 0 ? "" : `\u001b[${drawn}A\u001b[0J`);
  function draw(above = ""): void {
    const room = Math.max(1, (output.rows ?? 24) - 2);
    const lines = [...working].slice(0, room).map(([{ request }, { since, text }]) => cut(`  ${request.name}  ${seconds(clock.now() - since)}  ${text}`));
    output.write(`${clear()}${above}${lines.map((line) => `${line}\n`).join("")}`);
    drawn = lines.length;
  }
  function tick(): void {
    draw();
    timer = working.size === 0 ? undefined : clock.after(redrawMs, tick);
  }

  return {
    began(entry) {
      if (!live) return void output.write(`${entry.request.name}: began\n`);
      working.set(entry, { since: clock.now(), text: "" });
      timer ??= clock.after(0, tick);
    },
    did(entry, text) {
      const line = working.get(entry);
      if (line !== undefined) line.text = shortText(visibleText(text.trim().split("\n").at(-1) ?? ""), 200);
    },
    ended(entry, result) {
      working.delete(entry);
      // Only the waiting has ended
      if (result.status === "running" || result.status === "not started") return;
      done++;
      const line = `[${done}/${total}] ${ending(result)}\n`;
      if (live) draw(line);
      else output.write(line);
    },
    [Symbol.dispose]() {
      timer?.[Symbol.dispose]();
      if (live) output.write(clear());
      drawn = 0;
    },
  };
}
