import * as chats from "./chats.ts";
import * as commands from "./commands.ts";
import { deleteMessage, editMessageCaption, editMessageReplyMarkup, editMessageText } from "./edit-messages.ts";
import type { TelegramMethod } from "./method.ts";
import { answerCallbackQuery, getFile } from "./presses.ts";
import { sendChatAction, setMessageReaction } from "./reactions.ts";
import * as files from "./send-files.ts";
import { sendMediaGroup } from "./send-media-group.ts";
import { sendLocation, sendMessage } from "./send-message.ts";
import { closeForumTopic, createForumTopic, deleteForumTopic, editForumTopic, reopenForumTopic } from "./topics.ts";
import * as updates from "./updates.ts";

const methods: Readonly<Record<string, TelegramMethod>> = {
  ...updates,
  ...chats,
  ...commands,
  ...files,
  sendMessage,
  sendLocation,
  sendMediaGroup,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  answerCallbackQuery,
  getFile,
  sendChatAction,
  setMessageReaction,
  createForumTopic,
  editForumTopic,
  closeForumTopic,
  reopenForumTopic,
  deleteForumTopic,
};

/** Of the documented methods, those a channel may think of and this fake lacks: it says so, instead of that there is no such method. */
const notModelled = [
  "sendRichMessage sendRichMessageDraft sendMessageDraft forwardMessage forwardMessages copyMessage copyMessages sendAnimation sendVideoNote sendPaidMedia",
  "sendLivePhoto sendVenue sendContact sendPoll stopPoll sendChecklist sendDice sendSticker sendGame sendInvoice editMessageMedia editMessageLiveLocation",
  "stopMessageLiveLocation deleteMessages deleteMessageReaction pinChatMessage unpinChatMessage unpinAllChatMessages leaveChat banChatMember unbanChatMember",
  "restrictChatMember promoteChatMember setChatTitle setChatDescription setChatPhoto exportChatInviteLink createChatInviteLink getForumTopicIconStickers",
  "unpinAllForumTopicMessages editGeneralForumTopic closeGeneralForumTopic reopenGeneralForumTopic hideGeneralForumTopic unhideGeneralForumTopic",
  "setMyName getMyName setMyDescription getMyDescription setMyShortDescription getMyShortDescription setChatMenuButton getChatMenuButton",
  "setMyDefaultAdministratorRights getMyDefaultAdministratorRights getUserProfilePhotos answerInlineQuery answerWebAppQuery getStickerSet getCustomEmojiStickers",
]
  .join(" ")
  .split(" ");

const byName = new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]));
const lacking = new Map(notModelled.map((name) => [name.toLowerCase(), name]));

/** Names are not case-sensitive. */
export const findMethod = (name: string): { readonly name: string; readonly method: TelegramMethod } | undefined => byName.get(name.toLowerCase());

export const lackedMethod = (name: string): string | undefined => lacking.get(name.toLowerCase());
