import type { JobRun, Message, Outcome, Reply, SessionRef, ToolCall, ToolResult } from "@instar/kernel";
import type { TraceAbout } from "./trace-line.ts";

const ofMessage = ({ key, address }: Message): TraceAbout => ({ message: key, channel: address.channel });
const ofReply = ({ key, address, session }: Reply): TraceAbout => ({ reply: key, channel: address.channel, ...(session === undefined ? {} : { session }) });
const ofCall = ({ id, tool, session, agent }: ToolCall): TraceAbout => ({ call: id, tool, session: session.id, ...(agent === undefined ? {} : { agent }) });
const ofOutcome = ({ call, tool, session, job, run }: Outcome): TraceAbout =>
  Object.fromEntries(Object.entries({ call, tool, session, job, run }).filter(([, value]) => value !== undefined));
const ofRun = ({ id, job }: JobRun): TraceAbout => ({ job, run: id });

interface Carrying {
  readonly message: Message;
  readonly reply: Reply;
  readonly run: JobRun;
  readonly session: SessionRef;
  readonly type: string;
  readonly plugin: string;
  readonly hook?: string;
}

/** The identity of a hook's event; of one that is not known, its session. */
export function describeAbout(hook: string, event: unknown): TraceAbout {
  const carrying = event as Carrying;
  if (hook === "beforeMessage") return ofMessage(event as Message);
  if (hook === "afterMessage") return { ...ofMessage(carrying.message), session: carrying.session.id };
  if (hook === "preToolUse") return ofCall(event as ToolCall);
  if (hook === "postToolUse") return ofCall((event as ToolResult).call);
  if (hook === "beforeReply") return ofReply(event as Reply);
  if (hook === "afterReply") return ofReply(carrying.reply);
  if (hook === "beforeJob") return ofRun(event as JobRun);
  if (hook === "afterJob") return ofRun(carrying.run);
  if (hook === "afterDecision") return ofOutcome(event as Outcome);
  if (hook === "agentEvent") return { session: carrying.session.id, type: carrying.type };
  if (hook === "pluginError") return { failed: carrying.hook === undefined ? carrying.plugin : `${carrying.plugin} in ${carrying.hook}` };
  return typeof carrying.session?.id === "string" ? { session: carrying.session.id } : {};
}
