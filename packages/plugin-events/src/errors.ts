import { defineErrors } from "@instar/kernel/command";

/** What can go wrong with asking for events, from the reader's side. */
export const EventsError = defineErrors("EVENTS", {
  UNKNOWN_ID: (id: string) => ({
    message: `Nothing is known under "${id}": no message, reply, session, tool call, question or run of a job begins so.`,
    hint: "`instar inbox` lists messages, `instar events` shows what happened with its ids; a message is also found as channel:key. Older things may be gone by now.",
  }),
  AMBIGUOUS_ID: (id: string, found: readonly string[]) => ({
    message: `"${id}" is the beginning of several ids: ${found.join(", ")}.`,
    hint: "Give more of the id.",
  }),
  SHORT_ID: (id: string, least: number) => ({ message: `"${id}" is too short to tell things apart.`, hint: `Give at least ${least} characters of the id.` }),
  OUT_OF_RANGE: (flag: string, value: number, least: number, most: number) => ({
    message: `--${flag} takes a number from ${least} to ${most}, not ${value}.`,
  }),
  NOT_LIVE: () => ({ message: "The agent is not running, so nothing new will be recorded.", hint: "Start it with `instar start`, or leave out --follow." }),
});
