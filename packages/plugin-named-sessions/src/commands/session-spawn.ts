import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { checkStop, fromHere, given, limitFlags, nameFlag, readLimits, readPrompt, readTools } from "../session-flags.ts";
import { showAnswer } from "../show-answer.ts";

export default defineCommand({
  summary: "Begin a session under a name and, with a prompt, wait for its answer",
  args: {
    name: { description: "1 to 200 letters, digits, _ and -" },
    prompt: { description: "what it is to do, in quotes; - reads it from stdin; without one the session is made ready" },
  },
  flags: {
    ...nameFlag,
    prompt: { description: "what it is to do, instead of the second word" },
    model: { description: "the model, in the driver's words" },
    "work-dir": { description: "the folder that it works in; default the agent's" },
    "permission-mode": { description: "the permission mode, in the driver's words, such as plan or acceptEdits" },
    "allowed-tools": { description: "the only tools that it has, such as Read,Edit" },
    "system-prompt": { description: "said behind the house's own system prompt" },
    ...limitFlags,
    agent: { description: "an agent that the driver knows, whose prompt and tools it takes" },
    stop: { type: "boolean", description: "end its process after the answer; a prompt resumes it" },
    "keep-alive": { type: "boolean", description: "keep its process after the answer until it is idle for long, as is the default" },
    "no-wait": { type: "boolean", description: "come back at once" },
  },
  async run({ args, flags, service, print, json, signal }) {
    const name = given("The session's name", args.name, flags.name);
    const text = args.prompt ?? flags.prompt;
    checkStop(flags, text !== undefined);
    const prompt = text === undefined ? undefined : await readPrompt(given("The prompt", args.prompt, flags.prompt));
    const limits = readLimits(flags);
    const sessions = await service(NamedSessions, { running: true });
    const { session, turn } = await sessions.spawn({
      name,
      ...(prompt !== undefined && { prompt }),
      ...(flags.model !== undefined && { model: flags.model }),
      ...(flags["work-dir"] !== undefined && { workDir: fromHere(flags["work-dir"]) }),
      ...(flags["permission-mode"] !== undefined && { permissionMode: flags["permission-mode"] }),
      ...(flags["allowed-tools"] !== undefined && { tools: readTools(flags["allowed-tools"]) }),
      ...(flags["system-prompt"] !== undefined && { systemPrompt: flags["system-prompt"] }),
      ...(flags.agent !== undefined && { agent: flags.agent }),
      ...(limits && { limits }),
    });
    if (turn === undefined) return print(session, `${name} is being made ready. Give it work: instar session send ${name} "..."`);
    if (flags["no-wait"]) return print({ session, turn }, `${name} is at work. Look later: instar session output ${name} --follow`);
    return showAnswer({ sessions, turn, after: 0, json, signal, print }, flags.stop);
  },
});
