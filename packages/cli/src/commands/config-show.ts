import { defineCommand } from "@instar/kernel/command";
import { readConfig } from "../daemon/create-house.ts";
import { defaultsBeside, listPlugins } from "../daemon/default-providers.ts";
import { readCarried } from "../daemon/read-carried.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { describeConfig } from "../project/config-markers.ts";
import { requireProject } from "../project/find-project.ts";
import { renderTable } from "../render-table.ts";

export default defineCommand({
  summary: "Show the config as it is evaluated, and the files that the agent is given; secrets stay the markers of env() or are masked",
  async run({ project, service, print }) {
    const folder = requireProject(project);
    const { config, file } = await readConfig(folder, { command: "config" });
    const configured = listPlugins(config.plugins);
    const plugins = [...configured, ...defaultsBeside(configured).map((name) => ({ name, input: undefined }))];
    await writeCommandCache(folder, { plugins });
    const carried = await readCarried(folder, config, service);
    const shown = { file, ...describeConfig(config, plugins), ...(carried === undefined ? {} : { carried }) };

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
