import { type Clock, deny, type Hooks, type Logger, type ScopedHooks, type ToolCall } from "@instar/kernel";
import type { Events } from "@instar/kernel/contracts";
import type { NamedSession, NamedSessions } from "@instar/plugin-named-sessions/contract";
import type { DelegationBook } from "./delegation-book.ts";
import { changedMessage } from "./follow-runs.ts";
import { judgePath } from "./judge-path.ts";
import { changedSince } from "./path-digest.ts";
import { judgePreset } from "./presets.ts";
import { createProtectedPaths } from "./protected-paths.ts";
import { isSame } from "./same-caller.ts";
import type { RunStopper } from "./stop-run.ts";
import type { StoredDelegation } from "./stored-delegation.ts";

/** Sessions that are remembered. */
const mostOthers = 1_000;

export interface GuardParts {
  readonly hooks: Pick<ScopedHooks<Hooks>, "preToolUse" | "postToolUse">;
  readonly book: DelegationBook;
  readonly named: NamedSessions;
  readonly stopper: RunStopper;
  readonly events: Events | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** The house's own folder and config, absolute. */
  readonly ours: readonly string[];
}

/** Keeps every delegation within its preset and away from its protected paths, also when somebody talks to its session after its end. */
export function tapSessionGuard({ hooks, book, named, stopper, events, clock, log, ours }: GuardParts): void {
  /** Of sessions that are no delegation's as far as is known: an id keeps its name and its beginner. */
  const others = new Map<string, Pick<NamedSession, "name" | "by"> | undefined>();

  async function beginningOf(session: string): Promise<Pick<NamedSession, "name" | "by"> | undefined> {
    if (!others.has(session)) {
      if (others.size >= mostOthers) others.clear();
      others.set(
        session,
        (await named.list()).find(({ id }) => id === session),
      );
    }
    return others.get(session);
  }

  /** The delegation of a session; also of one that has not told its session yet, or whose session had to begin anew. */
  async function delegationOf(session: string): Promise<StoredDelegation | undefined> {
    await book.load();
    const found = book.ofSession(session);
    if (found !== undefined) return found;
    if (!book.all().some(({ state }) => state === "running")) return undefined;
    const begun = await beginningOf(session);
    const mine = begun && book.get(begun.name);
    if (begun === undefined || mine?.state !== "running" || !isSame(begun.by, mine.by)) return undefined;
    return book.change(mine.name, () => ({ session }));
  }

  async function violated({ name, run }: StoredDelegation, message: string, call: ToolCall): Promise<void> {
    events?.record({
      type: "delegation.violation",
      about: { session: call.session.id, call: call.id },
      text: `The delegation ${name} touched a protected path and was ended.`,
    });
    // Told first: from here on nothing of this run goes on, whatever happens to the record.
    stopper.stop(name, message);
    await book.change(name, (current) =>
      current.run === run && current.state === "running"
        ? { violations: [...current.violations, { type: "protected_path", message, at: clock.now(), run }] }
        : {},
    );
  }

  const isEnded = ({ state, run, aborted, violations }: StoredDelegation) =>
    state === "running" && (aborted === true || violations.some((violation) => violation.run === run && violation.type === "protected_path"));

  hooks.preToolUse.tap("keep a delegation within its preset and its limits", async (call) => {
    const delegation = await delegationOf(call.session.id);
    if (delegation === undefined) return undefined;
    if (isEnded(delegation)) return deny(`The delegation "${delegation.name}" was ended.`, "Stop here.");
    const refused = judgePreset(delegation.preset, call);
    if (refused !== undefined) return refused;
    if (delegation.limits === null) return undefined;
    // What shell lines do to the house's own is judged by the house's own guard.
    const kept = call.action.kind === "shell" ? delegation.limits.protectedPaths : [...delegation.limits.protectedPaths, ...ours];
    const target = judgePath(call, createProtectedPaths(kept));
    if (target === undefined) return undefined;
    const message = `The agent tried to change the protected path ${target} (${call.tool}).`;
    if (delegation.state === "running") await violated(delegation, message, call);
    return deny(
      `${target} is protected in this delegation: it may be read with the tools for reading, and not be changed or named in a command.`,
      "Stop here and tell what you would have changed.",
    );
  });

  hooks.postToolUse.tap("notice changes of protected paths", async ({ call }) => {
    const delegation = await delegationOf(call.session.id);
    if (delegation?.state !== "running" || delegation.digests === undefined || isEnded(delegation)) return undefined;
    const [changed] = await changedSince(delegation.digests);
    if (changed === undefined) return undefined;
    log.warn("A protected path of a delegation was changed.", { delegation: delegation.name });
    await violated(delegation, changedMessage(changed), call);
    return undefined;
  });
}
