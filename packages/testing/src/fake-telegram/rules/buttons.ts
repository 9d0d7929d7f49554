import type { Rule } from "../refusal.ts";

/** Buttons, and pressing them. */
export const buttonsRules = {
  markup: { status: 400, words: (problem) => `${problem}`, rule: "1.5 a keyboard is rows of buttons", docs: "inlinekeyboardmarkup" },
  buttonData: { status: 400, words: "BUTTON_DATA_INVALID", rule: "1.5 callback_data has 1 to 64 bytes", docs: "inlinekeyboardbutton" },
  buttonUrl: {
    status: 400,
    words: (url) => `inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`,
    rule: "1.5 a button's link is one that the world can open",
    docs: "inlinekeyboardbutton",
  },
  markupTooLong: { status: 400, words: "reply markup is too long", rule: "1.5 at most 100 buttons", docs: "inlinekeyboardmarkup" },
  markupKind: {
    status: 400,
    words: (kind) => `Fake Bot API: ${kind} is not modelled, only inline_keyboard`,
    rule: "1.5 nothing may rely on what the fake lacks",
    docs: "inlinekeyboardmarkup",
  },
  queryTooOld: {
    status: 400,
    words: "query is too old and response timeout expired or query ID is invalid",
    rule: "1.5 a press is answered once, and soon",
    docs: "answercallbackquery",
  },
  answerTooLong: { status: 400, words: "MESSAGE_TOO_LONG", rule: "1.5 a press is answered with at most 200 characters", docs: "answercallbackquery" },
} satisfies Record<string, Rule>;
