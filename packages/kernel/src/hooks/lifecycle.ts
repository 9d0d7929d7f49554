import type { Json } from "../json.ts";
import type { Compacted, Compaction, JobRun, Message, Outcome, Reply, SessionRef, ToolCall, ToolResult } from "./events.ts";
import type { Gate, HookKind, Notice, Pipeline, Series } from "./kinds.ts";

/** The moments of an agent's life. One readonly event object each, so a new field never breaks a tap. */
export interface Hooks {
  /**
   * The agent goes live. Taps run in the order in which the plugins were set up, so what a plugin needs has started before it. A failure ends the start.
   * @example hooks.start.tap("say hello", ({ reason }) => log.info("Here we go.", { reason }));
   */
  readonly start: Series<{
    /** `reload`: only the process of this isolated plugin was started anew; the house was up. */
    readonly reason: "boot" | "reload";
  }>;
  /**
   * Everything is up. Nobody waits for a tap of this one.
   * @example hooks.ready.tap("tell how long it took", ({ bootMs }) => log.info("Ready.", { bootMs }));
   */
  readonly ready: Notice<{
    /** From the beginning of the start. */
    readonly bootMs: number;
  }>;
  /**
   * The agent goes down. Taps run in reverse order: whoever needs another is stopped before it.
   * What was obtained through `own`, `defer` and `background` is given back by itself.
   * @example hooks.stop.tap("say goodbye", ({ reason }) => log.info("Going down.", { reason }));
   */
  readonly stop: Series<{
    /** A sentence. */
    readonly reason: string;
    /** How long a plugin may take to stop. */
    readonly graceMs: number;
  }>;
  /**
   * A new, resumed or forked session is about to get its first input. A failure fails that session, and its sender is told.
   * @example hooks.sessionStart.tap("count sessions", ({ session, from }) => log.info("A session.", { id: session.id, from }));
   */
  readonly sessionStart: Series<{
    readonly session: SessionRef;
    /** `resume`: it goes on with what it knew; `fork`: it begins with what another knew. */
    readonly from: "new" | "resume" | "fork";
  }>;
  /**
   * A session is over.
   * @example hooks.sessionEnd.tap("count failures", ({ outcome }) => { if (outcome === "failed") log.warn("A session failed."); });
   */
  readonly sessionEnd: Notice<{
    readonly session: SessionRef;
    /** `stopped`: somebody ended it. */
    readonly outcome: "done" | "failed" | "stopped";
  }>;
  /**
   * A durable message is about to reach a session. A failing tap is skipped: a broken enricher must not make the agent deaf.
   * @example hooks.beforeMessage.tap("expand abbreviations", (message) => ({ ...message, text: message.text.replaceAll("afaik", "as far as I know") }));
   */
  readonly beforeMessage: Pipeline<Message>;
  /**
   * A message was dealt with.
   * @example hooks.afterMessage.tap("measure", ({ elapsedMs }) => log.debug("A message is done.", { elapsedMs }));
   */
  readonly afterMessage: Notice<{
    readonly message: Message;
    readonly session: SessionRef;
    /** From its acceptance. */
    readonly elapsedMs: number;
  }>;
  /**
   * The agent wants to use a tool. A plugin that taps it says so in `guards`, and while that plugin is away everything is denied in its name.
   * @example hooks.preToolUse.tap("keep away from the mail", (call) => { if (call.tool === "SendMail") return deny("Mail is sent by people."); });
   */
  readonly preToolUse: Gate<ToolCall>;
  /**
   * A gate was asked, and this came of it; also where the house was closed and nobody was asked.
   * @example hooks.afterDecision.tap("count denials", ({ allow, by }) => { if (!allow) log.info("Denied.", { by }); });
   */
  readonly afterDecision: Notice<Outcome>;
  /**
   * A tool has run. What the taps leave of its output is what the model reads. After a failing tap the model is told that the output was withheld.
   * @example hooks.postToolUse.tap("shorten", (result) => ({ ...result, output: result.output.slice(0, 20_000) }));
   */
  readonly postToolUse: Pipeline<ToolResult>;
  /**
   * A conversation is about to be shortened. Add to `instructions` what the summary must keep.
   * @example hooks.compaction.tap("keep promises", (plan) => ({ ...plan, instructions: [...plan.instructions, "Keep every promise with its date."] }));
   */
  readonly compaction: Pipeline<Compaction>;
  /**
   * A conversation was shortened. Add to `context` what must be said again.
   * @example hooks.afterCompaction.tap("say the rules again", (event) => ({ ...event, context: [...event.context, "Answer in English."] }));
   */
  readonly afterCompaction: Pipeline<Compacted>;
  /**
   * A reply is about to enter the outbox. After a failing tap it is held rather than leaked, and `instar outbox` shows it.
   * @example hooks.beforeReply.tap("hold what names a key", (reply) => { if (reply.text.includes("sk-")) return hold("It seems to hold a key."); });
   */
  readonly beforeReply: Pipeline<Reply>;
  /**
   * A reply was delivered, or failed for good.
   * @example hooks.afterReply.tap("watch for failures", ({ reply, error }) => { if (error) log.warn("A reply failed.", { key: reply.key, error }); });
   */
  readonly afterReply: Notice<{
    readonly reply: Reply;
    /** What the service calls the parts that were delivered. */
    readonly refs: readonly string[];
    /** Why it failed; absent when it was delivered. */
    readonly error?: Error;
  }>;
  /**
   * A scheduled run is about to start. Nobody can be asked for it, so a question counts as a denial. A plugin that taps it says so in `guards`.
   * @example hooks.beforeJob.tap("only on weekdays", ({ dueAt }) => { if (new Date(dueAt).getDay() % 6 === 0) return deny("It is the weekend."); });
   */
  readonly beforeJob: Gate<JobRun>;
  /**
   * A scheduled run is over.
   * @example hooks.afterJob.tap("watch for failures", ({ run, ok }) => { if (!ok) log.warn("A job failed.", { job: run.job }); });
   */
  readonly afterJob: Notice<{
    readonly run: JobRun;
    /** Whether it did what it was to do. */
    readonly ok: boolean;
    /** From its start. */
    readonly elapsedMs: number;
  }>;
  /**
   * The agent's own program reported something that no other hook tells.
   * @example hooks.agentEvent.tap("look at limits", ({ type, data }) => { if (type.includes("limit")) log.info("A limit.", { data }); });
   */
  readonly agentEvent: Notice<{
    readonly session: SessionRef;
    /** The program's own word for it. */
    readonly type: string;
    /** As it was reported. */
    readonly data: Json;
  }>;
  /**
   * A plugin failed. A failure in a tap of this one is only logged.
   * @example hooks.pluginError.tap("count failures", ({ plugin }) => log.debug("Counted.", { of: plugin }));
   */
  readonly pluginError: Notice<{
    /** Who failed. */
    readonly plugin: string;
    /** In which hook; absent when it was elsewhere. */
    readonly hook?: string;
    /** With a code where it has one; see `InstarError.is`. */
    readonly error: Error;
  }>;
}

export type HookName = keyof Hooks;
export type NoticeName = { [K in HookName]: Hooks[K] extends HookKind<"notice", infer _> ? K : never }[HookName];
export type NoticeEvent<K extends NoticeName> = Hooks[K] extends HookKind<"notice", infer E> ? E : never;
