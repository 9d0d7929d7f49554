import type { Address } from "@instar/kernel";
import type { BotApi } from "../bot-api.ts";
import { type BotApiFailure, failureOf, isForGood, refusalWords } from "../bot-api-failure.ts";
import { placeOf } from "./address-of.ts";
import type { TopicBook } from "./topic-book.ts";

const answerWithinMs = 30_000;

/** Topics that the agent closed because what they were about is over. Whoever manages topics, as the bot does, can write in them all the same. */
export interface ClosedTopics {
  /** Closing a closed one is no failure. Rejects as `BotApi.call` does. */
  close(topic: Address): Promise<void>;
  /** Before something is sent there: what the agent closed is opened again. Rejects as `BotApi.call` does, where trying again may help. */
  reopen(topic: Address): Promise<void>;
}

const isNoChange = (failure: BotApiFailure | undefined) => failure?.kind === "refused" && refusalWords(failure.description).startsWith("topic_not_modified");

export function createClosedTopics({ api, book, signal }: { readonly api: BotApi; readonly book: TopicBook; readonly signal: AbortSignal }): ClosedTopics {
  const ask = (method: "closeForumTopic" | "reopenForumTopic", topic: Address) => {
    const { chat_id, message_thread_id = 0 } = placeOf(topic);
    return api.call(method, { chat_id, message_thread_id }, { signal, timeoutMs: answerWithinMs });
  };
  const note = (topic: Address, isClosed: boolean) =>
    book.change(Number(topic.conversation), Number(topic.thread), { closed: isClosed, closedByAgent: isClosed });

  return {
    async close(topic) {
      await ask("closeForumTopic", topic).catch((error: unknown) => {
        if (!isNoChange(failureOf(error))) throw error;
      });
      await note(topic, true);
    },
    async reopen(topic) {
      if (topic.thread === undefined || !(await book.get(Number(topic.conversation), Number(topic.thread)))?.closedByAgent) return;
      await ask("reopenForumTopic", topic).catch((error: unknown) => {
        // It is open, or may not be opened: what is sent next shows whether it can be written to
        if (!isForGood(failureOf(error))) throw error;
      });
      await note(topic, false);
    },
  };
}
