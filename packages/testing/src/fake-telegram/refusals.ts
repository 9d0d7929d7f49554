import { Refusal, type Rule } from "./refusal.ts";

/** Every no of the fake. The words are Telegram's, but for those that begin with "Fake Bot API": there Telegram would silently do something else. */
const rules = {
  // the request
  unauthorized: { status: 401, words: "Unauthorized", rule: "1.6 a revoked or unknown token is worth nothing", docs: "making-requests" },
  malformedToken: { status: 404, words: "Not Found", rule: "1.6 a token that cannot be one is no address", docs: "making-requests" },
  loggedOut: { status: 400, words: "Logged out", rule: "1.1 a bot that logged out cannot come back for ten minutes", docs: "logout" },
  unknownMethod: { status: 404, words: "method not found", rule: "1.1 only the documented methods exist", docs: "available-methods" },
  notModelled: {
    status: 400,
    words: (method) => `Fake Bot API: the method ${method} exists, but this fake does not have it`,
    rule: "1.5 nothing may rely on what the fake lacks",
    docs: "available-methods",
  },
  unknownParameter: {
    status: 400,
    words: (method, name) => `Fake Bot API: ${method} here takes no parameter "${name}"; Telegram would ignore it or do what this fake does not`,
    rule: "1.5 nothing may rely on a parameter that has no effect",
    docs: "available-methods",
  },
  wrongType: {
    status: 400,
    words: (method, name, wanted) => `Fake Bot API: "${name}" of ${method} must be ${wanted}; Telegram would silently read something else`,
    rule: "1.1 parameters have the type that the documentation says",
    docs: "available-methods",
  },
  missing: { status: 400, words: (name) => `Parameter "${name}" is required`, rule: "1.1 required parameters are required", docs: "available-methods" },
  unreadableBody: {
    status: 400,
    words: (kind) => `Fake Bot API: the body is no ${kind}`,
    rule: "1.1 JSON, urlencoded, multipart or query",
    docs: "making-requests",
  },
  bodyTooLarge: { status: 413, words: "Request Entity Too Large", rule: "1.1 uploads end at 50 MB", docs: "sending-files" },
  notUtf8: { status: 400, words: "Strings must be encoded in UTF-8", rule: "1.1 strings are UTF-8", docs: "making-requests" },
  tooManyRequests: { status: 429, words: (seconds) => `retry after ${seconds}`, rule: "1.6 wait exactly as long as told", docs: "responseparameters" },

  // updates
  otherPoller: {
    status: 409,
    words: "terminated by other getUpdates request; make sure that only one bot instance is running",
    rule: "1.2 only one poller; the newer ends the older",
    docs: "getupdates",
  },
  endedByWebhook: { status: 409, words: "terminated by setWebhook request", rule: "1.2 a webhook ends polling", docs: "setwebhook" },
  webhookActive: {
    status: 409,
    words: "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    rule: "1.2 no polling while a webhook is set",
    docs: "getupdates",
  },
  outOfRange: {
    status: 400,
    words: (method, name, range) => `Fake Bot API: "${name}" of ${method} must be ${range}; Telegram would silently take the nearest`,
    rule: "1.2 numbers stay within the documented range",
    docs: "getupdates",
  },
  unknownUpdateType: {
    status: 400,
    words: (name) => `Fake Bot API: there is no update of the type "${name}"; Telegram would ignore it`,
    rule: "1.2 allowed_updates names update types",
    docs: "update",
  },
  webhookUrl: { status: 400, words: "invalid webhook URL specified", rule: "1.2 a webhook is an https address", docs: "setwebhook" },
  webhookPort: {
    status: 400,
    words: "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    rule: "1.2 webhooks have four ports",
    docs: "setwebhook",
  },

  // chats
  chatIdEmpty: { status: 400, words: "chat_id is empty", rule: "1.1 a chat has to be named", docs: "sendmessage" },
  chatNotFound: { status: 400, words: "chat not found", rule: "1.6 a chat that the bot never met is unknown", docs: "sendmessage" },
  blocked: { status: 403, words: "bot was blocked by the user", rule: "1.6 a person who blocked the bot is out of reach", docs: "making-requests" },
  deactivated: { status: 403, words: "user is deactivated", rule: "1.6 a deleted account is out of reach", docs: "making-requests" },
  notStarted: {
    status: 403,
    words: "bot can't initiate conversation with a user",
    rule: "1.6 the person writes first",
    docs: "making-requests",
  },
  kicked: { status: 403, words: (kind) => `bot was kicked from the ${kind} chat`, rule: "1.6 a bot that was removed cannot write", docs: "making-requests" },
  notMember: { status: 403, words: (kind) => `bot is not a member of the ${kind} chat`, rule: "1.6 a bot that left cannot write", docs: "making-requests" },
  groupDeleted: { status: 403, words: "the group chat was deleted", rule: "1.6 a deleted group is gone", docs: "making-requests" },
  migrated: {
    status: 400,
    words: "group chat was upgraded to a supergroup chat",
    rule: "1.6 a migrated group says where it is: migrate_to_chat_id",
    docs: "responseparameters",
  },
  noRights: { status: 400, words: (what) => `not enough rights to ${what}`, rule: "1.6 rights are per chat and per kind", docs: "chatpermissions" },
  userId: { status: 400, words: "Invalid user_id specified", rule: "1.5 people are named by their id", docs: "getchatmember" },
  memberNotFound: { status: 400, words: "PARTICIPANT_ID_INVALID", rule: "1.5 only members have a membership", docs: "getchatmember" },
  noAdministrators: {
    status: 400,
    words: "there are no administrators in the private chat",
    rule: "1.5 private chats have no administrators",
    docs: "getchatadministrators",
  },

  // text
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

  // topics
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

  // buttons
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

  // existing messages
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
    rule: "1.5 others' messages need a right; all of them end at 48 hours",
    docs: "deletemessage",
  },
  chatAction: { status: 400, words: "Wrong parameter action in request", rule: "1.5 there is a list of actions", docs: "sendchataction" },
  reactionType: { status: 400, words: (problem) => `Can't parse ReactionType: ${problem}`, rule: "1.5 a reaction is an object", docs: "reactiontype" },
  reactionList: { status: 400, words: "Expected an Array of ReactionType", rule: "1.5 reactions are a list", docs: "setmessagereaction" },
  reactionInvalid: { status: 400, words: "REACTION_INVALID", rule: "1.5 only the fixed set of emoji", docs: "reactiontypeemoji" },
  reactionsTooMany: { status: 400, words: "REACTIONS_TOO_MANY", rule: "1.5 bots have one reaction per message", docs: "setmessagereaction" },

  // files
  noFile: { status: 400, words: (what) => `There is no ${what} in the request`, rule: "1.5 what is sent has to come along", docs: "sending-files" },
  fileEmpty: { status: 400, words: "file must be non-empty", rule: "1.1 an empty file is none", docs: "sending-files" },
  photoTooLarge: {
    status: 400,
    words: (bytes) => `file of size ${bytes} bytes is too big for a photo; the maximum size is 10485760 bytes`,
    rule: "1.1 a photo has at most 10 MB",
    docs: "sendphoto",
  },
  photoNoImage: { status: 400, words: "IMAGE_PROCESS_FAILED", rule: "1.5 a photo that is no image: send it as a document", docs: "sendphoto" },
  photoDimensions: {
    status: 400,
    words: "PHOTO_INVALID_DIMENSIONS",
    rule: "1.5 width and height add up to 10,000, one at most 20 times the other",
    docs: "sendphoto",
  },
  wrongFile: { status: 400, words: "wrong file identifier/HTTP URL specified", rule: "1.1 a file_id is one that this bot was given", docs: "sending-files" },
  fetchUrl: { status: 400, words: "Failed to get HTTP URL content", rule: "1.1 the fake fetches nothing", docs: "sending-files" },
  fileId: { status: 400, words: "invalid file_id", rule: "1.1 a file_id is one that this bot was given", docs: "getfile" },
  fileIdEmpty: { status: 400, words: "file_id not specified", rule: "1.1 a file has to be named", docs: "getfile" },
  fileTooLarge: { status: 400, words: "file is too big", rule: "1.1 downloads end at 20 MB", docs: "getfile" },
  fileGone: { status: 404, words: "Not Found", rule: "1.1 a file_path is good for an hour", docs: "getfile" },
  album: { status: 400, words: (problem) => `${problem}`, rule: "1.5 an album has 2 to 10 photos, or documents", docs: "sendmediagroup" },
  albumItem: {
    status: 400,
    words: (number, problem) => `Failed to send message #${number} with the error message "${problem}"`,
    rule: "1.5 one bad item refuses the album",
    docs: "sendmediagroup",
  },
  albumOfOne: {
    status: 400,
    words: "Fake Bot API: an album has at least 2 items by the documentation",
    rule: "1.5 an album has 2 to 10 items",
    docs: "sendmediagroup",
  },
  coordinate: { status: 400, words: (which) => `${which} is empty`, rule: "1.5 a place has a latitude and a longitude", docs: "sendlocation" },

  // commands
  commandsList: { status: 400, words: (problem) => `${problem}`, rule: "1.5 commands are a list of command and description", docs: "setmycommands" },
  commandsTooMany: { status: 400, words: "BOT_COMMANDS_TOO_MUCH", rule: "1.5 at most 100 commands", docs: "setmycommands" },
  command: {
    status: 400,
    words: (problem) => `${problem}`,
    rule: "1.5 a command is 1 to 32 of a-z, 0-9 and _, described in 1 to 256 characters",
    docs: "botcommand",
  },
  commandScope: { status: 400, words: (problem) => `Can't parse BotCommandScope: ${problem}`, rule: "1.5 a scope has a type", docs: "botcommandscope" },
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** All rules, for tests and readers. */
export const telegramRules: Readonly<Record<RuleName, Rule>> = rules;

/** Ends the request with this rule's answer. */
export function refuse(name: RuleName, ...received: readonly (string | number)[]): never {
  throw new Refusal(rules[name], received);
}

/** The same, with what Telegram puts beside the words. */
export function refusalWith(name: RuleName, parameters: Readonly<Record<string, number>>, ...received: readonly (string | number)[]): Refusal {
  return new Refusal(rules[name], received, parameters);
}
