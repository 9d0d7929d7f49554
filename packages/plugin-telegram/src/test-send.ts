import type { BotApi } from "./bot-api.ts";
import { failureOf, refusalWords } from "./bot-api-failure.ts";
import { readBotProfile } from "./bot-profile.ts";
import type { TelegramTestStep } from "./contract.ts";
import { TelegramError } from "./errors.ts";
import { planSendFailure } from "./outbound/plan-send-failure.ts";
import type { Place } from "./places/address-of.ts";
import type { ChatTurns } from "./places/chat-turns.ts";
import type { ParkedChats } from "./places/parked-chats.ts";
import type { Listening } from "./polling/listening.ts";

const answerWithinMs = 10_000;
const patienceMs = 1_000;

export interface TestParts {
  readonly api: BotApi;
  readonly parked: Pick<ParkedChats, "leftMs" | "park">;
  readonly turns: ChatTurns;
  readonly listening: Pick<Listening, "trouble" | "since">;
}

/** `-1001234567890/12`: a topic of a group. Throws TELEGRAM_BAD_CHAT. */
function readPlace(chat: string): Place {
  const [, id, thread] = /^(-?\d{1,16})(?:\/(\d{1,12}))?$/.exec(chat) ?? [];
  if (id === undefined) throw TelegramError.BAD_CHAT(chat);
  return { chat_id: Number(id), ...(thread !== undefined && { message_thread_id: Number(thread) }) };
}

/** What a person does about a refusal of Telegram. */
function fixFor(error: unknown, username: string): string | undefined {
  const failure = failureOf(error);
  if (failure?.kind !== "refused") return (error as { hint?: string }).hint;
  const words = refusalWords(failure.description);
  if (failure.status === 403 && words.includes("kicked")) return `Add @${username} to the group again.`;
  if (failure.status === 403) return `Whoever it is for opens https://t.me/${username} and taps Start, or Unblock: a bot may not write first.`;
  if (words.startsWith("chat not found"))
    return `A bot reaches only who has written to it: open https://t.me/${username} and write something, or look at the number.`;
  if (words.includes("rights") || words.startsWith("chat_write_forbidden"))
    return `In the group: its name, Edit, Administrators, @${username}, with the right to post.`;
  return (error as { hint?: string }).hint;
}

/** A silent message there and back again. Each step tells what was seen; after one that failed for good the others are left out. */
export async function testSend({ api, parked, turns, listening }: TestParts, chat: string, signal: AbortSignal): Promise<readonly TelegramTestStep[]> {
  const place = readPlace(chat);
  const { chat_id: chatId } = place;
  const limits = { signal, timeoutMs: answerWithinMs };
  const steps: TelegramTestStep[] = [];
  let username = "";

  const add = (step: TelegramTestStep["step"], ok: boolean, text: string, hint?: string) =>
    void steps.push({ step, ok, text, ...(hint !== undefined && { hint }) });

  /** Whether it went well. */
  async function attempt(step: TelegramTestStep["step"], work: () => Promise<string>): Promise<boolean> {
    try {
      add(step, true, await work());
      return true;
    } catch (error) {
      signal.throwIfAborted();
      const { parkMs } = planSendFailure({ failure: failureOf(error), inTopic: place.message_thread_id !== undefined });
      if (parkMs !== undefined) parked.park(chatId, parkMs);
      add(step, false, (error as Error).message, fixFor(error, username));
      return false;
    }
  }

  const bot = await attempt("bot", async () => {
    const profile = await readBotProfile(api, signal);
    username = profile.username;
    return `The token is that of @${username}.`;
  });
  if (!bot) return steps;
  const { trouble, since } = listening;
  if (trouble) add("listening", false, trouble.message, (trouble as { hint?: string }).hint);
  else if (since === undefined)
    add("listening", false, "Nobody listens to it: the agent does not run, or is just beginning.", "`instar start`; then `instar telegram status`.");
  else add("listening", true, "People are heard.");
  if (chatId < 0) {
    const isThere = await attempt("rights", async () => {
      const member = await api.call("getChatMember", { chat_id: chatId, user_id: api.botId }, limits);
      const topics = member.status === "creator" || (member.status === "administrator" && member.can_manage_topics === true);
      return `In the group it is ${member.status}, and may ${topics ? "" : "not "}manage topics.`;
    });
    if (!isThere) return steps;
  }
  const leftMs = parked.leftMs(chatId);
  if (leftMs > 0) {
    const { message, hint } = TelegramError.PARKED(Math.ceil(leftMs / 1_000));
    add("send", false, message, hint);
    return steps;
  }
  await turns.take(
    chatId,
    async () => {
      let id = 0;
      const sent = await attempt("send", async () => {
        ({ message_id: id } = await api.call("sendMessage", { ...place, text: "A test of the way to here.", disable_notification: true }, limits));
        return "A silent message arrived.";
      });
      if (!sent) return;
      await attempt("edit", async () => {
        await api.call("editMessageText", { chat_id: chatId, message_id: id, text: "A test of the way to here: it works." }, limits);
        return "It could be changed.";
      });
      await attempt("delete", async () => {
        await api.call("deleteMessage", { chat_id: chatId, message_id: id }, limits);
        return "It was taken away again.";
      });
    },
    patienceMs,
  );
  return steps;
}
