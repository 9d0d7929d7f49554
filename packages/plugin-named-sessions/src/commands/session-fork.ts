import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag, readPrompt } from "../session-flags.ts";
import { showAnswer } from "../show-answer.ts";

export default defineCommand({
  summary: "Begin a session that knows the past of another one",
  args: { name: { description: "the session to branch off from" }, "new-name": { description: "the new session's name" } },
  flags: {
    ...nameFlag,
    "new-name": { description: "the new session's name, instead of the second word" },
    message: { description: "a first prompt for the new one; without one it waits" },
    model: { description: "another model for the new one" },
  },
  async run({ args, flags, service, print, json, signal }) {
    const name = given("The session's name", args.name, flags.name);
    const newName = given("The new session's name", args["new-name"], flags["new-name"]);
    const sessions = await service(NamedSessions, { running: true });
    const forked = await sessions.fork(name, newName, flags.model === undefined ? {} : { model: flags.model });
    if (flags.message === undefined) return print(forked, `${newName} knows what ${name} knew. Go on with it: instar session send ${newName} "..."`);
    const turn = await sessions.send(newName, await readPrompt(flags.message));
    return showAnswer({ sessions, turn, after: 0, json, signal, print }, false);
  },
});
