import { basename, join, relative } from "node:path";
import { confirm, intro, log, outro, spinner, text } from "@clack/prompts";
import { chatInTerminal } from "../chat/chat-in-terminal.ts";
import { chatOnce } from "../chat/chat-once.ts";
import { spawnDaemon } from "../daemon/spawn-daemon.ts";
import { giveCommand } from "../give-command.ts";
import { knownCommands } from "../oclif/known-commands.ts";
import { stepsAfterAdding } from "../plugins/let-somebody-in.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { answered, askForAgent } from "./ask-for-agent.ts";
import { chooseAgent } from "./choose-agent.ts";
import { createAgent, nameFrom } from "./create-agent.ts";

const startWithinMs = 60_000;
const answerWithinMs = 600_000;

async function makeAgent(signal: AbortSignal): Promise<string> {
  const suggested = { name: nameFrom(basename(process.cwd())), ...(await chooseAgent(undefined)) };
  const { name, agent, because } = await askForAgent(suggested);
  log.info(because);
  const where = answered(await text({ message: "In which folder?", initialValue: `./${name}` }));
  const folder = join(process.cwd(), relative(process.cwd(), where));
  const steps = spinner();
  steps.start("Making the folder");
  try {
    await createAgent({ folder, name, agent, install: true, signal, progress: (step) => steps.message(step) });
  } catch (error) {
    steps.stop("That did not work.");
    throw error;
  }
  steps.stop(`${name} lives in ${folder} now.`);
  return folder;
}

/** For each channel that is open while nobody may speak there: whether to let the person in who sits here. */
async function letIn(folder: string): Promise<void> {
  const status = await probeAgent(folder);
  const deserted = (status.running ? (status.channels ?? []) : []).filter((channel) => channel.deserted);
  const commands = deserted.length === 0 ? [] : knownCommands(folder).contributed.map(({ id }) => id);
  for (const { id } of deserted)
    for (const { words } of stepsAfterAdding(id, commands, [{ id, deserted: true, pairing: true }])) {
      if (!answered(await confirm({ message: `Nobody may write on ${id} yet. Let yourself in now? (instar ${words.join(" ")})` }))) continue;
      // What it could not do it has said; the rest of the wizard goes on
      await giveCommand(words, { project: folder });
    }
}

/** The wizard: an agent is made when there is none here, started when it does not run, and spoken to. */
export async function leadToAgent(project: string | undefined, signal: AbortSignal): Promise<number> {
  intro("instar");
  const folder = project ?? (await makeAgent(signal));
  if (!(await probeAgent(folder)).running) {
    const steps = spinner();
    steps.start("Starting the agent");
    try {
      const { pid } = await spawnDaemon(folder, startWithinMs);
      steps.stop(`It runs as process ${pid}, and goes on when this terminal is closed.`);
    } catch (error) {
      steps.stop("It could not start.");
      throw error;
    }
  } else log.info(`Your agent runs in ${folder}.`);
  const where = { project: folder, conversation: "main", signal };
  if (project === undefined) {
    const first = answered(await text({ message: "Say something to your agent", initialValue: "Hello! Who are you?" }));
    await chatOnce({ ...where, withinMs: answerWithinMs, text: first, json: false, print: (_, answer) => log.message(answer ?? "") });
  }
  await letIn(folder);
  const goOn = answered(await confirm({ message: "Go on talking here?" }));
  const way = relative(process.cwd(), folder);
  outro(goOn ? "Ctrl-D leaves the conversation; the agent goes on." : `Later: ${way === "" ? "" : `cd ${way} && `}npx instar chat`);
  return goOn ? chatInTerminal(where) : 0;
}
