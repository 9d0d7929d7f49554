import { defineCommand } from "@instar/kernel/command";
import { requireProject } from "../project/find-project.ts";
import { projectPaths } from "../project/project-paths.ts";
import { removeSecret } from "../project/secrets.ts";

export default defineCommand({
  summary: "Forget a secret",
  args: { name: { required: true, description: "its name" } },
  async run({ project, args, print }) {
    removeSecret(projectPaths(requireProject(project)), args.name);
    print({ name: args.name, removed: true }, `${args.name} is forgotten. A running agent keeps it until \`instar restart\`.`);
  },
});
