import type { Kernel } from "@instar/kernel";
import type { Args, ArgValues, CommandContext, CommandDeclaration, Flags, FlagValues } from "@instar/kernel/command";

/** What a command was called with. A flag that is left out has its default. */
export interface CommandWords<A extends Args, F extends Flags> {
  readonly args?: Partial<ArgValues<A>>;
  readonly flags?: Partial<FlagValues<F>>;
  readonly json?: boolean;
}

export interface CommandOutcome {
  /** The exit code. */
  readonly code: number;
  /** What it printed, as data. */
  readonly printed: readonly unknown[];
  /** What people read instead of the data, where the command says so. */
  readonly text: string;
}

/** Runs a command as the command line does, with the services of `kernel`. Rejects as the command does. */
export async function runCommand<A extends Args, F extends Flags>(
  kernel: Kernel,
  command: CommandDeclaration<A, F>,
  { args, flags, json = false }: CommandWords<A, F> = {},
): Promise<CommandOutcome> {
  const printed: unknown[] = [];
  const texts: string[] = [];
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
    signal: new AbortController().signal,
    project: undefined,
  });
  return { code: code ?? 0, printed, text: texts.join("\n") };
}
