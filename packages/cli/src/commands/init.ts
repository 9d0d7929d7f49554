import { basename, relative, resolve } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import { askForAgent } from "../init/ask-for-agent.ts";
import { chooseAgent } from "../init/choose-agent.ts";
import { createAgent, nameFrom } from "../init/create-agent.ts";
import { standingFolder } from "../project/standing-folder.ts";

export default defineCommand({
  summary: "Make a folder for a new agent and install what it needs",
  args: { folder: { description: "where (default: here)" } },
  flags: {
    name: { description: "the agent's name (default: the folder's)" },
    claude: { type: "boolean", description: "Claude Code is the agent, also when it was not found" },
    offline: { type: "boolean", description: "an agent without a model" },
    yes: { type: "boolean", char: "y", description: "ask nothing" },
    "skip-install": { type: "boolean", description: "do not run npm install" },
  },
  async run({ args, flags, print, json, signal }) {
    if (flags.claude && flags.offline) throw CliError.TWO_AGENTS();
    const folder = resolve(standingFolder(), args.folder ?? ".");
    const asked = flags.claude ? "claude" : flags.offline ? "offline" : undefined;
    const suggested = { name: nameFrom(flags.name ?? basename(folder)), ...(await chooseAgent(asked)) };
    const asking = !flags.yes && !json && process.stdin.isTTY === true && process.stdout.isTTY === true && flags.name === undefined && asked === undefined;
    const { name, agent, because } = asking ? await askForAgent(suggested) : suggested;
    const files = await createAgent({
      folder,
      name,
      agent,
      install: !flags["skip-install"],
      signal,
      progress: (step) => void process.stderr.write(`${step}…\n`),
    });
    const way = relative(standingFolder(), folder);
    const next = [...(flags["skip-install"] ? ["npm install"] : []), "npx instar start", "npx instar chat"];
    print(
      { folder, name, agent, because, files, next },
      `${name} lives in ${folder} now. ${because}\n\n${[...(way === "" ? [] : [`cd ${args.folder}`]), ...next].map((line) => `  ${line}`).join("\n")}`,
    );
  },
});
