import { defineCommand } from "@instar/kernel/command";
import { createHouse } from "../daemon/create-house.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { CarriedSettings } from "../project/carried-settings.ts";
import { describeConfig } from "../project/config-markers.ts";
import { requireProject } from "../project/find-project.ts";
import { renderTable } from "../render-table.ts";

export default defineCommand({
  summary: "Show the config as it is evaluated, and the files that the agent is given; secrets stay the markers of env() or are masked",
  async run({ project, service, print }) {
    const folder = requireProject(project);
    const house = await createHouse(folder, { command: "config" });
    await writeCommandCache(folder, house);
    const carries = house.plugins.some((plugin) => (plugin.definition.provides as { id?: string } | undefined)?.id === CarriedSettings.id);
    const carried = carries ? await (await service(CarriedSettings)).carried() : undefined;
    const shown = { file: house.file, ...describeConfig(house.config, house.plugins), ...(carried === undefined ? {} : { carried }) };

    const lines = [`file  ${shown.file}`, `name  ${shown.name}`, `home  ${shown.home}`, "plugins, with the default providers:"];
    for (const { name, options } of shown.plugins) lines.push(`  ${name}${options === undefined ? "" : ` ${JSON.stringify(options)}`}`);
    if (carried !== undefined)
      lines.push(
        "",
        carried.length === 0
          ? "No files of yours are given to the agent."
          : renderTable(carried.map(({ state, kind, source, path }) => ({ state, kind, source, path }))),
      );
    if (carried?.some(({ state }) => state === "waiting"))
      lines.push("", "Those that wait are new or changed in the project. Read them, then: instar config approve PATH");
    print(shown, lines.join("\n"));
  },
});
