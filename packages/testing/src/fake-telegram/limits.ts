import type { Clock } from "@instar/kernel";
import { refusalWith } from "./refusals.ts";

/** Telegram's own limits, roughly: short bursts pass. */
export interface TelegramLimits {
  /** Messages a second to one chat, sustained. Default 1, bursts of 3. */
  readonly perChat?: number;
  /** Messages a minute to one group. Default 20. */
  readonly perGroup?: number;
  /** Messages a second in all. Default 30. */
  readonly overall?: number;
}

/** Something that was sent to a chat before the time that the bot was told to wait was over. */
export interface EarlySend {
  readonly chat: number;
  readonly method: string;
  readonly at: number;
  readonly until: number;
}

interface Bucket {
  level: number;
  at: number;
}

export interface Limits {
  readonly early: readonly EarlySend[];
  /** Refuses what comes to this chat until so many seconds are over. */
  park(chat: number, seconds: number): void;
  /** Passes, or throws 429 with the seconds that are left. */
  check(method: string, chat: number | undefined, isGroup: boolean): void;
  clear(): void;
}

export function createLimits(clock: Clock, limits: TelegramLimits | undefined): Limits {
  const parked = new Map<number, { readonly until: number; told: boolean }>();
  const buckets = new Map<string, Bucket>();
  const early: EarlySend[] = [];

  function tooMany(chat: number | undefined, waitMs: number): never {
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    if (chat !== undefined) parked.set(chat, { until: clock.now() + seconds * 1000, told: true });
    throw refusalWith("tooManyRequests", { retry_after: seconds }, seconds);
  }

  /** Takes one drop from a bucket that holds `size` and refills by `perMs`; says how long to wait when it is empty. */
  function take(name: string, size: number, perMs: number): number {
    const bucket = buckets.get(name) ?? { level: size, at: clock.now() };
    bucket.level = Math.min(size, bucket.level + (clock.now() - bucket.at) * perMs);
    bucket.at = clock.now();
    buckets.set(name, bucket);
    if (bucket.level < 1) return (1 - bucket.level) / perMs;
    bucket.level--;
    return 0;
  }

  return {
    early,
    park: (chat, seconds) => void parked.set(chat, { until: clock.now() + seconds * 1000, told: false }),
    check(method, chat, isGroup) {
      const park = chat === undefined ? undefined : parked.get(chat);
      if (park && chat !== undefined) {
        if (clock.now() < park.until) {
          if (park.told) early.push({ chat, method, at: clock.now(), until: park.until });
          const seconds = Math.max(1, Math.ceil((park.until - clock.now()) / 1000));
          // told in whole seconds, so that is how long it has to wait
          parked.set(chat, { until: park.told ? park.until : clock.now() + seconds * 1000, told: true });
          throw refusalWith("tooManyRequests", { retry_after: seconds }, seconds);
        }
        parked.delete(chat);
      }
      if (!limits || chat === undefined) return;
      const perGroup = limits.perGroup ?? 20;
      const waits = [
        take(`chat ${chat}`, 3, (limits.perChat ?? 1) / 1000),
        isGroup ? take(`group ${chat}`, perGroup, perGroup / 60_000) : 0,
        take("all", limits.overall ?? 30, (limits.overall ?? 30) / 1000),
      ];
      if (Math.max(...waits) > 0) tooMany((waits[2] as number) > 0 ? undefined : chat, Math.max(...waits));
    },
    clear() {
      parked.clear();
      buckets.clear();
    },
  };
}
