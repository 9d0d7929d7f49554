import { type Hooks, type PluginContext, type ScopedHooks, Stage } from "@instar/kernel";
import { type Events, HealthChecks } from "@instar/kernel/contracts";
import type { createGuard } from "./guard.ts";
import { descentHealth } from "./health.ts";
import { withholdSecrets } from "./output.ts";

export interface GuardParts {
  readonly hooks: Pick<ScopedHooks<Hooks>, "preToolUse" | "postToolUse" | "sessionStart">;
  readonly contribute: PluginContext<unknown, {}>["contribute"];
  readonly paths: { readonly project: string; readonly home: string };
  readonly events: Events | undefined;
}

/** Keeps the agent's hands off what is the owner's: before a tool runs, and in what the model reads of it. */
export function tapGuard({ hooks, contribute, paths, events }: GuardParts): void {
  let guard: ReturnType<typeof createGuard> | undefined;
  // Reading shell takes a parser, and most commands of `instar` and many days of an agent need none: it is loaded before the first session has a tool.
  const load = async () => {
    guard ??= (await import("./guard.ts")).createGuard(paths);
    return guard;
  };
  hooks.sessionStart.tap("have the guard of what is the owner's at hand", async () => void (await load()));
  // In no stage of its own: a gate of the person's config says its word first, and a denial by anybody is one.
  hooks.preToolUse.tap("keep what is the owner's out of the agent's hands", (call) =>
    guard === undefined ? load().then((judge) => judge(call)) : guard(call),
  );
  hooks.postToolUse.tap({ name: "keep the owner's secrets from the model", stage: Stage.last }, (result) => {
    const output = withholdSecrets(result.output, paths);
    if (output === result.output) return undefined;
    events?.record({
      type: "access.withheld",
      about: { session: result.call.session.id, call: result.call.id },
      text: "What a tool returned held something that is the owner's; that part was withheld from the model.",
    });
    return { ...result, output };
  });
  contribute(HealthChecks, descentHealth);
}
