import { defineCommand } from "@instar/kernel/command";
import { addPlugin } from "../plugins/add-plugin.ts";
import { letSomebodyIn } from "../plugins/let-somebody-in.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { standingFolder } from "../project/standing-folder.ts";

export default defineCommand({
  summary: "Add a plugin: installs it, shows what it brings and what changes in the config, and asks for a yes",
  args: { name: { required: true, description: "telegram, a package (with @version), a tarball or a folder" } },
  flags: {
    option: { multiple: true, char: "o", description: "an option of the plugin, as key=value or key=env:NAME" },
    secret: { multiple: true, description: "an option that is a secret: asked for without showing it, or read from stdin" },
    yes: { type: "boolean", char: "y", description: "add it without asking" },
  },
  async run({ project, args, flags, json, print, signal }) {
    const folder = requireProject(project);
    const asking = !json && process.stdin.isTTY === true && process.stdout.isTTY === true;
    const warn = (text: string) => void process.stderr.write(`${text}\n`);
    const { name } = args;
    const added = await addPlugin({
      project: folder,
      name,
      standing: standingFolder(),
      options: flags.option,
      secrets: flags.secret,
      yes: flags.yes,
      asking,
      say: json ? () => undefined : warn,
      warn,
      signal,
    });
    if (added.answer === "unasked") {
      print({ ...added, next: "the same command with --yes" }, "Nothing was changed. To add it, run the same command with --yes.");
      return 2;
    }
    if (added.answer === "no") {
      print(added, "Nothing was changed.");
      return 1;
    }
    const next = (await probeAgent(folder)).running ? "instar reload" : "instar start";
    print({ ...added, next }, [`${added.plugin} is in ${added.config}. It takes part after \`${next}\`.`, ...letSomebodyIn(added.channels)].join("\n"));
    return 0;
  },
});
