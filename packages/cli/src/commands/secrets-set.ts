import { defineCommand } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import { requireProject } from "../project/find-project.ts";
import { projectPaths } from "../project/project-paths.ts";
import { isSecretName, writeSecret } from "../project/secrets.ts";
import { readHidden } from "../read-hidden.ts";

export default defineCommand({
  summary: "Keep a secret: asked for without showing it, or read from stdin",
  args: { name: { required: true, description: 'like TELEGRAM_BOT_TOKEN; the config uses it as env("NAME")' } },
  async run({ project, args, print }) {
    const paths = projectPaths(requireProject(project));
    if (!isSecretName(args.name)) throw CliError.BAD_SECRET_NAME(args.name);
    const value = (await readHidden(`${args.name}: `)).trim();
    if (value === "") throw CliError.NO_SECRET_VALUE(args.name);
    writeSecret(paths, args.name, value);
    print({ name: args.name, kept: true }, `${args.name} is kept. A running agent reads it after \`instar restart\`.`);
  },
});
