import type { ConvergenceKind, DeferralKind } from "./phrases.ts";

/** The four reminders: each is given at most once per turn. */
export type AdviceKind = "deferral" | "external" | "reflection" | "convergence";

const deferred: Readonly<Record<DeferralKind, string>> = {
  inability: "you say that you can't do something",
  "human-required": "you say that it takes a person",
  directing: "you tell a person what to do",
  permission: "you ask whether you may go on",
  blocker: "you say that you are stuck",
};

/** `kinds`: not empty. */
export const deferralReminder = (kinds: readonly DeferralKind[]): string =>
  `Before you hand this over (${kinds.map((kind) => deferred[kind]).join(", ")}): Did you try it just now, rather than assume? Is there a tool, a command or an API for it, or could you write one? Is it yours to decide, being reversible and asked for? If a person must act: is it one exact step, and is all else done? Passwords, payments, legal matters and captchas are theirs.`;

export const externalReminder =
  "This leaves the house. Who will read it, now and later? Does it hold anything private: names, keys, paths, what was said in confidence? Was it asked for, by somebody who may? It can't be taken back.";

export const reflectionReminder =
  "A piece of work ends here. Is it verified, by a result that you saw? Was something promised that is still open? What was learned that the next session needs, and is it written down?";

const converged: Readonly<Record<ConvergenceKind, string>> = {
  capability: "it says that something is impossible. Was that tried?",
  commitment: "it promises more than you can keep. You forget; say what is in place instead.",
  settling: "it stops at finding nothing. Where else could it be? Say where you looked.",
  experience: "it tells of something that you did not look at or live through. Look first, or leave it out.",
  flattery: "it flatters or grovels. Say what is so.",
};

/** `kinds`: not empty. */
export const convergenceReminder = (kinds: readonly ConvergenceKind[]): string =>
  `About the text that you send: ${kinds.map((kind) => converged[kind]).join(" Also, ")}`;

export const repeatReminder =
  "You made exactly this call before, more than once in this turn, with nothing changed in between or with the same failure. Another time will not differ: what would tell you something new? Read the error as it stands, look one level deeper, or take another way.";
