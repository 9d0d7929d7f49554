import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag, readPrompt } from "../session-flags.ts";
import { showAnswer } from "../show-answer.ts";

export default defineCommand({
  summary: "End a session's pause, or bring a stopped one back to life",
  args: { name: { description: "the session's name" }, message: { description: "a prompt for it, in quotes" } },
  flags: { ...nameFlag, message: { description: "a prompt for it, instead of the second word" } },
  async run({ args, flags, service, print, json, signal }) {
    const name = given("The session's name", args.name, flags.name);
    const message = args.message ?? flags.message;
    const sessions = await service(NamedSessions, { running: true });
    const session = await sessions.resume(name);
    if (message === undefined) return print(session, `${name} is ${session.status}.`);
    const { next } = await sessions.output(name);
    const turn = await sessions.send(name, await readPrompt(message));
    return showAnswer({ sessions, turn, after: next, json, signal, print }, false);
  },
});
