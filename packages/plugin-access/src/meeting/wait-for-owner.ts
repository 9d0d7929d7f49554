import type { Ask } from "@instar/kernel/command";
import { describeWriter } from "./describe-writer.ts";
import type { Meeting } from "./meeting.ts";
import { findWriters, type Writer } from "./writers.ts";

const lookMs = 1_000;

/** Settles as `work` does; until then strangers are told that somebody is being asked. */
async function whileExpecting<T>({ channel, access }: Meeting, work: Promise<T>): Promise<T> {
  let over = false;
  const hold = async () => {
    while (!over) await access.expect(channel, lookMs);
  };
  hold().catch(() => undefined); // the house has gone: whoever is asked may answer all the same, and what is done next says so
  return work.finally(() => {
    over = true;
  });
}

/** Nobody becomes owner by a key that was pressed for something else: what is chosen beforehand lets nobody in. */
async function whichIsIt(writers: readonly Writer[], ask: Ask, now: number, before: string): Promise<Writer | undefined> {
  const [only, ...others] = writers;
  if (only && others.length === 0)
    return (await ask.confirm(`${before}${describeWriter(only, now)}. Is this you? Make them owner?`, { default: false })) ? only : undefined;
  const choices = writers.map((writer) => ({ value: writer as Writer | undefined, label: describeWriter(writer, now) }));
  return ask.choose(`${before}Which of these is you? They become the owner.`, [{ value: undefined, label: "None of them: wait on" }, ...choices]);
}

/** Waits until somebody writes whom the person at the terminal says to be. Undefined when nobody has within `waitMs`; rejects as `signal` is aborted, or as `ask` does. */
export async function waitForOwner(
  meeting: Meeting,
  { ask, waitMs, left, signal }: { readonly ask: Ask; readonly waitMs: number; readonly left: (ms: number) => void; readonly signal: AbortSignal },
): Promise<Writer | undefined> {
  const { channel, access, clock } = meeting;
  const notThem = new Set<string>();
  const toAskAbout = async () => (await findWriters(meeting)).filter(({ sender }) => !notThem.has(sender));
  let until = clock.now() + waitMs;
  try {
    for (let before = ""; ; ) {
      signal.throwIfAborted();
      const writers = await toAskAbout();
      if (writers.length > 0) {
        const asked = clock.now();
        const chosen = await whileExpecting(meeting, whichIsIt(writers, ask, asked, before));
        until += clock.now() - asked;
        // Who was quicker may have taken another's name, and was shown without them
        const wasAlone = chosen && writers.length === 1 && (await toAskAbout()).length > 1;
        if (chosen && !wasAlone) return chosen;
        before = wasAlone ? "Somebody else has written meanwhile. " : "";
        if (wasAlone) continue;
        for (const { sender } of writers) notThem.add(sender);
      }
      if (clock.now() >= until) return undefined;
      left(until - clock.now());
      await access.expect(channel, lookMs);
    }
  } finally {
    await access.expect(channel, 0).catch(() => undefined); // it ends by itself soon
  }
}
