import type { SessionRecord } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import type { InboxRow } from "../contract.ts";
import { modelText } from "./choose-model.ts";
import { describeSession } from "./describe-session.ts";
import type { CommandDoors, HouseCommand } from "./house-command.ts";
import { shortText } from "./short-text.ts";

const most = 10;
const longestName = 40;
/** How far back it is looked for who writes where. */
const lookedThrough = 300;
const listed: readonly SessionRecord["state"][] = ["starting", "idle", "working", "parked", "failed"];

/** Which sessions somebody is shown: the owner all of them, but in company only those of that place; others only what they write in. */
export function isShown(
  { key, address }: Pick<SessionRecord, "key" | "address">,
  { from, group, address: here }: Pick<InboxRow, "from" | "group" | "address">,
): boolean {
  if (from.trust !== "owner") return key === addressKey(here);
  return !group || (address?.channel === here.channel && address.conversation === here.conversation);
}

/** The sessions that live or were used last, newest first. */
export function listSessions({ house: { sessions, inbox, clock }, tools, threads }: CommandDoors): HouseCommand {
  /** By address: the name of the thread, else of who wrote last in private. */
  async function readNames(): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const { address, from, group } of [...(await inbox.list({ limit: lookedThrough }))].reverse())
      if (!group && from.name !== undefined && from.trust !== "stranger") names.set(addressKey(address), from.name);
    for await (const [, { name, address }] of threads.entries()) if (address) names.set(addressKey(address), name);
    return names;
  }

  return async ({ row }) => {
    const found = (await sessions.list({ states: listed })).filter((record) => isShown(record, row));
    if (found.length === 0) return "There is no session yet. Whatever you write begins one.";
    const names = await readNames();
    const now = clock.now();
    const lines = found.slice(0, most).map((record) => {
      const { key, address } = record;
      const where =
        names.get(key) ?? (address ? [address.channel, address.conversation, ...(address.thread === undefined ? [] : [address.thread])].join(" ") : key);
      const here = key === addressKey(row.address) ? " (here)" : "";
      return `• ${shortText(where, longestName)}${here}: ${describeSession(record, now, tools.of(key))}; ${record.model === undefined ? record.driver : modelText(record)}`;
    });
    return [...lines, ...(found.length > most ? [`… and ${found.length - most} older ones.`] : [])].join("\n");
  };
}
