import type { Address } from "@instar/kernel";
import type { Records, SessionEvent } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import type { InboxRow } from "../contract.ts";
import type { House } from "../house.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { createDoing, type FollowedDoing } from "./followed-doing.ts";
import type { Doing, Ending } from "./plan-progress.ts";
import { createProgressNote, type ProgressNote } from "./progress-note.ts";
import type { StoredNote } from "./stored-note.ts";

/** What people at one address are told while their agent works: at most one message a turn. */
export interface Progress {
  /** The agent has a message (its id). What an earlier process had begun to show goes on. */
  begin(message: string): void;
  heard(event: SessionEvent): void;
  /** Shows it in place of a message. False: nothing is shown, so it must be said. */
  silent(minutes: number): boolean;
  trouble(sentence: string): boolean;
  /** The house has said something about this turn: that is the message which is edited. `reply`: its key. */
  said(reply: string): void;
  /** The turn is over. */
  end(how: Ending): void;
}

export interface ProgressDesk {
  load(): Promise<void>;
  at(address: Address): Progress;
  /** Ends what no turn goes on with. `goesOn`: messages that were being worked on when the last process ended. */
  tidy(goesOn: readonly InboxRow[]): Promise<void>;
  close(): void;
}

const endingOf = (row: InboxRow | undefined): Ending =>
  row?.state === "answered" || row?.state === "merged" || row?.state === "silent" ? "done" : row?.state === "accepted" ? "paused" : "restart";

/** Keeps the messages about long work, over restarts, and lets the conversations have one each. */
export function createProgressDesk(parts: () => { readonly house: House; readonly outbox: Outbox }, records: Records<StoredNote>): ProgressDesk {
  const notes = new Set<ProgressNote>();
  /** By address: of turns that had not ended. */
  const left = new Map<string, StoredNote>();

  function open(stored: StoredNote, isLeft: boolean, doing: () => Doing): ProgressNote {
    const { house, outbox } = parts();
    const note = createProgressNote(stored, isLeft, {
      house,
      outbox,
      doing,
      put: (kept) => records.put(kept.key, kept),
      drop: ({ key }) => records.delete(key),
      over: () => void notes.delete(note),
    });
    notes.add(note);
    return note;
  }

  const nothing = (): Doing => ({ running: false });

  function at(address: Address): Progress {
    const key = addressKey(address);
    const doing: FollowedDoing = createDoing(() => parts().house.clock);
    let note: ProgressNote | undefined;
    let before: string | undefined;

    function takeLeft() {
      const stored = left.get(key);
      left.delete(key);
      return stored && open(stored, true, doing.now);
    }

    return {
      begin(message) {
        const { house } = parts();
        const channel = house.channel(address.channel);
        if (note || house.options.progressAfterMs === 0 || (channel && !channel.edit)) return;
        const where = house.routes.current(address);
        note = takeLeft() ?? open({ key: house.ids(), address, where, message, since: house.clock.now() }, false, doing.now);
        if (before !== undefined) note.adopt(before);
      },
      heard: doing.heard,
      silent(minutes) {
        if (!note?.shows) return false;
        doing.silent(minutes);
        return true;
      },
      trouble(sentence) {
        if (!note?.shows) return false;
        doing.trouble(sentence);
        return true;
      },
      said(reply) {
        if (note) note.adopt(reply);
        else before = reply;
      },
      end(how) {
        (note ?? takeLeft())?.end(how);
        note = undefined;
        before = undefined;
        doing.forget();
      },
    };
  }

  return {
    at,
    async load() {
      for await (const [, stored] of records.entries()) {
        const key = addressKey(stored.address);
        if (stored.last !== undefined) open(stored, true, nothing);
        else if (left.has(key)) open(stored, true, nothing).end("restart");
        else left.set(key, stored);
      }
    },
    async tidy(goesOn) {
      const places = new Set(goesOn.map(({ address }) => addressKey(address)));
      for (const [key, stored] of left) {
        if (places.has(key)) continue;
        left.delete(key);
        const row = await parts().house.inbox.get(stored.message);
        open(stored, true, nothing).end(endingOf(row), row?.endedAt);
      }
    },
    close() {
      for (const note of notes) note.close();
    },
  };
}
