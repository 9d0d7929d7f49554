import type { KernelDescription } from "@instar/kernel";
import { defineCommand, InstarError } from "@instar/kernel/command";
import { checkRange } from "../check-flags.ts";
import { describeStandalone } from "../daemon/describe-standalone.ts";
import { CliError } from "../errors.ts";
import { requireProject } from "../project/find-project.ts";
import { renderTable } from "../render-table.ts";
import { describeRunning } from "../socket/describe-running.ts";
import { hookNames } from "../trace/hook-names.ts";
import { printTrace } from "../trace/print-trace.ts";

async function describe(folder: string): Promise<KernelDescription> {
  try {
    return await describeRunning(folder);
  } catch (error) {
    if (InstarError.is(error, "CLI_NOT_RUNNING")) return describeStandalone(folder);
    throw error;
  }
}

export default defineCommand({
  summary: "List each hook with its taps in the order in which they run, or watch them run",
  flags: {
    trace: { type: "boolean", description: "show each tap that the running agent runs, until Ctrl-C; with --json one line each" },
    hook: { multiple: true, options: hookNames, description: "only this hook; may be given several times" },
    plugin: { multiple: true, description: "only taps of this plugin; may be given several times" },
    limit: { type: "integer", description: "with --trace: end after so many lines, 1 to 100000" },
  },
  async run({ project, flags, json, print, signal }) {
    const folder = requireProject(project);
    const { hook: wanted, plugin: plugins, limit } = flags;
    if (limit !== undefined) checkRange("limit", limit, 1, 100_000);
    if (flags.trace) return printTrace({ project: folder, filter: { hooks: wanted, plugins }, limit, json, signal });
    if (limit !== undefined) throw CliError.ONLY_WITH("limit", "trace");
    const { hooks: all } = await describe(folder);
    const hooks = Object.fromEntries(
      Object.entries(all)
        .filter(([hook]) => wanted.length === 0 || wanted.includes(hook))
        .map(([hook, { kind, taps }]) => [hook, { kind, taps: taps.filter(({ plugin }) => plugins.length === 0 || plugins.includes(plugin)) }]),
    );
    const rows = Object.entries(hooks).flatMap(([hook, { kind, taps }]) => taps.map(({ stage, plugin, reason }) => ({ hook, kind, stage, plugin, reason })));
    const silent = Object.entries(hooks).flatMap(([hook, { taps }]) => (taps.length === 0 ? [hook] : []));
    const narrowed = wanted.length + plugins.length > 0;
    const nothing = narrowed ? "No tap fits. Leave out --hook or --plugin to see all of them." : "No plugin taps a hook.";
    const text = rows.length === 0 ? nothing : renderTable(rows);
    print(hooks, silent.length === 0 || narrowed ? text : `${text}\n\nNobody listens to: ${silent.join(", ")}.`);
  },
});
