import type { CheckedCommand, DefinedPlugin } from "./check-report.ts";
import type { Manifest } from "./manifest.ts";

const listed = (values: readonly string[]) => (values.length === 0 ? "nothing" : [...values].sort().join(", "));

function differ(what: string, declared: readonly string[], real: readonly string[]): readonly string[] {
  return listed(declared) === listed(real) ? [] : [`${what}: package.json says ${listed(declared)}, the plugin ${listed(real)}`];
}

/** Where a plugin's package.json and the plugin itself say different things, each as one line. `taken`: commands that there are already. */
export function findDifferences(
  declared: Manifest,
  { defined, commands, taken }: { readonly defined: DefinedPlugin; readonly commands: readonly CheckedCommand[]; readonly taken: ReadonlySet<string> },
): readonly string[] {
  return [
    ...differ("plugin", [declared.plugin], [defined.name]),
    ...differ("provides", declared.provides, defined.provides === undefined ? [] : [defined.provides]),
    ...differ("needs", declared.needs, defined.needs),
    ...differ("guards", declared.guards, defined.guards),
    ...commands.flatMap(({ id, problem, args, flags }) => {
      if (taken.has(id)) return [`commands: "${id}" is a command already, so this one could never be called`];
      if (problem !== undefined) return [`commands: "${id}" ${problem}`];
      const { args: declaredArgs = {}, flags: declaredFlags = {} } = declared.commands[id] ?? {};
      return [...differ(`arguments of "${id}"`, Object.keys(declaredArgs), args), ...differ(`flags of "${id}"`, Object.keys(declaredFlags), flags)];
    }),
  ];
}
