const status = Symbol.for("instar.http-status");

/** Gives an error the status (400–599) with which the API answers when a route throws it. Without one an error is answered 500. */
export const withStatus = <E extends Error>(error: E, code: number): E => Object.assign(error, { [status]: code });

/** Undefined: nobody gave it one. */
export const givenStatus = (error: unknown): number | undefined => (error as { [status]?: number } | undefined)?.[status];
