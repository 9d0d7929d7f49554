// All that is taken of grammY. What is published holds it: build.mjs writes a copy over what the compiler makes of this file.
export type {
  ApiMethods,
  BotCommand,
  CallbackQuery,
  Chat,
  InlineKeyboardMarkup,
  Message,
  MessageEntity,
  MessageOrigin,
  Opts,
  Update,
  User,
  UserFromGetMe,
} from "grammy/types";
// The build without a Node client of its own: it loads ten times as fast, and its errors hold no address
export { Api, GrammyError, HttpError, InputFile } from "grammy/web";
