import { relative, resolve } from "node:path";
import { select } from "@clack/prompts";
import { defineCommand } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import { answered } from "../init/ask-for-agent.ts";
import { createHere } from "../plugins/create-here.ts";
import { kinds, type PluginKind, pluginKinds } from "../plugins/create-kinds.ts";
import { createPackage } from "../plugins/create-package.ts";
import { requireFreeName } from "../plugins/free-plugin-name.ts";
import { type PluginName, parsePluginName } from "../plugins/plugin-name.ts";
import { renderTree } from "../plugins/render-tree.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { refuseInsideSession } from "../project/refuse-inside-session.ts";
import { standingFolder } from "../project/standing-folder.ts";

const inOtherTerminal: ReadonlySet<string> = new Set(["instar hooks --trace"]);
const lines = (next: readonly string[]) =>
  next.map((line) => `  ${line}${inOtherTerminal.has(line) ? "   # in another terminal, until Ctrl-C" : ""}`).join("\n");

async function chooseKind(given: string | undefined, asking: boolean): Promise<PluginKind> {
  if (given !== undefined) return given as PluginKind;
  if (!asking) throw CliError.WHICH_KIND(pluginKinds);
  return answered(await select({ message: "What shall it be?", options: pluginKinds.map((value) => ({ value, label: value, hint: kinds[value].about })) }));
}

/** What shows it at work, once it is in the config. */
function nextHere(kind: PluginKind, { name }: PluginName, running: boolean): readonly string[] {
  const begin = running ? "instar reload" : "instar start";
  const watch = "instar hooks --trace";
  if (kind === "channel") return [begin, `instar access grant ${name}:me --owner`, `echo hello >> ${name}-in.txt`];
  if (kind === "service") return [begin, `instar chat --once "/${name} instar"`, `instar plugins info ${name}`];
  return kind === "gate" ? [begin, watch, kinds[kind].act(name)] : [begin, kinds[kind].act(name), watch];
}

export default defineCommand({
  summary: "Begin a plugin of your own: a package with tests, or with --here one file in this agent's folder",
  args: { name: { required: true, description: "what it is called, such as quiet-hours; its package is instar-plugin-<name>" } },
  flags: {
    kind: { options: pluginKinds, char: "k", description: pluginKinds.map((kind) => `${kind}: ${kinds[kind].about}`).join("; ") },
    folder: { description: "where its package goes (default: ./instar-plugin-<name>)" },
    here: { type: "boolean", description: "no package: write plugins/<name>.ts and put it into this agent's config" },
    yes: { type: "boolean", char: "y", description: "with --here: do it without asking" },
  },
  async run({ project, args, flags, json, print, signal }) {
    const asking = !json && process.stdin.isTTY === true && process.stdout.isTTY === true;
    if (flags.here && flags.folder !== undefined) throw CliError.HERE_OR_FOLDER();
    const name = parsePluginName(args.name);
    if (flags.here) await refuseInsideSession('"instar plugins create --here"');
    const agent = flags.here ? requireProject(project) : project;
    const kind = await chooseKind(flags.kind, asking && !flags.yes);
    requireFreeName(name.name, kind, agent);
    const warn = (text: string) => void process.stderr.write(`${text}\n`);
    const beside = kinds[kind].beside?.replaceAll("__name__", name.name);
    const note = beside === undefined ? {} : { note: beside };

    if (agent !== undefined && flags.here) {
      const done = await createHere({ project: agent, kind, name, yes: flags.yes, asking, say: json ? () => undefined : warn, warn, signal });
      const { file, ...made } = done;
      const found = { plugin: name.name, kind, folder: agent, files: [{ file: file.file, what: file.what }], ...made };
      if (made.answer === "unasked") {
        print({ ...found, next: ["the same command with --yes"] }, "Nothing was changed. To do it, run the same command with --yes.");
        return 2;
      }
      if (made.answer === "no") {
        print(found, "Nothing was changed.");
        return 1;
      }
      const next = nextHere(kind, name, (await probeAgent(agent)).running);
      print(
        { ...found, next, ...note },
        `${file.file} is a ${kind} (${kinds[kind].about}), and in the config.\n\n${lines(next)}${beside ? `\n\n${beside}` : ""}`,
      );
      return 0;
    }

    const folder = resolve(standingFolder(), flags.folder ?? `instar-plugin-${name.name}`);
    const files = (await createPackage({ kind, name, folder, signal, say: warn })).map(({ file, what }) => ({ file, what }));
    const way = relative(standingFolder(), folder) || ".";
    const next = [way === "." ? "npm install" : `cd ${way} && npm install`, "npm test", "npm run build"];
    const then = `Then, in an agent's folder: instar add ${folder}`;
    print(
      { plugin: name.name, package: `instar-plugin-${name.name}`, kind, folder, files, next, then, ...note },
      `${renderTree(way, files)}\n\n${lines(next)}\n\n${then}${beside ? `\n${beside}` : ""}\nIts license is yours to choose; README.md says how to publish it.`,
    );
    return 0;
  },
});
