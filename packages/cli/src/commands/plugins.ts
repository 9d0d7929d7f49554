import { defineCommand, InstarError } from "@instar/kernel/command";
import { brought } from "../daemon/brought-plugins.ts";
import { createHouse } from "../daemon/create-house.ts";
import { defaultPackages, housedIn } from "../daemon/default-providers.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { printable } from "../printable.ts";
import { requireProject } from "../project/find-project.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";
import { renderTable } from "../render-table.ts";
import { describeRunning } from "../socket/describe-running.ts";

/** The running agent's plugins, or undefined when none runs. */
async function statesOf(folder: string) {
  try {
    return (await describeRunning(folder)).plugins;
  } catch (error) {
    if (InstarError.is(error, "CLI_NOT_RUNNING") || InstarError.is(error, "CLI_NOT_ANSWERING") || InstarError.is(error, "CLI_SOCKET_GONE")) return undefined;
    throw error;
  }
}

export default defineCommand({
  summary: "List the plugins: version, what each provides, and whether it is up",
  async run({ project, print }) {
    const folder = requireProject(project);
    const house = await createHouse(folder, { command: "plugins" });
    await writeCommandCache(folder, house);
    const packages = new Map(listPluginPackages(folder, defaultPackages).map((found) => [found.plugin, found]));
    const states = await statesOf(folder);
    const running = new Map(states?.map((plugin) => [plugin.name, plugin]));
    const names = [...new Set([...house.plugins.map((plugin) => plugin.name), ...running.keys()])];
    const configured = new Map(house.plugins.map((plugin) => [plugin.name, plugin]));
    const rows = names.map((name) => {
      const provides = (configured.get(name)?.definition.provides as { id?: string } | undefined)?.id ?? running.get(name)?.provides;
      const { error: why, hint, failures = 0, lastFailure } = running.get(name) ?? {};
      const error = why ?? lastFailure?.message;
      return {
        name,
        version: packages.get(housedIn.get(name) ?? name)?.version ?? (brought.has(name) ? "instar" : "own"),
        provides: provides ?? null,
        state: running.get(name)?.state ?? (states === undefined ? "not running" : "needs a reload"),
        ...(failures === 0 ? {} : { failures }),
        ...(error === undefined ? {} : { error }),
        ...(hint === undefined ? {} : { hint }),
      };
    });
    // Behind the table, where nothing is cut: a line of it is no longer than the terminal is wide.
    const hints = rows.flatMap(({ name, hint }) => (hint === undefined ? [] : [`${name}: ${printable(hint)}`]));
    print(rows, [renderTable(rows.map(({ hint: _, ...row }) => row)), ...hints].join("\n"));
  },
});
