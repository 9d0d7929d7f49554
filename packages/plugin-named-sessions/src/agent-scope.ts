import type { Caller, SessionLimits, SessionRecord } from "@instar/kernel/contracts";
import { limitNames } from "./check-request.ts";
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
  await refuseBudgeted(house, parent);
  return depth;
}

/** Rejects for a session with limits of its own: what others do for it counts nowhere. What every session of an agent has is not its own. */
export async function refuseBudgeted({ book, options }: NamedHouse, parent: SessionRecord | undefined): Promise<void> {
  const name = parent && nameOf(parent.key);
  const isAgents = name !== undefined && (await book.get(name))?.by.kind === "agent";
  const own = limitNames.filter((limit) => parent?.limits?.[limit] !== undefined && !(isAgents && parent.limits[limit] === options.agentLimits[limit]));
  if (parent?.over !== undefined || own.length > 0) throw NamedSessionsError.BUDGETED();
}

/** Limits are there for whoever set them; an agent may only make them tighter. */
export function refuseRaised({ options }: NamedHouse, caller: Caller, limits: SessionLimits, set: SessionLimits = {}): void {
  if (caller.kind === "owner") return;
  for (const name of limitNames) {
    const [asked, former] = [limits[name], set[name] ?? options.agentLimits[name]];
    if (asked !== undefined && former !== undefined && asked > former) throw NamedSessionsError.RAISED(name, asked, former);
  }
}

/** The limits of what this caller begins. Throws for an agent that asks for more than the house gives to agents. */
export function limitsFor({ options }: NamedHouse, caller: Caller, asked: SessionLimits = {}): SessionLimits {
  if (caller.kind === "owner") return asked;
  for (const name of limitNames) {
    const [wanted, most] = [asked[name], options.agentLimits[name]];
    if (wanted !== undefined && most !== undefined && wanted > most) throw NamedSessionsError.BEYOND(name, wanted, most);
  }
  return { ...options.agentLimits, ...asked };
}

/** The limits of a branch: those of what it branches off, within what the house gives to agents where one begins it. */
export function branchLimits({ options }: NamedHouse, caller: Caller, limits: SessionLimits = {}): SessionLimits {
  if (caller.kind === "owner") return limits;
  const { agentLimits } = options;
  return {
    ...limits,
    ...Object.fromEntries(
      limitNames.flatMap((name) => (agentLimits[name] === undefined ? [] : [[name, Math.min(agentLimits[name], limits[name] ?? agentLimits[name])]])),
    ),
  };
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
