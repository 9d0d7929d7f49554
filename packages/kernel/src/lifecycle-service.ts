import { createHash } from "node:crypto";
import type { Approvals } from "./contracts/approvals.ts";
import type { Decision, Lifecycle } from "./contracts/lifecycle.ts";
import { asError } from "./errors.ts";
import type { HookEngine } from "./hooks/create-hooks.ts";
import type { ToolCall } from "./hooks/events.ts";
import type { Gate, Pipeline } from "./hooks/kinds.ts";
import { type Pass, shapes } from "./hooks/policy.ts";
import type { Held, Objection } from "./hooks/verdict.ts";

const approvalDeadlineMs = 600_000;

const wordsOf = (objections: readonly Objection[]) => objections.map(({ reason, hint }) => (hint ? `${reason} ${hint}` : reason)).join(" ");

/** What a yes is bound to: this session, this tool, this input. */
function bindingOf({ session, tool, input }: ToolCall): string {
  const hash = createHash("sha256");
  return hash.update(JSON.stringify([session.id, tool, input])).digest("hex");
}

/** What the lifecycle needs of its house. */
export interface LifecycleHouse {
  readonly engine: HookEngine;
  /** Why nothing may pass now, when the house is not up. */
  closed(): string | undefined;
  /** Puts a question before the owner; undefined when nobody can. */
  approvals(): Approvals["request"] | undefined;
  report(hook: string, error: Error): void;
  guards: Lifecycle["guards"];
}

export function createLifecycle({ engine, closed, approvals, report, guards }: LifecycleHouse): Lifecycle {
  const { hooks } = engine;

  async function pass<E extends object>(
    gate: Gate<E>,
    read: () => E,
    abort: AbortController,
    refuse: (asks: readonly Objection[], event: E) => Promise<string | undefined>,
  ): Promise<Decision> {
    const gathered: Pass = { asks: [], advice: [], abort };
    const outcome = (reason: string | undefined, by: string): Decision => {
      const advice = gathered.advice.map(({ text }) => text);
      return reason === undefined ? { allow: true, advice } : { allow: false, reason, by, advice };
    };
    try {
      const shut = closed();
      if (shut) return outcome(shut, "kernel");
      const event = read();
      engine.gather(event, gathered);
      const denial = (await gate.promise(event)) as Objection | undefined;
      if (denial) return outcome(wordsOf([denial]), denial.by as string);
      return outcome(gathered.asks.length > 0 ? await refuse(gathered.asks, event) : undefined, gathered.asks.map(({ by }) => by).join(", "));
    } catch (error) {
      return outcome(`The guards could not be asked (${asError(error).message}), so this was denied.`, "kernel");
    }
  }

  /** Where the hook cannot be fired at all, the event is held or goes on as it is: as for a failing tap. */
  async function through<E>(name: keyof typeof shapes, event: E): Promise<E | Held> {
    try {
      return (await (hooks[name] as unknown as Pipeline<E>).promise(event)) as E | Held;
    } catch (error) {
      report(name, asError(error));
      return "onError" in shapes[name] && shapes[name].onError === "hold" ? { held: true, reason: asError(error).message, by: "kernel" } : event;
    }
  }

  /** Why the questions refuse the call; undefined when the owner said yes. */
  async function askOwner(asks: readonly Objection[], call: ToolCall): Promise<string | undefined> {
    const why = wordsOf(asks);
    const request = approvals();
    if (!request) return `${why} Nobody can be asked, because no plugin provides approvals.`;
    const by = asks.map((asking) => asking.by as string);
    const what = `${call.tool} ${JSON.stringify(call.input)}`;
    const question = { what, why, by, deadlineMs: approvalDeadlineMs, binds: bindingOf(call), session: call.session, call: call.id };
    const answer = await request(question, call.signal);
    return answer === "yes" ? undefined : answer === "no" ? `The owner said no: ${why}` : `Nobody answered in time: ${why}`;
  }

  // Frozen: a plugin that needs the lifecycle must not be able to put its own `decide` in place of this one
  return Object.freeze<Lifecycle>({
    receive: (message) => through("beforeMessage", message),
    compact: (plan) => through("compaction", plan),
    compacted: (event) => through("afterCompaction", event),
    reply: (reply) => through("beforeReply", reply),
    toolDone: (result) => through("postToolUse", result),
    async decide(asked) {
      const abort = new AbortController();
      const follow = () => abort.abort(asked.signal.reason);
      if (asked.signal.aborted) follow();
      asked.signal.addEventListener("abort", follow, { once: true });
      // A copy of our own: what the gates were asked about is what they saw, whatever happens to the driver's object meanwhile
      const read = () => ({ ...structuredClone({ ...asked, signal: undefined }), signal: abort.signal });
      const decision = await pass(hooks.preToolUse, read, abort, askOwner);
      asked.signal.removeEventListener("abort", follow);
      return decision;
    },
    job: (run) =>
      pass(
        hooks.beforeJob,
        () => ({ ...run }),
        new AbortController(),
        async (asks) => `${wordsOf(asks)} A job's run cannot wait for an answer.`,
      ),
    guards,
    sessionStart: async (event) => void (await hooks.sessionStart.promise(event)),
    note(hook, event) {
      (hooks[hook] as { promise(event: unknown): Promise<unknown> }).promise(event).catch((error) => report(hook, asError(error)));
    },
  });
}
