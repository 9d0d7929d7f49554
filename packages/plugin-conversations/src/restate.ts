import { isHeld } from "@instar/kernel";
import { type Records, sendFailureOf } from "@instar/kernel/contracts";
import { gone } from "./gone.ts";
import type { House } from "./house.ts";
import { planParts } from "./plan-parts.ts";
import type { Told } from "./rows.ts";

const callTimeoutMs = 30_000;
/** It may still be on its way, or its place takes nothing for a while. */
const pausesMs = [0, 2_000, 10_000, 60_000, 300_000];

/**
 * Puts other words in the place of what was told under `key`, without a sound and without its buttons. Resolves with whether they stand there; what can't be
 * changed, because the channel can't or because it is several messages, stays as it is. Never rejects.
 */
export function createRestatement(house: House, told: Records<Told>): (key: string, text: string) => Promise<boolean> {
  const { clock, closing, outbox, lifecycle, log } = house;

  /** Undefined: perhaps later. */
  async function attempt(key: string, text: string): Promise<boolean | undefined> {
    const reply = (await told.get(key))?.value.reply;
    const [row, ...others] = reply === undefined ? [] : await outbox.under(`${reply}/`);
    if (!row || others.length > 0) return false;
    const { state, ref, address } = row;
    const channel = house.channel(address.channel);
    if (state === "pending" || state === "sending" || state === "uncertain" || !channel) return undefined;
    if (state !== "delivered" || ref === undefined || !channel.edit) return false;
    const checked = await lifecycle.reply({ key: row.reply, address, text, silent: true, answers: [] });
    if (isHeld(checked)) return false;
    const { attachments: _, buttons: _buttons, ...bare } = checked;
    const [part, ...rest] = await planParts(channel, bare, log);
    if (!part || rest.length > 0) return false;
    const late = new AbortController();
    using _limit = clock.after(callTimeoutMs, () => late.abort(new Error(`The service did not answer within ${callTimeoutMs / 1_000} s.`)));
    const edit = async () => channel.edit?.(ref, part, address);
    return Promise.race([edit(), gone(AbortSignal.any([closing, late.signal]))]).then(
      () => true,
      (error: unknown) => {
        log.debug("What was told could not be restated.", { channel: channel.id, error });
        return typeof sendFailureOf(error).next === "string" ? false : undefined;
      },
    );
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
