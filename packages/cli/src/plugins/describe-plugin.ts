import { Stage } from "@instar/kernel";
import type { CheckReport, DefinedPlugin, OptionSchema } from "./check-report.ts";
import { kernelVersion, misfitOf } from "./kernel-fit.ts";
import type { Manifest } from "./manifest.ts";

/** All that a plugin brings, as data. */
export interface PluginFacts {
  readonly plugin: string;
  readonly package: string;
  readonly version: string;
  /** The kernel that runs it here, and the versions that it wants. `misfit`: why they do not go together, and what to do. */
  readonly kernel: { readonly here: string; readonly wants?: string; readonly misfit?: string };
  readonly provides: readonly string[];
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  readonly hooks: readonly { readonly hook: string; readonly reason: string; readonly stage: string }[];
  readonly points: readonly string[];
  readonly routes: readonly string[];
  readonly commands: readonly { readonly command: string; readonly summary: string }[];
  /** Names of the secrets that its options stand on. */
  readonly secrets: readonly string[];
  readonly options: readonly {
    readonly option: string;
    readonly default?: unknown;
    readonly required: boolean;
    readonly deprecated?: true;
    readonly description?: string;
  }[];
}

const stageName = (stage: number) => Object.entries(Stage).find(([, value]) => value === stage)?.[0] ?? String(stage);

const describeOptions = (schema: OptionSchema | undefined): PluginFacts["options"] =>
  Object.entries(schema?.properties ?? {}).map(([option, { default: value, deprecated, description }]) => ({
    option,
    ...(value === undefined ? {} : { default: value }),
    required: schema?.required?.includes(option) ?? false,
    ...(deprecated === true ? { deprecated } : {}),
    ...(description === undefined ? {} : { description }),
  }));

function describeKernel(manifest: Manifest): PluginFacts["kernel"] {
  const here = kernelVersion();
  const misfit = misfitOf(manifest, manifest.kernel, here);
  return {
    here,
    ...(manifest.kernel === undefined ? {} : { wants: manifest.kernel }),
    ...(misfit === undefined ? {} : { misfit: `${misfit.message} ${misfit.hint ?? ""}` }),
  };
}

/** What it registers in a house, with stages, points and routes. Empty lists when it was only read. */
export function describeFacts(
  manifest: Manifest,
  defined: DefinedPlugin | undefined,
  {
    house,
    routes = [],
    secrets = [],
  }: { readonly house?: CheckReport["house"] | undefined; readonly routes?: CheckReport["routes"]; readonly secrets?: readonly string[] },
): PluginFacts {
  const { plugin } = manifest;
  return {
    plugin,
    package: manifest.package,
    version: manifest.version,
    kernel: describeKernel(manifest),
    provides: manifest.provides,
    needs: manifest.needs,
    guards: manifest.guards,
    hooks: Object.entries(house?.hooks ?? {}).flatMap(([hook, { taps }]) =>
      taps.filter((tap) => tap.plugin === plugin).map(({ reason, stage }) => ({ hook, reason, stage: stageName(stage) })),
    ),
    points: Object.entries(house?.points ?? {}).flatMap(([point, who]) => (who.includes(plugin) ? [point] : [])),
    routes: routes.filter((route) => route.plugin === plugin).map(({ route }) => route),
    commands: Object.entries(manifest.commands).map(([command, { summary }]) => ({ command, summary })),
    secrets,
    options: describeOptions(defined?.options),
  };
}

const shownOption = ({ option, default: value, required, deprecated }: PluginFacts["options"][number]) =>
  deprecated ? `${option} (deprecated)` : required ? `${option} (required)` : value === undefined ? option : `${option} (${JSON.stringify(value)})`;

/** What nobody knows before a plugin was set up. */
const registered = new Set(["hooks", "points", "routes"]);

/** The facts as people read them before they say yes; without what only a set-up tells, when it was not `setUp`. */
export function renderFacts(facts: PluginFacts, { setUp = true }: { readonly setUp?: boolean } = {}): string {
  const { here, wants, misfit } = facts.kernel;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["kernel", wants === undefined ? [] : [misfit ?? `wants ${wants}, ${here} is here`]],
    ["provides", facts.provides],
    ["needs", facts.needs],
    ["guards", facts.guards],
    ["hooks", facts.hooks.map(({ hook, reason, stage }) => `${hook}: ${reason} (stage ${stage})`)],
    ["points", facts.points],
    ["routes", facts.routes],
    ["commands", facts.commands.map(({ command, summary }) => `instar ${command}: ${summary}`)],
    ["secrets", facts.secrets],
    ["options", facts.options.map(shownOption)],
  ];
  const long = new Set(["hooks", "commands", "routes"]);
  const known = rows.filter(([title]) => setUp || !registered.has(title));
  const lines = known.flatMap(([title, values]) => {
    const label = `  ${title.padEnd(10)}`;
    if (values.length === 0) return [`${label}none`];
    return long.has(title) ? values.map((value, index) => `${index === 0 ? label : " ".repeat(label.length)}${value}`) : [`${label}${values.join(", ")}`];
  });
  return [`${facts.plugin} (${facts.package} ${facts.version})`, ...lines].join("\n");
}
