import type { Rule } from "../refusal.ts";

/** Who and where. */
export const chatsRules = {
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
} satisfies Record<string, Rule>;
