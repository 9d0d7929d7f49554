import type { Rule } from "../refusal.ts";

/** Topics. */
export const topicsRules = {
  threadNotFound: {
    status: 400,
    words: "message thread not found",
    rule: "1.4 only a topic of the chat is a thread; General (1) and reply chains are none",
    docs: "sendmessage",
  },
  topicDeleted: { status: 400, words: "TOPIC_DELETED", rule: "1.6 a deleted topic takes no message", docs: "sendmessage" },
  topicClosed: { status: 400, words: "TOPIC_CLOSED", rule: "1.5 a closed topic takes messages of those who manage topics", docs: "closeforumtopic" },
  topicUnknown: { status: 400, words: "TOPIC_ID_INVALID", rule: "1.5 there is no such topic", docs: "editforumtopic" },
  topicNotModified: { status: 400, words: "TOPIC_NOT_MODIFIED", rule: "1.5 a change has to change something", docs: "editforumtopic" },
  notForum: { status: 400, words: "the chat is not a forum", rule: "1.5 topics are switched on per chat", docs: "createforumtopic" },
  topicTitle: { status: 400, words: "Title must be non-empty", rule: "1.5 a topic has a name", docs: "createforumtopic" },
  topicTitleLong: {
    status: 400,
    words: "Fake Bot API: a topic's name has at most 128 characters; Telegram would cut it",
    rule: "1.5 a name has 1 to 128 characters",
    docs: "createforumtopic",
  },
  topicColor: { status: 400, words: "Invalid icon color specified", rule: "1.5 there are six colours", docs: "createforumtopic" },
} satisfies Record<string, Rule>;
