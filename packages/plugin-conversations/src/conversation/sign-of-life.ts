import type { Address } from "@instar/kernel";
import type { House } from "../house.ts";

const typingEveryMs = 4_000;
const acknowledgeAfterMs = 1_500;

/**
 * Shows the sender that somebody is there, from accept to answer: typing where the channel can show it, one short sentence where
 * it cannot. A failing channel never disturbs the answer.
 */
export function createSignOfLife(house: House, address: Address, say: (text: string) => void) {
  let timer: Disposable | undefined;
  let showing = false;

  const typing = () => {
    const show = house.channel(address.channel)?.typing;
    if (!show) {
      if (house.options.acknowledge) timer = house.clock.after(acknowledgeAfterMs, () => say(house.options.acknowledge));
      return;
    }
    (async () => show.call(house.channel(address.channel), house.routes.current(address)))().catch((error: Error) =>
      house.log.debug("A channel could not show typing.", { channel: address.channel, error }),
    );
    timer = house.clock.after(typingEveryMs, typing);
  };

  return {
    begin() {
      if (showing) return;
      showing = true;
      typing();
    },
    end() {
      showing = false;
      timer?.[Symbol.dispose]();
      timer = undefined;
    },
  };
}
