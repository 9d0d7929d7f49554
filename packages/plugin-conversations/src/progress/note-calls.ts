import { isHeld } from "@instar/kernel";
import type { Channel, Part } from "@instar/kernel/contracts";
import { gone } from "../gone.ts";
import type { House } from "../house.ts";
import { planParts } from "../plan-parts.ts";
import type { StoredNote } from "./stored-note.ts";

const callTimeoutMs = 30_000;

/** What a message about work asks of a channel, as long as `cut` lets it. */
export function createNoteCalls({ clock, closing, lifecycle, log }: House, cut: AbortSignal) {
  return {
    /** Gives up when that takes too long, or the house closes. */
    async call<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const late = new AbortController();
      using _limit = clock.after(callTimeoutMs, () => late.abort(new Error(`The service did not answer within ${callTimeoutMs / 1_000} s.`)));
      const signal = AbortSignal.any([cut, closing, late.signal]);
      return Promise.race([run(signal), gone(signal)]);
    },
    /** What may be said, as the channel puts it; undefined while somebody holds it. */
    async compose(channel: Channel, { key, where }: StoredNote, text: string): Promise<Part | undefined> {
      const reply = await lifecycle.reply({ key, address: where, text, silent: true, answers: [] });
      if (isHeld(reply)) return undefined;
      const { attachments: _, buttons: _buttons, ...bare } = reply;
      return (await planParts(channel, bare, log))[0];
    },
  };
}
