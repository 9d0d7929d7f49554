/** There is no "allow": silence is consent, so no plugin can overrule another's denial. */
export interface Objection {
  readonly verdict: "deny" | "ask";
  readonly reason: string;
  readonly hint?: string;
  readonly by?: string;
}

/** Given to the agent beside the outcome; never decides anything. */
export interface Advice {
  readonly verdict: "advise";
  readonly text: string;
  readonly by?: string;
}

/** Ends a pipeline: the event goes no further, and `reason` says why. */
export interface Held {
  readonly held: true;
  /** Empty: whoever holds it tells those whom it concerns. */
  readonly reason: string;
  readonly by?: string;
}

/** A gate's no. `hint` tells the agent what to do instead. */
export const deny = (reason: string, hint?: string): Objection =>
  Object.freeze(hint === undefined ? { verdict: "deny", reason } : { verdict: "deny", reason, hint });

/** A gate's question to the owner; several of one call become one question. */
export const ask = (question: string): Objection => Object.freeze({ verdict: "ask", reason: question });

/** A gate's remark, given to the agent beside the outcome. */
export const advise = (text: string): Advice => Object.freeze({ verdict: "advise", text });

/** A pipeline's stop: the event is kept, and `reason` is shown where the event waits. */
export const hold = (reason: string): Held => Object.freeze({ held: true, reason });

export const isHeld = (value: unknown): value is Held =>
  typeof value === "object" && value !== null && (value as Held).held === true && typeof (value as Held).reason === "string";
