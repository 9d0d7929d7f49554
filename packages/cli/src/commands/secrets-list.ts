import { defineCommand } from "@instar/kernel/command";
import { requireProject } from "../project/find-project.ts";
import { projectPaths } from "../project/project-paths.ts";
import { listSecrets } from "../project/secrets.ts";

export default defineCommand({
  summary: "List the names of the secrets, never their values",
  async run({ project, print }) {
    const names = listSecrets(projectPaths(requireProject(project)));
    print(
      names,
      names.length === 0 ? 'There are no secrets yet. Keep one with `instar secrets set NAME`, and use it in the config as env("NAME").' : names.join("\n"),
    );
  },
});
