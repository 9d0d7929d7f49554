import type { InboxRow } from "./contract.ts";
import type { House } from "./house.ts";

type Mark = "seen" | "failed" | undefined;

/** Marks on people's messages, where a channel can set them. Nobody waits for them, and their failures are nobody's trouble. */
export interface Marks {
  /** The agent has it. */
  seen(row: InboxRow): void;
  /** It came to its end: what failed or expired is marked so, and what was answered with silence is marked no more. */
  ended(row: InboxRow): void;
  /** The answer to these messages has arrived, or never will; perhaps to what an earlier process was given. */
  answered(ids: readonly string[], channel: string, how: "arrived" | "failed"): void;
}

export function createMarks(house: () => Pick<House, "channel" | "inbox" | "routes" | "log">): Marks {
  /** By message that is marked as seen: the call that does it. */
  const shown = new Map<string, Promise<void>>();

  function put({ id, key, address }: InboxRow, mark: Mark) {
    const { channel, routes, log } = house();
    const on = channel(address.channel);
    const before = shown.get(id);
    if (!on?.react || (before && mark === "seen")) return;
    const call = (before ?? Promise.resolve())
      .then(() => on.react?.(mark, { key, address: routes.current(address) }))
      .catch((error: Error) => log.debug("A message could not be marked.", { channel: address.channel, error }));
    if (mark === "seen") shown.set(id, call);
    else shown.delete(id);
  }

  return {
    seen: (row) => put(row, "seen"),
    ended(row) {
      if (row.state === "failed" || row.state === "expired") put(row, "failed");
      else if (row.state === "silent") put(row, undefined);
    },
    answered(ids, channel, how) {
      const { inbox, log, channel: find } = house();
      if (!find(channel)?.react) return;
      for (const id of ids)
        inbox
          .get(id)
          .then((row) => {
            if (row?.state === "answered" || row?.state === "merged") put(row, how === "failed" ? "failed" : undefined);
          })
          .catch((error: Error) => log.debug("The mark of an answered message could not be taken away.", { error }));
    },
  };
}
