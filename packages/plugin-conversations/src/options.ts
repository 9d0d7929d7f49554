import { z } from "zod";

export const conversationsOptions = z.strictObject({
  /** What a person's message does while the agent works: join the running turn, or wait for its end. */
  whileBusy: z
    .enum(["steer", "queue"])
    .default("steer")
    .describe("What a person's message does while the agent works: join the running turn, or wait for its end."),
  /** Said after 1.5 s without an answer on a channel that cannot show typing; empty says nothing. */
  acknowledge: z.string().default("On it.").describe("Said after 1.5 s without an answer on a channel that cannot show typing; empty says nothing."),
  /** How long a turn goes on before its sender is told how it goes, on a channel that edits messages, in ms. 0: never. */
  progressAfterMs: z
    .int()
    .min(0)
    .default(45_000)
    .describe(
      "How long a turn goes on before one silent message says what the agent does, and is edited from then on, where the channel can, in ms; 0: never.",
    ),
  /** Silence of the agent after which the sender is told, in ms. */
  quietAfterMs: z.int().min(1_000).default(180_000).describe("Silence of the agent after which the sender is told, in ms."),
  /** Silence of the agent, with no tool running, after which its turn is interrupted, in ms. */
  stalledAfterMs: z.int().min(1_000).default(900_000).describe("Silence of the agent, with no tool running, after which its turn is interrupted, in ms."),
  /** The same while a tool runs: builds and tests are silent for long. */
  toolStalledAfterMs: z.int().min(1_000).default(3_600_000).describe("The same while a tool runs: builds and tests are silent for long."),
  /** How often a message is given to the agent before it is given up. */
  attempts: z.int().min(1).max(10).default(3).describe("How often a message is given to the agent before it is given up."),
  /** How long a part that cannot be sent is kept trying, in ms. */
  expireAfterMs: z
    .int()
    .min(1_000)
    .default(7 * 86_400_000)
    .describe("How long a part that cannot be sent is kept trying, in ms."),
  /** How long a message may wait to be given to the agent, in ms; an older one is not taken up as if it were new. A limit's own time does not count. */
  messageExpiresAfterMs: z
    .int()
    .min(1_000)
    .default(86_400_000)
    .describe(
      "How long a message may wait to be given to the agent, in ms; an older one is not taken up as if it were new. A limit's own time does not count.",
    ),
  /** How many unfinished messages one conversation may have; more are refused with a sentence. */
  maxWaiting: z.int().min(1).default(1_000).describe("How many unfinished messages one conversation may have; more are refused with a sentence."),
  /** The largest file that is taken or sent, in bytes. */
  maxFileBytes: z
    .int()
    .min(1)
    .default(20 * 1_024 * 1_024)
    .describe("The largest file that is taken or sent, in bytes; whoever would have got it is told of a larger one."),
  /** How many files of one message are taken. */
  maxFiles: z.int().min(0).max(100).default(20).describe("How many files of one message are taken."),
  /** How many days the copies of files are kept. */
  keepFilesDays: z.int().min(1).default(30).describe("How many days the copies of files are kept."),
  /** How long no further picture of an album must have come before its turn begins, in ms. */
  albumQuietMs: z.int().min(0).max(30_000).default(1_000).describe("How long no further picture of an album must have come before its turn begins, in ms."),
  /** Folders that files of replies may come from, seen from the project's folder. */
  filesFrom: z
    .array(z.string().min(1))
    .default(["."])
    .describe("Folders that files of replies may come from, seen from the project's folder; hidden files, the configuration and links are never sent."),
  /** Room for context blocks beside a message, in tokens. */
  contextTokens: z.int().min(0).default(4_000).describe("Room for context blocks beside a message, in tokens."),
});

export type ConversationsOptions = z.output<typeof conversationsOptions>;
