import { defineCommand } from "@instar/kernel/command";
import { removePlugin } from "../plugins/remove-plugin.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";

const named = (secrets: readonly string[]) => (secrets.length === 1 ? `secret ${secrets[0]} stays` : `secrets ${secrets.join(", ")} stay`);

export default defineCommand({
  summary: "Remove a plugin: its entry in the config, its package, its commands; what it keeps stays unless --purge",
  args: { name: { required: true, description: "its name, or its package's" } },
  flags: {
    purge: { type: "boolean", description: "delete its folder under .instar/plugins and its secrets too" },
    yes: { type: "boolean", char: "y", description: "remove it without asking" },
  },
  async run({ project, args, flags, json, print, signal }) {
    const folder = requireProject(project);
    const warn = (text: string) => void process.stderr.write(`${text}\n`);
    const removed = await removePlugin({
      project: folder,
      name: args.name,
      purge: flags.purge,
      yes: flags.yes,
      asking: !json && process.stdin.isTTY === true && process.stdout.isTTY === true,
      say: json ? () => undefined : warn,
      warn,
      signal,
    });
    const { keptSecrets } = removed;
    if (removed.answer === "unasked") {
      const more = keptSecrets.length === 0 ? "" : ` Its ${named(keptSecrets)}, unless --purge is added.`;
      print({ ...removed, next: "the same command with --yes" }, `Nothing was changed. To remove it, run the same command with --yes.${more}`);
      return 2;
    }
    if (removed.answer === "no") {
      print(removed, "Nothing was changed.");
      return 1;
    }
    const { running } = await probeAgent(folder);
    const kept = removed.uninstalled
      ? ""
      : removed.package.startsWith("./")
        ? ` Its file ${removed.package} stays: it is yours.`
        : ` Its package ${removed.package} stays installed: your own files import it, or it was not installed for this agent.`;
    const state = removed.purged.length === 0 ? "" : ` Deleted: ${removed.purged.join(", ")}.`;
    const secrets =
      keptSecrets.length === 0 ? "" : ` Its ${named(keptSecrets)}; deleted by ${keptSecrets.map((name) => `\`instar secrets remove ${name}\``).join(", ")}.`;
    print(
      { ...removed, ...(running ? { next: "instar reload" } : {}) },
      `${removed.plugin} is removed from ${removed.config}.${kept}${state}${secrets}${running ? " It still runs until `instar reload`." : ""}`,
    );
    return 0;
  },
});
