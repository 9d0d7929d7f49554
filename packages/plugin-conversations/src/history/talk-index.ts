import { createHash } from "node:crypto";
import type { Address } from "@instar/kernel";
import type { Op, Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { addressKey } from "../address-key.ts";
import { newestFirst } from "../message-id.ts";
import { behind } from "./newest-rows.ts";

/** By conversation and time: whether a message or a reply has this id. */
export type TalkEntry = "in" | "out";
export const talkShape: Versioned<TalkEntry> = { version: 1, schema: z.enum(["in", "out"]) };

const idLength = 36;
/** Keys of records are no longer than 1,024 characters. */
const longestName = 900;

/** No name of a conversation has a space, so none begins with another's prefix. */
function prefixOf(home: Address): string {
  const name = addressKey(home);
  return `${name.length <= longestName ? name : createHash("sha256").update(name).digest("hex")} `;
}

/** What was said in which conversation, so that one of many can be read without looking at the others. */
export function createTalkIndex(records: Records<TalkEntry>) {
  return {
    /** For the commit that makes the row, and for each that ends it or takes it up again. `home`: the name of the conversation. `keptMs`: as long as the row; absent while it is open. */
    write: (home: Address, id: string, way: TalkEntry, keptMs?: number): Op =>
      records.put(`${prefixOf(home)}${newestFirst(id)}`, way, keptMs === undefined ? {} : { ttlMs: keptMs }),
    /** Newest first. */
    async *read(home: Address, before: string | undefined): AsyncGenerator<{ readonly id: string; readonly way: TalkEntry }> {
      const prefix = prefixOf(home);
      for await (const [key, way] of records.entries(prefix, before === undefined ? {} : { after: behind(prefix, before) })) {
        const id = newestFirst(key.slice(-idLength));
        if (before === undefined || id < before) yield { id, way };
      }
    },
  };
}

export type TalkIndex = ReturnType<typeof createTalkIndex>;
