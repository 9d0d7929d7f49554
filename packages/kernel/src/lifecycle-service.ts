import { createHash } from "node:crypto";
import type { Approvals } from "./contracts/approvals.ts";
import type { Decision, Lifecycle } from "./contracts/lifecycle.ts";
import { deepFreeze } from "./hooks/deep-freeze.ts";
import type { HookEngine } from "./hooks/create-hooks.ts";
import type { JobRun, ToolCall } from "./hooks/events.ts";
import type { Gate, Pipeline } from "./hooks/kinds.ts";
import type { Pass } from "./hooks/policy.ts";
import { type Held, isHeld, type Objection } from "./hooks/verdict.ts";

const approvalDeadlineMs = 600_000;

const words = (objection: Objection) => (objection.hint ? `${objection.reason} ${objection.hint}` : objection.reason);

/** What a yes is bound to: this session, this tool, this input. */
const bindingOf = (call: ToolCall) => createHash("sha256").update(JSON.stringify([call.session.id, call.tool, call.input])).digest("hex");

export function createLifecycle({ hooks, gather }: HookEngine, approvals: () => Approvals | undefined, report: (hook: string, error: Error) => void): Lifecycle {
  async function pass<E extends object>(gate: Gate<E>, event: E, abort: AbortController, question: (asks: readonly Objection[]) => Promise<string | undefined>): Promise<Decision> {
    const gathered: Pass = { asks: [], advice: [], abort };
    const advice = () => gathered.advice.map((remark) => remark.text);
    const no = (reason: string, by: string): Decision => ({ allow: false, reason, by, advice: advice() });
    try {
      gather(event, gathered);
      const verdict = (await gate.promise(event)) as Objection | undefined;
      if (verdict) return no(words(verdict), verdict.by ?? "a guard");
      if (gathered.asks.length === 0) return { allow: true, advice: advice() };
      const refusal = await question(gathered.asks);
      return refusal === undefined ? { allow: true, advice: advice() } : no(refusal, gathered.asks.map((asked) => asked.by).join(", "));
    } catch (error) {
      return no(`The guards could not be asked (${error instanceof Error ? error.message : String(error)}), so this was denied.`, "kernel");
    }
  }

  async function through<E>(hook: Pipeline<E>, event: E): Promise<E | Held> {
    try {
      return (await hook.promise(event)) as E | Held;
    } catch (error) {
      return { held: true, reason: error instanceof Error ? error.message : String(error), by: "kernel" };
    }
  }

  /** A pipeline whose taps' failures are skipped: when it cannot be fired at all, the event goes on as it is. */
  async function throughOr<E>(name: string, hook: Pipeline<E>, event: E): Promise<E | Held> {
    const result = await through(hook, event);
    if (!isHeld(result) || result.by !== "kernel") return result;
    report(name, new Error(result.reason));
    return event;
  }

  return {
    receive: (message) => throughOr("beforeMessage", hooks.beforeMessage, message),
    compact: (plan) => throughOr("compaction", hooks.compaction, plan),
    compacted: (event) => throughOr("afterCompaction", hooks.afterCompaction, event),
    reply: (reply) => through(hooks.beforeReply, reply),
    toolDone: (result) => through(hooks.postToolUse, result),
    async decide(asked) {
      const abort = new AbortController();
      // A copy of our own: what the gates were asked about is what they saw, whatever the driver or a tap does to its object
      const call: ToolCall = { ...asked, input: deepFreeze(structuredClone(asked.input)), action: deepFreeze(structuredClone(asked.action)), signal: AbortSignal.any([asked.signal, abort.signal]) };
      return pass(hooks.preToolUse, call, abort, async (asks) => {
        const why = asks.map(words).join(" ");
        const owner = approvals();
        if (!owner) return `${why} Nobody can be asked, because no plugin provides approvals.`;
        const question = { what: `${call.tool} ${JSON.stringify(call.input)}`, why, by: asks.map((asking) => asking.by ?? "a guard"), deadlineMs: approvalDeadlineMs, binds: bindingOf(call) };
        const answer = await owner.request(question, call.signal);
        return answer === "yes" ? undefined : answer === "no" ? `The owner said no: ${why}` : `Nobody answered in time: ${why}`;
      });
    },
    job: (run: JobRun) => pass(hooks.beforeJob, { ...run }, new AbortController(), async (asks) => `${asks.map(words).join(" ")} A job's run cannot wait for an answer.`),
    sessionStart: async (event) => {
      await hooks.sessionStart.promise({ ...event });
    },
    note(hook, event) {
      (hooks[hook] as { promise(event: unknown): Promise<unknown> }).promise(event).catch((error: Error) => report(hook, error));
    },
  };
}
