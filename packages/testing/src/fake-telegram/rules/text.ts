import type { Rule } from "../refusal.ts";

/** What is written, and what it answers. */
export const textRules = {
  textEmpty: { status: 400, words: "Message text is empty", rule: "1.6 a message has a text", docs: "sendmessage" },
  textBlank: { status: 400, words: "Text must be non-empty", rule: "1.7 white space is cut off, and nothing is left", docs: "sendmessage" },
  textTooLong: { status: 400, words: "Message is too long", rule: "1.5 at most 4096 units of UTF-16 after entities parsing", docs: "sendmessage" },
  sourceTooLong: { status: 400, words: "Text is too long", rule: "1.5 tags and all, a text has at most 32,768 bytes", docs: "sendmessage" },
  captionTooLong: { status: 400, words: "Message caption is too long", rule: "1.5 at most 1024 units of UTF-16 after entities parsing", docs: "sendphoto" },
  entities: {
    status: 400,
    words: (problem) => `Can't parse entities: ${problem}`,
    rule: "1.7 only the listed tags, closed and nested properly",
    docs: "html-style",
  },
  entityObject: {
    status: 400,
    words: (problem) => `Can't parse MessageEntity: ${problem}`,
    rule: "1.7 entities are offset, length and type",
    docs: "messageentity",
  },
  entityRange: { status: 400, words: (problem) => `${problem}`, rule: "1.4 entities count in units of UTF-16 and stay within the text", docs: "messageentity" },
  parseMode: { status: 400, words: "Unsupported parse_mode", rule: "1.7 HTML, Markdown or MarkdownV2", docs: "formatting-options" },
  markdown: {
    status: 400,
    words: "Fake Bot API: only the parse_mode HTML is modelled",
    rule: "1.7 Markdown is a bad target: one slip refuses the message",
    docs: "formatting-options",
  },
  replyParameters: { status: 400, words: (problem) => `${problem}`, rule: "1.5 reply_parameters is an object with a message_id", docs: "replyparameters" },
  replyNotFound: {
    status: 400,
    words: "message to be replied not found",
    rule: "1.6 a stale quote, unless allow_sending_without_reply",
    docs: "replyparameters",
  },
  quote: { status: 400, words: "QUOTE_TEXT_INVALID", rule: "1.5 a quote is an exact part of the message", docs: "replyparameters" },
  linkPreview: { status: 400, words: (problem) => `${problem}`, rule: "1.5 link_preview_options is an object", docs: "linkpreviewoptions" },
} satisfies Record<string, Rule>;
