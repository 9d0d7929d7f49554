import { defineCommand } from "@instar/kernel/command";
import { createHouse } from "../daemon/create-house.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { describeConfig } from "../project/config-markers.ts";
import { requireProject } from "../project/find-project.ts";

export default defineCommand({
  summary: "Show the config as it is evaluated; secrets stay the markers of env()",
  async run({ project, print }) {
    const folder = requireProject(project);
    const house = await createHouse(folder, { command: "config" });
    await writeCommandCache(folder, house);
    const shown = { file: house.file, ...describeConfig(house.config, house.plugins) };
    const plugins = shown.plugins.map(({ name, options }) => `  ${name}${options === undefined ? "" : ` ${JSON.stringify(options)}`}`);
    print(shown, [`file  ${shown.file}`, `name  ${shown.name}`, `home  ${shown.home}`, "plugins, with the default providers:", ...plugins].join("\n"));
  },
});
