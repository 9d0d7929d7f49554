import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { checkStop, given, nameFlag, readPrompt } from "../session-flags.ts";
import { showAnswer } from "../show-answer.ts";

export default defineCommand({
  summary: "Give a session a prompt and wait for its answer; a stopped one is resumed",
  args: { name: { description: "the session's name" }, message: { description: "the prompt, in quotes; - reads it from stdin" } },
  flags: {
    ...nameFlag,
    message: { description: "the prompt, instead of the second word" },
    stop: { type: "boolean", description: "end its process after the answer; a prompt resumes it" },
    "no-wait": { type: "boolean", description: "come back at once" },
  },
  async run({ args, flags, service, print, json, signal }) {
    const name = given("The session's name", args.name, flags.name);
    checkStop(flags);
    const message = await readPrompt(given("The message", args.message, flags.message));
    const sessions = await service(NamedSessions, { running: true });
    const { next } = await sessions.output(name);
    const turn = await sessions.send(name, message);
    if (flags["no-wait"]) return print(turn, `${name} has it. Look later: instar session output ${name} --follow`);
    return showAnswer({ sessions, turn, after: next, json, signal, print }, flags.stop);
  },
});
