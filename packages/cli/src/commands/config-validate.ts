import { defineCommand } from "@instar/kernel/command";
import { checkConfig } from "../daemon/create-house.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { deprecatedOptions, describeDeprecated } from "../plugins/deprecated-options.ts";
import { requireProject } from "../project/find-project.ts";

export default defineCommand({
  summary: "Check the config and report all of its mistakes at once; exit code 1 when there are any",
  async run({ project, print }) {
    const folder = requireProject(project);
    const house = await checkConfig(folder);
    await writeCommandCache(folder, house);
    const deprecated = deprecatedOptions(house.plugins);
    print(
      { valid: true, file: house.file, plugins: house.plugins.map((plugin) => plugin.name), deprecated },
      [`${house.file} is fine: ${house.plugins.length} plugins.`, ...deprecated.map(describeDeprecated)].join("\n"),
    );
  },
});
