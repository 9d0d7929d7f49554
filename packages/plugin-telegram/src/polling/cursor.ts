import type { ChannelSink } from "@instar/kernel/contracts";

/** The number of the first update that is not durable yet. */
export interface Cursor {
  load(): Promise<number | undefined>;
  save(next: number): Promise<void>;
  /** Whether this agent has listened to this bot before. */
  isKnown(): Promise<boolean>;
  /** From now on it has. */
  claim(): Promise<void>;
}

/** Kept with the bot that it counts for: another bot counts anew. */
export function createCursor({ cursor }: Pick<ChannelSink, "cursor">, bot: number): Cursor {
  async function read(): Promise<string | undefined> {
    const [owner, next] = (await cursor.load())?.split(":") ?? [];
    return owner === String(bot) ? next : undefined;
  }
  return {
    async load() {
      const next = Number(await read());
      return Number.isSafeInteger(next) && next > 0 ? next : undefined;
    },
    save: (next) => cursor.save(`${bot}:${next}`),
    isKnown: async () => (await read()) !== undefined,
    async claim() {
      if ((await read()) === undefined) await cursor.save(`${bot}:0`);
    },
  };
}
