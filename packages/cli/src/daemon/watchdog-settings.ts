/** What the main thread gives to the thread that watches it. */
export interface WatchdogSettings {
  /** One number, which the main thread raises every `everyMs`. */
  readonly beat: Int32Array;
  readonly everyMs: number;
  /** So many times without a beat in between are a block. */
  readonly patience: number;
  /** Where a warning is appended, as a line of JSON. */
  readonly log: string;
  /** On stderr too. */
  readonly echo: boolean;
}

export interface BlockedBy {
  /** As in an error: what ran when it was looked at. */
  readonly stack: string;
  readonly plugin?: string;
}

/** What is posted once the main thread goes on. `by` is missing when it could not be looked at. */
export interface Block extends Partial<BlockedBy> {
  readonly blockedMs: number;
}

/** The first line of a stack that lies in somebody's file, not in the runtime. */
export const placeOf = (stack: string): string | undefined => /at (?!.*\(node:)(.*)/.exec(stack)?.[1];

/** `Symbol.for` this name is the main thread's function from a stack to a plugin's name. */
export const blameName = "instar.watchdog.blame";
