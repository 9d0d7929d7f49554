import { setImmediate as nextTurn } from "node:timers/promises";
import type { Address } from "@instar/kernel";
import type { Records, Store } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import type { InboxRow, OutboxRow } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import { firstIdAt } from "../message-id.ts";
import type { Routes } from "../routes.ts";
import { keptInboxShape, keptOutboxShape } from "../rows.ts";
import { hasWords } from "./has-words.ts";
import type { ChannelFigures, History, HistoryAsked, HistoryPage, Said } from "./history-contract.ts";
import { doneRows, type Found, mergeNewest, openRows } from "./newest-rows.ts";
import { isWithin, saidIn, saidOut } from "./said-of.ts";
import type { TalkIndex } from "./talk-index.ts";

const mostCounted = 20_000;
const mostConversations = 200;
const mostSaid = 200;
/** Others have their turn after so many: some 2 ms. */
const rowsAtOnce = 100;

const unheard: ReadonlySet<Said["state"]> = new Set(["refused", "held", "expired", "withdrawn"]);

export interface HistoryParts {
  readonly store: Store;
  readonly inbox: Pick<Ledger<InboxRow>, "get">;
  readonly outbox: Pick<Ledger<OutboxRow>, "under">;
  readonly index: TalkIndex;
  readonly routes: Pick<Routes, "load" | "home">;
  /** What one question looks at; default 10,000. */
  readonly mostRows?: number;
}

/** Reads what was said from the rows of the inbox and the outbox, newest first, and never more of them than one question may. */
export function createHistory({ store, inbox, outbox, index, routes, mostRows = 10_000 }: HistoryParts): History {
  const rowsIn: Records<InboxRow> = store.records("inbox", keptInboxShape);
  const rowsOut: Records<OutboxRow> = store.records("outbox", keptOutboxShape);
  const foundIn = (row: InboxRow): Found => ({ id: row.id, in: row });
  const foundOut = (row: OutboxRow): Found => ({ id: row.reply, out: row });

  async function* ofConversation(home: Address, before: string | undefined): AsyncGenerator<Found> {
    for await (const { id, way } of index.read(home, before)) {
      const row = way === "in" ? await inbox.get(id) : undefined;
      if (row) yield foundIn(row);
      if (way === "out") yield* (await outbox.under(`${id}/`)).map(foundOut);
    }
  }

  const everywhere = (before: string | undefined): AsyncIterable<Found> =>
    mergeNewest([
      openRows(rowsIn, before, foundIn),
      openRows(rowsOut, before, foundOut),
      doneRows(rowsIn, before, foundIn),
      doneRows(rowsOut, before, foundOut),
    ]);

  /** Rows of one id are one thing that was said; a row that ended while it was read is there twice, and counts as it is now. */
  function saidOf(rows: readonly Found[]): Said | undefined {
    const parts = new Map(rows.flatMap((found) => ("out" in found ? [[found.out.id, found.out] as const] : [])));
    const [part] = [...parts.values()];
    if (part) return saidOut([...parts.values()], routes.home(part.address));
    const last = rows.at(-1);
    return last && "in" in last && !isWithin(last.in) ? saidIn(last.in, routes.home(last.in.address)) : undefined;
  }

  /** Ends behind `most` rows with the id from which to go on. */
  async function* inPieces(rows: AsyncIterable<Found>, since: string, most: number): AsyncGenerator<Said | { readonly next: string }> {
    let same: Found[] = [];
    let looked = 0;
    for await (const found of rows) {
      if (found.id < since) break;
      if (same[0] !== undefined && same[0].id !== found.id) {
        const said = saidOf(same);
        if (said) yield said;
        if (looked >= most) return yield { next: same[0].id };
        same = [];
      }
      same.push(found);
      if (++looked % rowsAtOnce === 0) await nextTurn();
    }
    const said = saidOf(same);
    if (said) yield said;
  }

  const boundOf = (before: HistoryAsked["before"]): string | undefined => (typeof before === "number" ? firstIdAt(before) : before);

  /** The latest first. */
  async function page({ address, channel, before, since = 0, heard, limit = 50 }: HistoryAsked, wanted: (said: Said) => boolean): Promise<HistoryPage> {
    await routes.load();
    const bound = boundOf(before);
    const most = Math.min(Math.max(1, limit), mostSaid);
    const rows = address ? ofConversation(routes.home(address), bound) : everywhere(bound);
    const said: Said[] = [];
    for await (const each of inPieces(rows, firstIdAt(since), mostRows)) {
      if ("next" in each) return { said, next: each.next };
      if (channel !== undefined && each.address.channel !== channel) continue;
      if ((heard && each.way === "in" && unheard.has(each.state)) || !wanted(each)) continue;
      // One more than was asked for: there is something older
      if (said.length === most) return { said, next: (said.at(-1) as Said).id };
      said.push(each);
    }
    return { said };
  }

  return {
    async history(asked = {}) {
      const { said, ...rest } = await page(asked, () => true);
      return { ...rest, said: said.toReversed() };
    },
    search: ({ words, ...asked }) => page(asked, hasWords(words)),
    async figures(channel) {
      await routes.load();
      const states: Record<Said["way"], Record<string, number>> = { in: {}, out: {} };
      const days = new Map<string, { in: number; out: number }>();
      const conversations = new Map<string, ChannelFigures["conversations"][number] & { in: number; out: number }>();
      const times: number[] = [];
      let complete = true;
      for await (const each of inPieces(everywhere(undefined), "", mostCounted)) {
        if ("next" in each) {
          complete = false;
          break;
        }
        const { way, state, at, address } = each;
        if (address.channel !== channel) continue;
        times.push(at);
        states[way][state] = (states[way][state] ?? 0) + 1;
        const day = new Date(at).toISOString().slice(0, 10);
        const ofDay = days.get(day) ?? { in: 0, out: 0 };
        ofDay[way]++;
        days.set(day, ofDay);
        const key = addressKey(address);
        const of = conversations.get(key) ?? { address, in: 0, out: 0, lastAt: at };
        of[way]++;
        conversations.set(key, of);
      }
      const [newest, oldest] = [times[0], times.at(-1)];
      return {
        channel,
        ...states,
        ...(oldest !== undefined && { oldest }),
        ...(newest !== undefined && { newest }),
        days: [...days].map(([day, counted]) => ({ day, ...counted })),
        conversations: [...conversations.values()].slice(0, mostConversations),
        complete,
      };
    },
  };
}
