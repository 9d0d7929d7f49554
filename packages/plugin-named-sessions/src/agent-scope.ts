import type { Caller } from "@instar/kernel/contracts";
import { isLiving } from "./describe-session.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { keyOf, nameOf, type StoredNamed } from "./stored-session.ts";

/** Whether a caller may know of a session: the owner of all, an agent of those that it began itself. */
export const mayReach = (caller: Caller, { by }: Pick<StoredNamed, "by">): boolean =>
  caller.kind === "owner" || (by.kind === "agent" && by.session === caller.session);

/** How deep what this caller begins lies. Rejects for an agent that may begin nothing. */
export async function depthFor(house: NamedHouse, caller: Caller): Promise<number> {
  if (caller.kind === "owner") return 0;
  const parent = (await house.records()).find(({ id }) => id === caller.session);
  const name = parent && nameOf(parent.key);
  const depth = 1 + ((name === undefined ? undefined : await house.book.get(name))?.depth ?? 0);
  if (depth > house.options.agentDepth) throw NamedSessionsError.TOO_DEEP(house.options.agentDepth);
  const limits = parent?.limits;
  if (limits?.costUsd !== undefined || limits?.calls !== undefined) throw NamedSessionsError.BUDGETED();
  return depth;
}

/** Rejects when an agent would have more sessions alive than it may; `name` is the one that is about to live. */
export async function checkNumber(house: NamedHouse, caller: Caller, name: string): Promise<void> {
  if (caller.kind === "owner") return;
  const others = (await house.book.list()).filter((stored) => stored.name !== name && mayReach(caller, stored));
  const alive = await Promise.all(
    others.map(async (stored) => {
      const { opening, running, queued } = house.activity(stored.name);
      return opening || running || queued > 0 || isLiving(await house.record(keyOf(stored.name)));
    }),
  );
  if (alive.filter(Boolean).length >= house.options.agentSessions) throw NamedSessionsError.TOO_MANY(house.options.agentSessions);
}
