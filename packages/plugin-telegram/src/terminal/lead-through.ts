import type { Clock } from "@instar/kernel";
import { type CommandContext, InstarError } from "@instar/kernel/command";
import { AccessDesk } from "@instar/plugin-access/contract";
import { Telegram, type TelegramCheck, type TelegramState } from "../contract.ts";
import { TelegramError, tokenRefused } from "../errors.ts";
import { channelId } from "../places/address-of.ts";
import { problemOfToken } from "./check-token.ts";
import { describeLacks } from "./describe-bot.ts";
import { isRunning } from "./is-running.ts";
import { ownersOn } from "./who-may-speak.ts";

/** Longer than the house waits at most until it opens a channel again. */
const openWithinMs = 70_000;
const lookMs = 100;

export interface Leading extends Pick<CommandContext, "service" | "ask" | "command" | "keepSecret" | "signal"> {
  readonly owner: string | undefined;
  readonly clock: Clock;
  /** For what happens on the way. */
  readonly tell: (line: string) => void;
}

export interface Led {
  /** The exit code of the command that it ended with. */
  readonly code: number;
  readonly check: TelegramCheck;
  readonly owners: readonly string[];
}

const makeBot = [
  "The bot is made, and its token shown, by @BotFather: https://t.me/BotFather",
  "  a new bot: /newbot, a name, a username that ends in bot; then it shows the token",
  "  one that you have: /mybots, the bot, API Token",
];

/** The config as it is can't be read because of the token alone: it is missing, or of no bot's form. */
const lacksToken = (error: unknown) =>
  InstarError.is(error, "TELEGRAM_TOKEN_REFUSED") || (InstarError.is(error, "KERNEL_CONFIG_INVALID") && /^\W*telegram\.token: /m.test(error.message));

/** From whatever state Telegram is in to an owner who is answered over it. What was done stays when it is left. */
export async function leadThrough({ service, ask, command, keepSecret, signal, owner, clock, tell }: Leading): Promise<Led> {
  let apiRoot: string | undefined;

  async function give(words: readonly string[]): Promise<void> {
    const code = await command(words);
    if (code !== 0) throw TelegramError.STEP_FAILED(words.join(" "), code);
  }

  /** A token that Telegram knows, in the place of the one that it does not. */
  async function renewToken(error: unknown): Promise<void> {
    if (ask === undefined) throw error;
    tell(InstarError.is(error, "TELEGRAM_TOKEN_REFUSED") ? tokenRefused : "The bot's token is not here yet, or is none.");
    for (const line of makeBot) tell(line);
    const token = await ask.secret("The bot's token (not shown)", { check: (typed) => problemOfToken(typed, { apiRoot, clock, signal }) });
    tell(`Telegram knows it. It is kept as the secret ${await keepSecret("token", token)}.`);
    if (await isRunning(service)) await give(["reload"]);
  }

  async function look(): Promise<TelegramCheck> {
    for (let reloaded = false; ; ) {
      try {
        const telegram = await service(Telegram);
        ({ apiRoot } = await telegram.state());
        return await telegram.check();
      } catch (error) {
        if (lacksToken(error)) await renewToken(error);
        else if (InstarError.is(error, "CLI_NO_SERVICE") && !reloaded && (await isRunning(service))) {
          reloaded = true;
          tell("The agent runs without Telegram; it takes up the config as it is now.");
          await give(["reload"]);
        } else throw InstarError.is(error, "CLI_NO_SERVICE") ? TelegramError.NOT_IN_AGENT() : error;
      }
    }
  }

  async function waitUntilOpen(): Promise<void> {
    const telegram = await service(Telegram, { running: true });
    const until = clock.now() + openWithinMs;
    let state: TelegramState;
    let isTold = false;
    do {
      state = await telegram.state();
      if (state.listening === "open") return;
      // Telegram knew the token just now: what it said before has passed, and the house opens the channel again
      if (state.trouble !== undefined) {
        if (state.trouble.code !== "TELEGRAM_TOKEN_REFUSED") break;
        if (!isTold) tell("The agent was refused before; it tries again by itself within a minute.");
        isTold = true;
      }
      await clock.sleep(lookMs, signal);
    } while (clock.now() < until);
    throw TelegramError.NOT_LISTENING(state.trouble?.message ?? "it is still being opened.");
  }

  if (ask === undefined && owner === undefined) throw TelegramError.NOBODY_TO_ASK();
  const number = owner?.replace(/^telegram:/, "");
  if (number !== undefined && !/^[1-9]\d{0,15}$/.test(number)) throw TelegramError.BAD_OWNER(number);
  const check = await look();
  const { bot, lacks, advice } = check;
  tell(`@${bot.username} (${JSON.stringify(bot.name)}) is your bot.`);
  for (const line of describeLacks([...lacks, ...advice])) tell(`  ${line}`);
  if (!(await isRunning(service))) await give(["start"]);
  await waitUntilOpen();
  const access = await service(AccessDesk, { running: true });
  const before = ownersOn(await access.trusted());
  const isDone = number === undefined ? before.length > 0 : before.includes(number);
  if (
    isDone &&
    !(
      ask !== undefined &&
      number === undefined &&
      (await ask.confirm(`${before.join(", ")} decides over Telegram already. Wait for somebody else, too?`, { default: false }))
    )
  )
    return { code: 0, check, owners: before };
  const at = `@${bot.username}: https://t.me/${bot.username}`;
  const code = await command(["access", "meet", channelId, "--at", at, ...(number === undefined ? [] : ["--owner", `${channelId}:${number}`])]);
  return { code, check, owners: ownersOn(await access.trusted()) };
}
