import type { KernelDescription } from "@instar/kernel";

/** What of an agent its author looks for after a change. */
export interface Outline {
  readonly description: Pick<KernelDescription, "plugins" | "hooks">;
  /** The words of the commands that its plugins bring. */
  readonly commands: readonly string[];
}

export interface Difference {
  readonly brought: readonly string[];
  readonly gone: readonly string[];
}

/** The rest is counted. */
const shownAtMost = 6;

/** Two taps of one plugin may have the same reason. */
function numbered(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

const namesOf = ({ description: { plugins, hooks }, commands }: Outline): readonly string[] =>
  numbered([
    ...plugins.map(({ name }) => `plugin ${name}`),
    ...Object.entries(hooks).flatMap(([hook, { taps }]) => taps.map(({ plugin, reason }) => `${hook} (${plugin}: ${reason})`)),
    ...commands.map((id) => `\`instar ${id}\``),
  ]);

/** Plugins, taps and commands that are there only now, and those that are no longer. */
export function describeDifference(before: Outline, after: Outline): Difference {
  const [former, present] = [namesOf(before), namesOf(after)];
  return { brought: present.filter((name) => !former.includes(name)), gone: former.filter((name) => !present.includes(name)) };
}

const list = (names: readonly string[]) =>
  names.length > shownAtMost ? `${names.slice(0, shownAtMost).join(", ")} and ${names.length - shownAtMost} more` : names.join(", ");

/** For people, as the end of a sentence. */
export function renderDifference({ brought, gone }: Difference): string {
  if (brought.length + gone.length === 0) return "the same plugins, hooks and commands";
  return [...(brought.length > 0 ? [`brought ${list(brought)}`] : []), ...(gone.length > 0 ? [`took away ${list(gone)}`] : [])].join("; ");
}
