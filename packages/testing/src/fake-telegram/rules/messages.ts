import type { Rule } from "../refusal.ts";

/** Messages that are there already. */
export const messagesRules = {
  messageNotFound: {
    status: 400,
    words: (what) => `message to ${what} not found`,
    rule: "1.5 the message is gone, or never was in this chat",
    docs: "updating-messages",
  },
  notEditable: { status: 400, words: "message can't be edited", rule: "1.5 only the bot's own messages", docs: "editmessagetext" },
  noTextToEdit: { status: 400, words: "there is no text in the message to edit", rule: "1.5 a file's words are its caption", docs: "editmessagetext" },
  noCaptionToEdit: { status: 400, words: "there is no caption in the message to edit", rule: "1.5 only files have captions", docs: "editmessagecaption" },
  notModified: {
    status: 400,
    words: "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    rule: "1.5 an edit has to change something",
    docs: "editmessagetext",
  },
  notDeletable: {
    status: 400,
    words: "message can't be deleted",
    rule: "1.5 others' messages need a right, messages about topics stay, and all end at 48 hours",
    docs: "deletemessage",
  },
  chatAction: { status: 400, words: "Wrong parameter action in request", rule: "1.5 there is a list of actions", docs: "sendchataction" },
  reactionType: { status: 400, words: (problem) => `Can't parse ReactionType: ${problem}`, rule: "1.5 a reaction is an object", docs: "reactiontype" },
  reactionList: { status: 400, words: "Expected an Array of ReactionType", rule: "1.5 reactions are a list", docs: "setmessagereaction" },
  reactionInvalid: { status: 400, words: "REACTION_INVALID", rule: "1.5 only the fixed set of emoji", docs: "reactiontypeemoji" },
  reactionsTooMany: { status: 400, words: "REACTIONS_TOO_MANY", rule: "1.5 bots have one reaction per message", docs: "setmessagereaction" },
} satisfies Record<string, Rule>;
