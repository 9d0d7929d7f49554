import type { Clock } from "@instar/kernel";
import type { Events, RecordedEvent, Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { Ledger } from "./ledger.ts";
import type { StoredEntry } from "./stored-entry.ts";

/** Up to where the house's journal was read, and when that was. */
export interface Cursor {
  readonly position: number;
  readonly at: number;
}

export const cursorShape: Versioned<Cursor> = { version: 1, schema: z.object({ position: z.number(), at: z.number() }) };

const types = ["completion"];
const page = 1_000;

const figure = (data: unknown, name: string): number => {
  const value = (data as Record<string, unknown> | undefined)?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
};
const word = (data: unknown, name: string): string | undefined => {
  const value = (data as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** A single question to a model, as the journal tells of it; undefined when nothing was used. */
function completionEntry({ position, at, about, data, costUsd = 0 }: RecordedEvent): StoredEntry | undefined {
  const inputTokens = figure(data, "inputTokens");
  const outputTokens = figure(data, "outputTokens");
  if (inputTokens === 0 && outputTokens === 0 && costUsd === 0) return undefined;
  const driver = word(data, "driver");
  const model = word(data, "model");
  return {
    id: `completion:${position}`,
    at,
    source: "completion",
    cause: word(data, "cause") ?? "completion",
    plugin: about.plugin ?? "completions",
    ...(driver === undefined ? {} : { driver }),
    ...(model === undefined ? {} : { model }),
    inputTokens,
    outputTokens,
    costUsd,
  };
}

/** Books the single questions. What was recorded while the ledger was away is read first. */
export async function followCompletions(
  parts: {
    readonly events: Events;
    readonly ledger: Ledger;
    readonly cursors: Records<Cursor>;
    readonly clock: Clock;
  },
  signal: AbortSignal,
): Promise<void> {
  const { events, ledger, cursors, clock } = parts;
  const kept = (await cursors.get("journal"))?.value;
  let position = kept?.position ?? 0;
  const coming = events.follow({ types }, signal);

  async function took(event: RecordedEvent): Promise<void> {
    if (event.position <= position) return;
    const entry = completionEntry(event);
    if (entry) await ledger.book([entry], [cursors.put("journal", { position: event.position, at: event.at })]);
    position = event.position;
  }

  const missed: RecordedEvent[] = [];
  const since = kept?.at ?? clock.now();
  for (let until = Number.MAX_SAFE_INTEGER; ; ) {
    const found = await events.list({ types, since, until, limit: page });
    const older = found.filter(
      (event) => event.position > position && (missed.at(-1) === undefined || event.position < (missed.at(-1) as RecordedEvent).position),
    );
    missed.push(...older);
    const last = found.at(-1);
    if (found.length < page || last === undefined || older.length === 0) break;
    until = last.at;
  }
  if (kept === undefined) await ledger.book([], [cursors.put("journal", { position, at: since })]);
  for (const event of missed.reverse()) await took(event);
  for await (const event of coming) await took(event);
}
