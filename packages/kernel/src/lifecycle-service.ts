import { createHash } from "node:crypto";
import type { Approvals } from "./contracts/approvals.ts";
import type { Decision, Lifecycle } from "./contracts/lifecycle.ts";
import { asError } from "./errors.ts";
import type { HookEngine } from "./hooks/create-hooks.ts";
import type { Outcome, ToolCall } from "./hooks/events.ts";
import type { Gate, Pipeline } from "./hooks/kinds.ts";
import { type Pass, shapes } from "./hooks/policy.ts";
import type { Held, Objection } from "./hooks/verdict.ts";

const approvalDeadlineMs = 600_000;

const wordsOf = (objections: readonly Objection[]) => objections.map(({ reason, hint }) => (hint ? `${reason} ${hint}` : reason)).join(" ");

type About = Omit<Outcome, "allow" | "by" | "asked">;

const digestOf = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** What a yes is bound to: this session, this tool, this input. */
const bindingOf = ({ session, tool, input }: ToolCall) => digestOf([session.id, tool, input]);

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

  const note: Lifecycle["note"] = (hook, event) =>
    void (hooks[hook] as { promise(event: unknown): Promise<unknown> }).promise(event).catch((error) => report(hook, asError(error)));

  async function pass<E extends object>(
    name: "preToolUse" | "beforeJob",
    read: () => E,
    abort: AbortController,
    describe: (event: E) => About,
    refuse: (asks: readonly Objection[], event: E) => Promise<string | undefined>,
  ): Promise<Decision> {
    const gathered: Pass = { asks: [], advice: [], abort };
    const { asks, advice } = gathered;
    let about: About = { gate: name, binds: "" };
    const outcome = (reason: string | undefined, by: string): Decision => {
      note("afterDecision", { ...about, allow: reason === undefined, by, asked: asks.length > 0 });
      const texts = advice.map(({ text }) => text);
      return reason === undefined ? { allow: true, advice: texts } : { allow: false, reason, by, advice: texts };
    };
    try {
      const event = read();
      about = describe(event);
      const shut = closed();
      if (shut) return outcome(shut, "kernel");
      engine.gather(event, gathered);
      const denial = (await (hooks[name] as unknown as Gate<E>).promise(event)) as Objection | undefined;
      if (denial) return outcome(wordsOf([denial]), denial.by as string);
      return outcome(asks.length > 0 ? await refuse(asks, event) : undefined, asks.map(({ by }) => by).join(", "));
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
      const signal = AbortSignal.any([asked.signal, abort.signal]);
      // A copy of our own: what the gates were asked about is what they saw, whatever happens to the driver's object meanwhile
      const read = () => ({ ...structuredClone({ ...asked, signal: undefined }), signal });
      const describe = (call: ToolCall): About => ({ gate: "preToolUse", binds: bindingOf(call), session: call.session.id, call: call.id, tool: call.tool });
      return pass("preToolUse", read, abort, describe, askOwner);
    },
    job: (run) =>
      pass(
        "beforeJob",
        () => ({ ...run }),
        new AbortController(),
        ({ job, id }) => ({ gate: "beforeJob", binds: digestOf(run), job, run: id }),
        async (asks) => `${wordsOf(asks)} A job's run cannot wait for an answer.`,
      ),
    guards,
    sessionStart: async (event) => void (await hooks.sessionStart.promise(event)),
    note,
  });
}
