import { defineErrors } from "@instar/kernel";

const list = (names: readonly string[]) => (names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", "));

export const SessionsError = defineErrors("SESSIONS", {
  NO_DRIVER: () => ({
    message: "No agent is configured, so no session can be opened.",
    hint: "Add a plugin that brings one to `plugins` in instar.config.ts, for example `claude()` from @instar/plugin-claude.",
  }),
  DRIVER_UNKNOWN: (driver: string, known: readonly string[]) => ({
    message: `The session driver "${driver}" is not configured. Configured: ${list(known)}.`,
    hint: `Add the plugin that brings "${driver}" to \`plugins\` in instar.config.ts, or name a configured one.`,
  }),
  DRIVER_CHANGED: (key: string, former: string, wanted: string) => ({
    message: `The conversation "${key}" was held with "${former}", and "${wanted}" can't read its history.`,
    hint: `Send /new to begin anew with "${wanted}", or configure "${former}" again.`,
  }),
  START_FAILED: (driver: string, why: string, hint?: string) => ({
    message: `The agent (${driver}) could not be started: ${why}`,
    ...(hint !== undefined && { hint }),
  }),
  RESUME_FAILED: (driver: string, why: string, hint?: string) => ({
    message: `The conversation could not be resumed (${driver}): ${why}`,
    hint: `${hint === undefined ? "" : `${hint} `}Its history is kept. Try again, or send /new to begin anew without it.`,
  }),
  EXITED: (text: string | undefined, hint: string | undefined) => ({ message: text ?? "It ended at once.", ...(hint !== undefined && { hint }) }),
  NOT_LIVING: (key: string) => ({
    message: `The session of "${key}" has ended or was parked; nothing was sent.`,
    hint: "Open it again and send the input to the session that you get.",
  }),
  OVER_LIMIT: (key: string, limit: string, text: string) => ({
    message: `The session of "${key}" is over its limit "${limit}". ${text} Nothing was sent.`,
    hint: `Raise \`${limit}\` in the session's limits to let it go on, or end it and begin a new one.`,
  }),
  BAD_LIMIT: (limit: string, value: unknown, known: readonly string[]) => ({
    message: `A session's limit "${limit}" can't be ${String(value)}.`,
    hint: `Limits are ${known.join(", ")}; each is a number of 0 or more.`,
  }),
  BAD_FOLDER: (folder: string) => ({ message: `A session works in an absolute folder, and "${folder}" is none.`, hint: "Give the whole path." }),
  BAD_REWIND: (turns: number) => ({ message: `A session can be taken back by 1 or more whole turns, not by ${turns}.` }),
  NOTHING_SAID: (key: string) => ({ message: `Nothing was said in the session of "${key}" yet, or there is none.` }),
  UNKNOWN: (key: string) => ({ message: `There is no session of "${key}".` }),
  UNABLE: (key: string, what: string) => ({ message: `The agent of the session of "${key}" can't ${what}.` }),
  ENDED: (key: string, reason: string) => ({ message: `The session of "${key}" was ended while it was being opened: ${reason}` }),
  NOT_STARTED: () => ({ message: "Sessions can't be opened before the agent has started or after it was stopped.", hint: "Start it with `instar start`." }),
  STOP_LATE: (graceMs: number) => ({ message: `The agent had not ended ${graceMs} ms after it was told to.` }),
  BLOCK_LATE: (block: string, timeoutMs: number) => ({ message: `The context block "${block}" was not ready after ${timeoutMs} ms and was left out.` }),
  BLOCK_TOO_LONG: (block: string, tokens: number, maxTokens: number) => ({
    message: `The context block "${block}" is about ${tokens} tokens long and may have ${maxTokens}, so it was left out.`,
    hint: "Shorten it; blocks are never cut.",
  }),
  BAD_VARIABLE: (name: string) => ({
    message: `"${name}" can't be put into a session's environment: a name is made of letters, digits and underscores, and a value is text.`,
  }),
  VARIABLES_LATE: (timeoutMs: number) => ({ message: `Variables for a session's environment were not ready after ${timeoutMs} ms and were left out.` }),
  NOT_SAVED: (conflict: string) => ({ message: `A session's record could not be saved: ${conflict}` }),
});
