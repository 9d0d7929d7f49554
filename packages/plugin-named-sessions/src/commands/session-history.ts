import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";
import { turnText } from "../session-lines.ts";

export default defineCommand({
  summary: "Show a session's prompts and answers, the oldest first",
  args: { name: { description: "the session's name" } },
  flags: {
    ...nameFlag,
    full: { type: "boolean", description: "whole texts; otherwise 200 characters of a prompt and 300 of an answer" },
    limit: { type: "integer", default: 100, description: "how many of the latest" },
  },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const turns = await (await service(NamedSessions)).turns(name, Math.max(1, flags.limit));
    const text = turns.map((turn) => turnText(turn, flags.full)).join("\n\n");
    print(turns, turns.length > 0 ? text : `${name} was given no prompt yet: instar session send ${name} "..."`);
  },
});
