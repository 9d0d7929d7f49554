const brand = Symbol.for("instar.error");

/** An error with a permanent, searchable code. `message` says what happened and why, `hint` what to do. */
export class InstarError extends Error {
  readonly code: string;
  readonly hint?: string;
  plugin?: string;
  hook?: string;
  readonly [brand] = true;

  constructor(code: string, text: { readonly message: string; readonly hint?: string }, options?: { cause?: unknown }) {
    super(text.message, options);
    this.name = "InstarError";
    this.code = code;
    if (text.hint !== undefined) this.hint = text.hint;
  }

  /** Works across duplicate installs: a `Symbol.for` marker, not `instanceof`. */
  static is(error: unknown, code?: string): error is InstarError {
    return error instanceof Error && (error as { [brand]?: boolean })[brand] === true && (code === undefined || (error as InstarError).code === code);
  }
}

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  try {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
  } catch {
    // An object without a text, or a proxy that refuses: all that is known is that something was thrown.
    return new Error("Something was thrown that has no text.");
  }
}

/** An error that names its plugin and hook: `thrown` itself when it has a code, else the cause of what `wrap` makes. */
export function attribute(
  thrown: unknown,
  plugin: string,
  hook: string | undefined,
  wrap: (why: string, options: { cause: unknown }) => InstarError,
): InstarError {
  const error = asError(thrown);
  const named = InstarError.is(error) && !Object.isFrozen(error) ? error : wrap(error.message, { cause: error });
  named.plugin ??= plugin;
  if (hook !== undefined) named.hook ??= hook;
  return named;
}

// biome-ignore lint/suspicious/noExplicitAny: an entry takes whatever its sentence needs
type Entry = (...args: any[]) => { readonly message: string; readonly hint?: string };

export type ErrorCatalogue<C extends Record<string, Entry>> = {
  readonly [K in keyof C]: (...args: [...Parameters<C[K]>, options?: { cause?: unknown }]) => InstarError;
};

/** A package's errors: `PREFIX_KEY` becomes the code. A last argument `{ cause }` is kept as the error's cause. */
export function defineErrors<const C extends Record<string, Entry>>(prefix: string, catalogue: C): ErrorCatalogue<C> {
  const made: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(catalogue)) {
    const create = (...args: unknown[]) => {
      const options = args.length > entry.length ? (args.at(-1) as { cause?: unknown } | undefined) : undefined;
      const error = new InstarError(`${prefix}_${key}`, entry(...args.slice(0, entry.length)), options);
      Error.captureStackTrace?.(error, create);
      return error;
    };
    made[key] = create;
  }
  return made as ErrorCatalogue<C>;
}
