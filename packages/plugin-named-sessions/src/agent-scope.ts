import type { Caller, SessionLimits, SessionRecord } from "@instar/kernel/contracts";
import { isLiving } from "./describe-session.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { keyOf, nameOf, type StoredNamed } from "./stored-session.ts";

/** Whether a caller may know of a session: the owner of all, an agent of those that it began itself. */
export const mayReach = (caller: Caller, { by }: Pick<StoredNamed, "by">): boolean =>
  caller.kind === "owner" || (by.kind === "agent" && by.session === caller.session);

/** The session that asks, as the house knows it; undefined for the owner. */
export const parentOf = async (house: NamedHouse, caller: Caller): Promise<SessionRecord | undefined> =>
  caller.kind === "owner" ? undefined : (await house.records()).find(({ id }) => id === caller.session);

/** How deep what this caller begins lies. Rejects for an agent that may begin nothing. */
export async function depthFor(house: NamedHouse, caller: Caller, parent: SessionRecord | undefined): Promise<number> {
  if (caller.kind === "owner") return 0;
  const name = parent && nameOf(parent.key);
  const depth = 1 + ((name === undefined ? undefined : await house.book.get(name))?.depth ?? 0);
  if (depth > house.options.agentDepth) throw NamedSessionsError.TOO_DEEP(house.options.agentDepth);
  refuseBudgeted(parent);
  return depth;
}

/** Throws for a session with limits: what others do for it counts nowhere. */
export function refuseBudgeted(parent: SessionRecord | undefined): void {
  if (parent?.over !== undefined || Object.keys(parent?.limits ?? {}).length > 0) throw NamedSessionsError.BUDGETED();
}

/** Limits are there for whoever set them; an agent may only make them tighter. */
export function refuseRaised(caller: Caller, limits: SessionLimits, set: SessionLimits = {}): void {
  if (caller.kind === "owner") return;
  for (const name of ["costUsd", "calls", "workMs", "ageMs"] as const) {
    const [asked, former] = [limits[name], set[name]];
    if (asked !== undefined && former !== undefined && asked > former) throw NamedSessionsError.RAISED(name, asked, former);
  }
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
