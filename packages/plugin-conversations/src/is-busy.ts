import type { Address } from "@instar/kernel";
import { addressKey } from "./address-key.ts";
import type { House } from "./house.ts";

/** Whether a message of this conversation is not over yet, or a part on its way there. What is held goes nowhere by itself. */
export function isBusy({ inbox, outbox, routes }: Pick<House, "inbox" | "outbox" | "routes">, home: Address): boolean {
  const key = addressKey(home);
  const there = addressKey(routes.current(home));
  for (const { address } of inbox.open.values()) if (addressKey(address) === key) return true;
  for (const { address, state } of outbox.open.values()) if (state !== "held" && addressKey(address) === there) return true;
  return false;
}
