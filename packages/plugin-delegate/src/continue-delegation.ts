import type { Caller } from "@instar/kernel/contracts";
import { absolutePaths, type DelegatesParts, refuseTooMany, tellBegun } from "./caller-scope.ts";
import type { SafetyLimits } from "./contract.ts";
import { figuresOf } from "./describe-result.ts";
import { DelegateError } from "./errors.ts";
import { stateOf } from "./follow-runs.ts";
import { parseMessage, parseMore } from "./parse-request.ts";
import { digestsOf } from "./path-digest.ts";
import { planMore, sessionLimits, usedUp } from "./plan-limits.ts";
import { renderMessage } from "./prompt.ts";
import type { StoredDelegation } from "./stored-delegation.ts";
import { turnId } from "./turn-id.ts";

/** Gives an ended delegation its next message, with what remains of its limits or with new ones. What is refused changes nothing. */
export async function continueDelegation(
  caller: Caller,
  parts: DelegatesParts,
  delegation: StoredDelegation,
  message: string,
  asked: SafetyLimits | undefined,
): Promise<void> {
  const { book, named, clock, options, begun, sending } = parts;
  const { name } = delegation;
  const text = parseMessage(message);
  const more = parseMore(asked);
  if (delegation.state === "running") throw DelegateError.RUNNING(name);
  if (delegation.state === "finished") throw DelegateError.FINISHED(name);
  const { session, turns } = await stateOf(named, delegation);
  if (session === undefined) throw DelegateError.NEVER_BEGAN(name);
  const used = figuresOf(session, turns);
  const isMore = Object.keys(more).length > 0;
  if (delegation.limits === null && isMore) throw DelegateError.NO_LIMITS(name);
  const limits = delegation.limits && {
    ...planMore(delegation.limits, more, used, options, caller.kind === "agent"),
    protectedPaths: absolutePaths([...delegation.limits.protectedPaths, ...(more.protectedPaths ?? [])], delegation.workDir),
  };
  const gone = limits === null ? undefined : usedUp(limits, used);
  if (gone !== undefined) throw DelegateError.NOTHING_LEFT(name, gone);
  // What was passed stays passed until it is raised, whatever the figures say.
  const isSame = (["maxCostUsd", "maxTurns", "maxDurationMs"] as const).every((figure) => limits?.[figure] === delegation.limits?.[figure]);
  if (session.over !== undefined && isSame) throw DelegateError.NOTHING_LEFT(name, session.over.text);
  const digests = limits === null || limits.protectedPaths.length === 0 ? undefined : await digestsOf(limits.protectedPaths);
  refuseTooMany(caller, parts);
  const current = book.get(name);
  if (current?.state !== "ended") throw DelegateError.RUNNING(name);
  const turn = turnId(clock.now());
  const next = {
    ...current,
    limits,
    state: "running" as const,
    usedAt: clock.now(),
    runAt: clock.now(),
    run: current.run + 1,
    turn,
    aborted: undefined,
    digests,
  };
  // Where its sessions are limited in number and depth, it gives work to no more of them.
  const sender = caller.kind === "agent" ? parts.namedFor(caller.session) : named;
  const isRaised = limits !== null && (!isSame || session.over !== undefined);
  sending.add(name);
  try {
    await book.save(next);
    if (isRaised) await named.change(name, { limits: sessionLimits(limits) });
    const sent = await sender.send(name, renderMessage(text), turn);
    if (sent.id !== turn) await book.change(name, () => ({ turn: sent.id }));
  } catch (error) {
    await book.save(current);
    if (isRaised && current.limits) await named.change(name, { limits: sessionLimits(current.limits) });
    throw error;
  } finally {
    sending.delete(name);
    begun.call();
  }
  tellBegun(next, caller, parts);
}
