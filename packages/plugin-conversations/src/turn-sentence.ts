import type { TurnError } from "@instar/kernel/contracts";

const hour = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
const nearMs = 20 * 3_600_000;

/** The time of day in the machine's zone, with the day when that is not the coming one. */
const clockTime = (at: number, now: number) =>
  at - now < nearMs
    ? `at ${new Intl.DateTimeFormat("en-GB", hour).format(at)}`
    : `on ${new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", ...hour }).format(at)}`;

const sentence = (text: string) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** A failed turn in one plain sentence (and a hint) for the person who waits. */
export const turnSentence = (error: TurnError): string => [sentence(error.text), ...(error.hint ? [sentence(error.hint)] : [])].join(" ");

export const parkedSentence = (until: number, now: number): string => `I go on by myself ${clockTime(until, now)}.`;
export const waitsSentence = (until: number, now: number): string => `Your message waits. ${parkedSentence(until, now)}`;
export const expiredSentence = (writtenAt: number, now: number): string =>
  `Your message of ${Math.round((now - writtenAt) / 3_600_000)} hours ago waited too long, so I did not take it up. Send it again if it still matters.`;
export const retryingSentence = (error: TurnError): string => `${sentence(error.text)} I keep trying.`;
export const attemptsSentence = (attempts: number): string => `I could not answer this: it was interrupted ${attempts} times. Send it again to try once more.`;
export const stalledSentence = (minutes: number): string =>
  `I interrupted the agent: it had been silent for ${minutes} minutes. Send your message again to try once more.`;
/** Said when every agent is busy, or a new one takes long to come up. */
export const noAgentSentence = "Still waiting: no agent is free for this yet. It begins by itself; /stop takes it back.";
/** Said in a conversation whose turn, or whose waiting messages, the owner ended from elsewhere. */
export const stoppedSentence = (running: number, waiting: number): string | undefined => {
  if (running + waiting === 0) return undefined;
  const dropped = `${waiting} waiting ${waiting === 1 ? "message" : "messages"} dropped`;
  return `The owner has stopped everything${running === 0 ? "" : ", also what ran here"}${waiting === 0 ? "." : `: ${dropped}.`} Send it again if it still matters.`;
};
export const interruptedSentence = "The turn was interrupted before it was answered.";

export const quietSentence = (minutes: number, tool: string | undefined): string =>
  tool
    ? `Still working: ${tool} has been running for ${minutes} minutes. /stop ends it.`
    : `Still waiting: the agent has been silent for ${minutes} minutes. /stop ends it.`;

/** What the agent is told when it is given a message again. */
export const resumedNote = (found: "asked" | "unknown"): string =>
  found === "asked"
    ? "You were interrupted: your process ended before you had answered the message below, which is already in this conversation. What you had begun may be done in part, and the outcome of an unfinished tool call is unknown: look before you repeat it. Then answer."
    : "You may have been given the message below before: your process ended and its record could not be read for certain. Look at what is already done before you repeat anything. Then answer.";

export const noLongerLetIn = "Its sender was no longer let in when its turn came.";

/** A size for people: `20 MiB`. */
export function sizeText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1_024 ** power).toFixed(1))} ${units[power]}`;
}

export const tooLargeProblem = (most: string): string => `it is larger than ${most}, so it was not taken, and its sender was told`;
export const tooLargeSentence = (name: string, most: string): string => `I did not take ${name}: a file may have ${most} at most.`;
export const tooManyProblem = (most: number): string => `only the first ${most} files of a message are taken, and its sender was told`;
export const tooManySentence = (most: number): string => `I took only the first ${most} files of your message; send the others in another one.`;

export const correctionReason = "It corrects a message whose turn is over, so it goes with the next one here.";
export const withdrawnReason = "Its sender took it back before its turn came.";

export const fullReason = "Too many messages wait already, so this one is not taken.";
export const strangerReason = (channel: string, sender: string): string =>
  `The sender is not known here; listing "${channel}:${sender}" in access({ owners }) or access({ known }) lets them in, and so does \`instar access grant ${channel}:${sender}\`.`;
export const groupReason = (channel: string, conversation: string): string =>
  `This group is not let in; listing "${channel}:${conversation}" in access({ groups }) lets in those there who may speak.`;
export const notAddressedReason =
  "Several people write there, and it was not said to me. Such messages are not kept; one an hour is listed here in their place.";

export const nobodySentence = (channel: string): string =>
  `Nobody may speak there yet; listing "${channel}:<sender id>" in access({ owners }) or access({ known }) lets somebody in, and so does \`instar access grant ${channel}:<sender id>\`.`;
