import type { Service } from "./token.ts";

export type { Service } from "./token.ts";

/** A word of the command line that stands by its position. */
export interface ArgDeclaration {
  readonly description: string;
  readonly required?: boolean;
}

/** `--name`. A `string` unless `type` says otherwise; `integer` is checked before `run`. */
export interface FlagDeclaration {
  readonly description: string;
  readonly type?: "string" | "boolean" | "integer";
  /** One letter: `-f`. */
  readonly char?: string;
  readonly default?: string | number | boolean;
  /** The only values that are taken. */
  readonly options?: readonly string[];
  /** May be given several times. */
  readonly multiple?: boolean;
}

export type Args = Readonly<Record<string, ArgDeclaration>>;
export type Flags = Readonly<Record<string, FlagDeclaration>>;

type FlagValue<F extends FlagDeclaration> = F extends { type: "boolean" } ? boolean : F extends { type: "integer" } ? number : string;

export type ArgValues<A extends Args> = { readonly [K in keyof A]: A[K] extends { required: true } ? string : string | undefined };
export type FlagValues<F extends Flags> = {
  readonly [K in keyof F]: F[K] extends { multiple: true }
    ? readonly FlagValue<F[K]>[]
    : F[K] extends { default: string | number | boolean } | { type: "boolean" }
      ? FlagValue<F[K]>
      : FlagValue<F[K]> | undefined;
};

/** What the promise of a method resolves to, whatever it returns: calls may travel to another process. */
export type Remote<T> = {
  // biome-ignore lint/suspicious/noExplicitAny: a method takes what it takes
  readonly [K in keyof T as T[K] extends (...args: any[]) => unknown ? K : never]: T[K] extends (...args: infer P) => infer R
    ? (...args: P) => Promise<Awaited<R>>
    : never;
};

/** What is wrong with an answer, in a sentence: the question is put again. Undefined: nothing. */
export type CheckAnswer = (answer: string) => string | undefined | Promise<string | undefined>;

/** Questions to the person at the terminal. Whoever gives up (Ctrl-C, Esc) ends the command with a word about it and exit code 130: nothing is resolved. */
export interface Ask {
  /** `default` is there already, to be taken with Enter or changed. An empty answer is one, unless `check` objects. */
  text(question: string, how?: { readonly default?: string; readonly check?: CheckAnswer }): Promise<string>;
  /** What is typed is not shown. Never empty. */
  secret(question: string, how?: { readonly check?: CheckAnswer }): Promise<string>;
  /** `default` (yes) is what Enter takes. */
  confirm(question: string, how?: { readonly default?: boolean }): Promise<boolean>;
  /** Resolves with the `value` of one of the choices; the first is what Enter takes. */
  choose<T>(question: string, choices: readonly { readonly value: T; readonly label: string; readonly hint?: string }[]): Promise<T>;
}

export interface CommandContext<A extends Args = Args, F extends Flags = Flags> {
  readonly args: ArgValues<A>;
  readonly flags: FlagValues<F>;
  /**
   * The running agent's service; with none running, the service set up alone in this process, without opening a channel.
   * Arguments and results are plain data. Rejects as the service does: code, message and hint survive the way.
   * `running`: the running agent's alone; each call looks for it anew where it was lost, and rejects while there is none.
   */
  service<T>(token: Service<T>, where?: { readonly running: true }): Promise<Remote<T>>;
  /** The result, to stdout: a table for people, JSON with `--json`. `text` is what people read instead of the table. */
  print(value: unknown, text?: string): void;
  readonly json: boolean;
  /** Undefined where nobody can be asked: without a terminal, and with `--json`. */
  readonly ask: Ask | undefined;
  /**
   * Gives another command of `instar` (`["start"]`) for the same agent, as if it were typed here, and resolves with its exit code. With `--json` its results
   * go to stderr. What this command's own services stand on is given back first, and set up anew by the next call.
   */
  command(words: readonly string[]): Promise<number>;
  /**
   * Keeps a new value for an option of this command's plugin that the config takes from a secret (`env("NAME")`), and resolves with that name; an agent that
   * runs knows it after a reload. Rejects with CLI_NOT_FROM_SECRET where the config says it otherwise.
   */
  keepSecret(option: string, value: string): Promise<string>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The agent's folder, absolute; undefined outside of one. */
  readonly project: string | undefined;
}

export interface CommandDeclaration<A extends Args = Args, F extends Flags = Flags> {
  /** One sentence without a full stop; for a plugin's command the one in package.json is shown in lists. */
  readonly summary?: string;
  /** In the order in which they are written. */
  readonly args?: A;
  readonly flags?: F;
  /** A number is the exit code: 0 done, 1 failed, 2 used wrongly, 3 not running. A rejection is printed, exit code 1, or 2 when package.json lists its code in `instar.usageErrors`. */
  run(context: CommandContext<A, F>): Promise<number | void>;
}

/** A command as data and a function. Listed in package.json under `instar.commands`; the CLI makes the rest. */
export function defineCommand<const A extends Args = {}, const F extends Flags = {}>(declaration: CommandDeclaration<A, F>): CommandDeclaration<A, F> {
  return declaration;
}

/** One entry of `instar.commands` in a plugin's package.json, keyed by its words: `"memory search"`. `file` is relative to the package. */
export interface CommandEntry {
  readonly file: string;
  /** The plugin that it belongs to, where the package holds several. Default: `instar.plugin`. */
  readonly plugin?: string;
  readonly summary: string;
  readonly args?: Args;
  readonly flags?: Flags;
}

/** For a command's own failures, without loading the kernel. */
export { defineErrors, InstarError } from "./errors.ts";
