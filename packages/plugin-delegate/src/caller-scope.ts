import type { Clock } from "@instar/kernel";
import type { Caller, Events } from "@instar/kernel/contracts";
import type { NamedSessions } from "@instar/plugin-named-sessions/contract";
import type { DelegationBook } from "./delegation-book.ts";
import { DelegateError } from "./errors.ts";
import type { DelegateOptions } from "./options.ts";
import { absolutePath } from "./protected-paths.ts";
import { isSame } from "./same-caller.ts";
import type { RunStopper } from "./stop-run.ts";
import type { StoredDelegation } from "./stored-delegation.ts";
import type { Wake } from "./wake.ts";

export interface DelegatesParts {
  readonly book: DelegationBook;
  readonly named: NamedSessions;
  /** The named sessions as an agent may use them: where its sessions are limited in number and depth, its delegations are. */
  readonly namedFor: (session: string) => NamedSessions;
  readonly stopper: RunStopper;
  readonly events: Events | undefined;
  readonly clock: Clock;
  readonly options: DelegateOptions;
  readonly project: string;
  readonly begun: Wake;
  /** Whose prompt is on its way to the agent: there is no turn to follow yet. */
  readonly sending: Set<string>;
  readonly signal: AbortSignal;
}

/** Whether a caller may know of a delegation: the owner of all, an agent of its own. */
export const mayReach = (caller: Caller, { by }: StoredDelegation): boolean => caller.kind === "owner" || isSame(caller, by);

export function refuseTooMany(caller: Caller, { book, options }: DelegatesParts): void {
  if (caller.kind === "owner") return;
  const running = book.all().filter((delegation) => delegation.state === "running" && mayReach(caller, delegation));
  if (running.length >= options.agentMaxRunning) throw DelegateError.AGENT_TOO_MANY(options.agentMaxRunning);
}

export const absolutePaths = (paths: readonly string[], folder: string): readonly string[] => [...new Set(paths.map((path) => absolutePath(path, folder)))];

export function tellBegun({ name, preset, session, run }: StoredDelegation, caller: Caller, { events }: DelegatesParts): void {
  events?.record({
    type: run === 1 ? "delegation.started" : "delegation.continued",
    about: session === undefined ? {} : { session },
    text: `The delegation ${name} ${run === 1 ? `has begun (${preset})` : "goes on"}.`,
    data: { name, preset, by: caller.kind },
  });
}
