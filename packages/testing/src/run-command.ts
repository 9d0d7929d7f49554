import type { Kernel } from "@instar/kernel";
import type { Args, ArgValues, Ask, CommandContext, CommandDeclaration, Flags, FlagValues } from "@instar/kernel/command";

/** What a command was called with. A flag that is left out has its default. */
export interface CommandWords<A extends Args, F extends Flags> {
  readonly args?: Partial<ArgValues<A>>;
  readonly flags?: Partial<FlagValues<F>>;
  readonly json?: boolean;
  /** Who answers its questions. Absent: nobody is there. */
  readonly ask?: Ask;
  /** Carries out the commands that it gives, and tells their exit codes. Absent: they are written down only, and end with 0. */
  readonly command?: (words: readonly string[]) => number | Promise<number>;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
}

export interface CommandOutcome {
  /** The exit code. */
  readonly code: number;
  /** What it printed, as data. */
  readonly printed: readonly unknown[];
  /** What people read instead of the data, where the command says so. */
  readonly text: string;
  /** The commands that it gave; absent when it gave none. */
  readonly given?: readonly (readonly string[])[];
  /** The options whose secrets it kept, with their values; absent when it kept none. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** Runs a command as the command line does, with the services of `kernel`. Rejects as the command does. */
export async function runCommand<A extends Args, F extends Flags>(
  kernel: Kernel,
  command: CommandDeclaration<A, F>,
  { args, flags, json = false, ask, command: carryOut, signal = new AbortController().signal }: CommandWords<A, F> = {},
): Promise<CommandOutcome> {
  const printed: unknown[] = [];
  const texts: string[] = [];
  const given: (readonly string[])[] = [];
  const kept: Record<string, string> = {};
  const unset = Object.entries(command.flags ?? {}).flatMap(([name, flag]) => {
    const value = flag.default ?? (flag.multiple ? [] : flag.type === "boolean" ? false : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  const code = await command.run({
    args: { ...args } as ArgValues<A>,
    flags: { ...Object.fromEntries(unset), ...flags } as FlagValues<F>,
    // In one process the service itself stands for the far one: what is awaited is the same.
    service: (async (token) => kernel.service(token)) as CommandContext["service"],
    print(value, text) {
      printed.push(value);
      if (text !== undefined) texts.push(text);
    },
    json,
    ask,
    async command(words) {
      given.push(words);
      return (await carryOut?.(words)) ?? 0;
    },
    async keepSecret(option, value) {
      kept[option] = value;
      return option.toUpperCase();
    },
    signal,
    project: undefined,
  });
  return {
    code: code ?? 0,
    printed,
    text: texts.join("\n"),
    ...(given.length > 0 && { given }),
    ...(Object.keys(kept).length > 0 && { kept }),
  };
}
