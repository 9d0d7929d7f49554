import { resolve } from "node:path";
import { thisProcess } from "@instar/command-guard/house";
import { ask, deny, type Objection, Stage, type ToolCall } from "@instar/kernel";
import { AgentCallables, SessionServers } from "@instar/kernel/contracts";
import { GuardRules, type GuardSettings, Safety } from "../contract.ts";
import type { SafetyParts } from "../parts.ts";
import { checklist } from "./checklist.ts";
import type { Finding } from "./finding.ts";
import type { FoundRules } from "./found-rules.ts";
import { judgeCall } from "./judge-call.ts";
import { createFileJudge } from "./judge-file.ts";
import { createShellJudge, type ShellJudge } from "./judge-shell.ts";
import { thisMachine } from "./machine.ts";
import { createSecondTries } from "./second-tries.ts";
import { createSessionPlaces } from "./session-places.ts";
import { sumRules } from "./sum-rules.ts";

/** Why, as the owner reads it: what a command does depends on where it would run. */
const question = ({ reason, instead }: Finding, { action, cwd }: ToolCall): string =>
  [reason, ...(action.kind === "shell" ? [`It would run in ${cwd}.`] : []), ...(instead === undefined ? [] : [`Safer: ${instead}`])].join(" ");

/** Looks at every tool before it runs: what can't be undone is denied, what is risky asked for. */
export function tapGuard(
  { options, services, hooks, contribute, contributions, clock, paths }: SafetyParts,
  found: Pick<FoundRules, "note">,
): Pick<Safety, "guardSettings"> {
  const machine = thisMachine();
  const allowPaths = options.allowPaths.map((path) => resolve(machine.home, path.replace(/^~(?=\/|$)/, ".")));
  const contributed = contributions(GuardRules);
  const places = createSessionPlaces(services.sessions, paths.project);
  const tries = createSecondTries(clock);
  const file = createFileJudge({ ...machine, allowPaths });
  const ownServers = contributions(SessionServers);
  let shell: ShellJudge | undefined;

  const settings = (): GuardSettings => ({
    level: options.level,
    rules: sumRules(options.rules, contributed),
    ...(options.protectedBranches && { protectedBranches: options.protectedBranches }),
    allowPaths,
    daemon: thisProcess(),
  });
  contributed.onChange(() => {
    shell = undefined;
  });

  function objectionTo(finding: Finding, call: ToolCall): Objection | undefined {
    const { severity, rule, reason, instead, always } = finding;
    if (severity === "catastrophic") return deny(reason, instead);
    if (options.level === 1 || always) return ask(question(finding, call));
    if (tries.passes(call, rule)) return undefined;
    const again = checklist(reason, instead, call.cwd);
    return deny(again.reason, again.hint);
  }

  hooks.start.tap("read the rules of other plugins", () => void settings());
  hooks.preToolUse.tap({ name: "stop what does harm", stage: Stage.guard }, async (call) => {
    shell ??= createShellJudge(settings(), machine);
    const isOwnServer = (name: string) => [...ownServers].some(({ value }) => value.name === name);
    const finding = judgeCall(call, await places.of(call.session), { shell, file, home: machine.home, wishes: options.mcp, isOwnServer });
    if (finding === undefined) return undefined;
    found.note(call, finding.rule);
    return objectionTo(finding, call);
  });
  hooks.sessionEnd.tap("forget what was denied once", ({ session }) => {
    tries.forget(session.id);
    places.forget(session.id);
  });
  // `instar guard test` tells an agent what its guard would say, too.
  contribute(AgentCallables, { service: Safety.id, methods: ["guardSettings"] });

  return { guardSettings: async () => settings() };
}
