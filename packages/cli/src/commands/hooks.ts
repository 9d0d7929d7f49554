import type { KernelDescription } from "@instar/kernel";
import { defineCommand, InstarError } from "@instar/kernel/command";
import { describeStandalone } from "../daemon/describe-standalone.ts";
import { requireProject } from "../project/find-project.ts";
import { renderTable } from "../render-table.ts";
import { describeRunning } from "../socket/describe-running.ts";

async function describe(folder: string): Promise<KernelDescription> {
  try {
    return await describeRunning(folder);
  } catch (error) {
    if (InstarError.is(error, "CLI_NOT_RUNNING")) return describeStandalone(folder);
    throw error;
  }
}

export default defineCommand({
  summary: "List each hook with its taps in the order in which they run",
  async run({ project, print }) {
    const { hooks } = await describe(requireProject(project));
    const rows = Object.entries(hooks).flatMap(([hook, { kind, taps }]) => taps.map(({ stage, plugin, reason }) => ({ hook, kind, stage, plugin, reason })));
    const silent = Object.entries(hooks).flatMap(([hook, { taps }]) => (taps.length === 0 ? [hook] : []));
    const text = rows.length === 0 ? "No plugin taps a hook." : renderTable(rows);
    print(hooks, silent.length === 0 ? text : `${text}\n\nNobody listens to: ${silent.join(", ")}.`);
  },
});
