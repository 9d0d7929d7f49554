import { defineCommand } from "@instar/kernel/command";
import { checkConfig } from "../daemon/create-house.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { requireProject } from "../project/find-project.ts";

export default defineCommand({
  summary: "Check the config and report all of its mistakes at once; exit code 1 when there are any",
  async run({ project, print }) {
    const folder = requireProject(project);
    const house = await checkConfig(folder);
    await writeCommandCache(folder, house);
    print({ valid: true, file: house.file, plugins: house.plugins.map((plugin) => plugin.name) }, `${house.file} is fine: ${house.plugins.length} plugins.`);
  },
});
