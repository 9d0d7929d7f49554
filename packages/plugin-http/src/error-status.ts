import { InstarError } from "@instar/kernel";

const status = Symbol.for("instar.http-status");

/** Gives an error the status (400–599) with which the API answers when a route throws it. Without one an error is answered 500. */
export const withStatus = <E extends Error>(error: E, code: number): E => Object.assign(error, { [status]: code });

/** Undefined: nobody gave it one. */
export const givenStatus = (error: unknown): number | undefined => (error as { [status]?: number } | undefined)?.[status];

/** What `work` resolves with; an error of a catalogue that it rejects with is given the status of its code. `statusOf`: undefined for what stays a failure of ours. */
export async function withStatuses<T>(statusOf: (code: string) => number | undefined, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = InstarError.is(error) ? statusOf(error.code) : undefined;
    throw known === undefined ? error : withStatus(error as Error, known);
  }
}
