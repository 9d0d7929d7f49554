import type { Clock } from "@instar/kernel";
import type { SessionEvent } from "@instar/kernel/contracts";
import type { OutputChunk } from "./contract.ts";

/** Pieces of text that come within this time become one. */
const gatherMs = 100;
const longestText = 4_000;
/** Of one session's kept output together. */
const maxCharacters = 256_000;

/** What was last seen of one session, and whoever waits for more. */
export interface OutputRing {
  text(delta: string): void;
  add(kind: Exclude<OutputChunk["kind"], "text">, text: string): void;
  /** What came after `after`; the last `most` when it is absent. */
  read(after: number | undefined, most: number): readonly OutputChunk[];
  /** The position of the last one. */
  readonly last: number;
  /** Characters that it holds. */
  readonly size: number;
  /** Called once when something comes. */
  wait(listener: () => void): Disposable;
}

export function createOutputRing(maxChunks: number, clock: Clock): OutputRing {
  const chunks: OutputChunk[] = [];
  const waiting = new Set<() => void>();
  let characters = 0;
  let last = 0;
  let pending = "";
  let timer: Disposable | undefined;

  function push(kind: OutputChunk["kind"], text: string): void {
    const kept = text.length > maxCharacters ? text.slice(-maxCharacters) : text;
    chunks.push({ position: ++last, kind, text: kept });
    characters += kept.length;
    while (chunks.length > maxChunks || characters > maxCharacters) characters -= chunks.shift()?.text.length ?? 0;
    for (const listener of [...waiting]) listener();
  }

  function flush(): void {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const text = pending;
    pending = "";
    if (text !== "") push("text", text);
  }

  return {
    text(delta) {
      pending += delta;
      if (pending.length >= longestText) return flush();
      timer ??= clock.after(gatherMs, flush);
    },
    add(kind, text) {
      flush();
      push(kind, text);
    },
    read(after, most) {
      return after === undefined ? chunks.slice(-most) : chunks.filter(({ position }) => position > after);
    },
    get last() {
      return last;
    },
    get size() {
      return characters;
    },
    wait(listener) {
      waiting.add(listener);
      return { [Symbol.dispose]: () => void waiting.delete(listener) };
    },
  };
}

/** What of an event is to be seen, but for a turn's end. */
export function showEvent(ring: OutputRing, event: SessionEvent): void {
  if (event.type === "text") ring.text(event.delta);
  else if (event.type === "tool-start") ring.add("tool", event.tool);
  else if (event.type === "retry") ring.add("status", `${event.error.text} It tries again in ${Math.ceil(event.afterMs / 1_000)} s.`);
  else if (event.type === "compaction-start") ring.add("status", "It makes room in its memory.");
}
