import { readFile } from "node:fs/promises";
import { defineCommand } from "@instar/kernel/command";
import { Delegates, type Preset } from "../contract.ts";
import { unsafeSentence } from "../describe-delegation.ts";
import { DelegateError } from "../errors.ts";
import { fromHere, limitFlags, readLimits } from "../read-flags.ts";
import { waitInTerminal } from "../wait-in-terminal.ts";

async function contextOf(text: string | undefined, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return text;
  const read = await readFile(file, "utf8").catch((cause: unknown) => {
    throw DelegateError.REQUEST_MALFORMED(`the file ${file} of --context-file can't be read.`, { cause });
  });
  return text === undefined ? read : `${text}\n\n${read}`;
}

export default defineCommand({
  args: { task: { required: true, description: "what is to be done, in quotes" } },
  flags: {
    name: { description: "how it is called; default made from the task" },
    model: { description: "the model, in the driver's words" },
    preset: { default: "edit", description: "read-only, review, edit, full or plan" },
    ...limitFlags,
    "no-safety": { type: "boolean", description: "without limits on cost, answers and time, and without protected paths" },
    context: { description: "what it should know" },
    "context-file": { description: "a file that holds what it should know" },
    "work-dir": { description: "the folder in which it works; default the agent's" },
    "system-prompt": { description: "said behind the house's own system prompt" },
    agent: { description: "an agent that the driver knows, whose prompt and tools it takes" },
    "no-wait": { type: "boolean", description: "come back at once; `instar delegate status` tells the rest" },
  },
  async run({ args, flags, service, print, json, signal }) {
    const limits = readLimits(flags);
    const context = await contextOf(flags.context, flags["context-file"]);
    if (flags["no-safety"]) {
      if (Object.keys(limits).length > 0) throw DelegateError.REQUEST_MALFORMED("--no-safety switches limits off, and a limit is given as well.");
      process.stderr.write(`${unsafeSentence}\n`);
    }
    const delegates = await service(Delegates, { running: true });
    const begun = await delegates.run({
      task: args.task,
      preset: flags.preset as Preset,
      ...limits,
      ...(flags["no-safety"] && { safety: false }),
      ...(flags.name !== undefined && { name: flags.name }),
      ...(flags.model !== undefined && { model: flags.model }),
      ...(context !== undefined && { context }),
      ...(flags["work-dir"] !== undefined && { workDir: fromHere(flags["work-dir"], process.cwd()) }),
      ...(flags["system-prompt"] !== undefined && { systemPrompt: flags["system-prompt"] }),
      ...(flags.agent !== undefined && { agent: flags.agent }),
    });
    if (!flags["no-wait"]) return waitInTerminal(delegates, begun, { print, json, signal });
    print(begun, `${begun.name} is at work. Wait for it: instar delegate status ${begun.name} --wait 60`);
    return 0;
  },
});
