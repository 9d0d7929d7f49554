import { defineCommand } from "@instar/kernel/command";
import { addPlugin } from "../plugins/add-plugin.ts";
import { letSomebodyIn, stepsAfterAdding } from "../plugins/let-somebody-in.ts";
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
  async run({ project, args, flags, json, print, signal, ask, command }) {
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
    const steps = stepsAfterAdding(
      added.plugin,
      added.commands.map(({ command: id }) => id),
      added.channels,
    );
    const leading = ask !== undefined && !flags.yes;
    const ways = leading && steps.length > 0 ? [] : letSomebodyIn(added.channels, steps);
    print(
      { ...added, next, leadsTo: steps.map(({ words }) => ["instar", ...words].join(" ")) },
      [`${added.plugin} is in ${added.config}. It takes part after \`${next}\`.`, ...ways].join("\n"),
    );
    if (!leading) return 0;
    for (const { words, question, needsAgent } of steps) {
      if (!(await ask.confirm(`${question} (instar ${words.join(" ")})`))) {
        print(undefined, [`Whenever you like: \`instar ${words.join(" ")}\`.`, ...letSomebodyIn(added.channels, steps)].join("\n"));
        return 0;
      }
      if (needsAgent && (await command(next.split(" ").slice(1))) !== 0) return 1;
      const code = await command(words);
      if (code !== 0) return code;
    }
    return 0;
  },
});
