import { randomUUID } from "node:crypto";
import type { Address, Clock } from "@instar/kernel";
import type { AgentTool, Caller, ToolUse } from "@instar/kernel/contracts";
import type { Conversations, OutboxRow } from "@instar/plugin-conversations/contract";
import { z } from "zod";
import { McpError } from "../errors.ts";
import { createHourlyLimit } from "../hourly-limit.ts";

const looksBack = 200;
const mostReplies = 100;
const deepest = 8;

const samePlace = (one: Address, other: Address | undefined) =>
  one.channel === other?.channel && one.conversation === other.conversation && one.thread === other.thread;

const whoOf = ({ caller }: ToolUse) => (caller.kind === "owner" ? "owner" : caller.session);

export interface MessageToolsRequest {
  readonly conversations: Conversations;
  readonly clock: Clock;
  readonly messagesPerHour: number;
  /** Who began a session; undefined when nobody is known. */
  beginnerOf(session: string): Promise<Caller | undefined>;
}

/** Words outside of any turn: to the owner, or to the conversation that the session belongs to. Never anywhere else. */
export function messageTools({ conversations, clock, messagesPerHour, beginnerOf }: MessageToolsRequest): readonly AgentTool[] {
  const limit = createHourlyLimit(clock, messagesPerHour);
  /** Which replies in the outbox a session has caused, the latest last. */
  const caused = new Map<string, string[]>();

  /** Whose messages they are: what an agent began speaks for it, or a few sessions more would be a few messages more. */
  async function countedFor(who: string, depth = 0): Promise<string> {
    const beginner = who === "owner" || depth > deepest ? undefined : await beginnerOf(who);
    return beginner?.kind === "agent" ? countedFor(beginner.session, depth + 1) : who;
  }

  async function remember(who: string, at: Address, since: number): Promise<void> {
    const rows = await conversations.outbox({ limit: 10 });
    const row = rows.find(({ address, answers, createdAt }) => samePlace(address, at) && answers.length === 0 && createdAt >= since);
    if (row !== undefined) caused.set(who, [...(caused.get(who) ?? []), row.reply].slice(-mostReplies));
  }

  const send: AgentTool<z.output<typeof sendInput>> = {
    name: "send_message",
    description: "Write to your owner, or into the conversation of this session, outside of your answer.",
    input: sendInput,
    async run({ text, to }, use) {
      const address = to === "owner" ? undefined : use.session?.address;
      if (to === "here" && address === undefined) throw McpError.NO_CONVERSATION();
      const who = whoOf(use);
      if (!limit.take(await countedFor(who))) throw McpError.TOO_MANY_MESSAGES(messagesPerHour);
      const since = clock.now();
      const place = await conversations.tell({ key: `mcp:${who}:${randomUUID()}`, text, ...(address !== undefined && { to: address }) });
      await remember(who, place, since);
      return `On its way, on ${place.channel}.`;
    },
  };

  const describeRow = ({ address, state, createdAt, reason, parts }: OutboxRow) =>
    [new Date(createdAt).toISOString(), address.channel, state, parts > 1 ? `one of ${parts} parts` : "", reason ?? ""].filter(Boolean).join(" · ");

  const list: AgentTool<z.output<typeof listInput>> = {
    name: "outbox_list",
    description: "What was sent from this session lately, and whether it arrived.",
    input: listInput,
    readOnly: true,
    async run(_, use) {
      const rows = await conversations.outbox({ limit: looksBack });
      const own = new Set(caused.get(whoOf(use)));
      const visible = use.caller.kind === "owner" ? rows : rows.filter(({ reply, address }) => own.has(reply) || samePlace(address, use.session?.address));
      return visible.length === 0 ? "Nothing was sent from here lately." : visible.slice(0, 30).map(describeRow).join("\n");
    },
  };
  return [send, list];
}

const sendInput = z.strictObject({ text: z.string().min(1).max(20_000), to: z.enum(["owner", "here"]).default("owner") });
const listInput = z.strictObject({});
