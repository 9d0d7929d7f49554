import { type Records, sendFailureOf } from "@instar/kernel/contracts";
import type { House } from "../house.ts";
import { inTime } from "../in-time.ts";
import type { Told } from "../rows.ts";
import type { Outbox } from "./outbox.ts";
import { planQuietly } from "./plan-quietly.ts";

const callTimeoutMs = 30_000;
/** It may still be on its way, or its place takes nothing for a while. */
const pausesMs = [0, 2_000, 10_000, 60_000, 300_000];

/**
 * Puts other words in the place of what was told under `key`, without a sound and without its buttons. Resolves with whether they stand there; what can't be
 * changed, because the channel can't or because it is several messages, stays as it is. Never rejects.
 */
export function createRestatement(house: House, outbox: Pick<Outbox, "free" | "limit">, told: Records<Told>): (key: string, text: string) => Promise<boolean> {
  const { clock, closing, log } = house;

  /** Undefined: perhaps later. */
  async function attempt(key: string, text: string): Promise<boolean | undefined> {
    const reply = (await told.get(key))?.value.reply;
    const [row, ...others] = reply === undefined ? [] : await house.outbox.under(`${reply}/`);
    if (!row || others.length > 0) return false;
    const { state, ref, address } = row;
    const channel = house.channel(address.channel);
    if (state === "pending" || state === "sending" || state === "uncertain" || !channel) return undefined;
    if (state !== "delivered" || ref === undefined || !channel.edit) return false;
    const parts = await planQuietly(house, channel, { key: row.reply, address, text });
    const [part] = parts ?? [];
    if (!part || parts?.length !== 1) return false;
    if (!outbox.free(address)) return undefined;
    try {
      await inTime(clock, callTimeoutMs, [closing], async () => channel.edit?.(ref, part, address));
      return true;
    } catch (error) {
      log.debug("What was told could not be restated.", { channel: channel.id, error });
      const { outcome, next } = sendFailureOf(error);
      if (typeof next === "string") return false;
      if (outcome === "not-sent") outbox.limit(address, clock.now() + next.afterMs, next.scope);
      return undefined;
    }
  }

  return async (key, text) => {
    for (const pauseMs of pausesMs) {
      if (pauseMs > 0) await clock.sleep(pauseMs, closing).catch(() => undefined); // the house closes: the next line ends it
      if (closing.aborted) return false;
      const done = await attempt(key, text).catch((error: unknown) => void log.debug("What was told could not be restated.", { error }));
      if (done !== undefined) return done;
    }
    return false;
  };
}
