import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "End what a session is doing now; its process stays",
  args: { name: { description: "the session's name; for a conversation's session, its key or id" } },
  flags: { ...nameFlag },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    await (await service(NamedSessions, { running: true })).interrupt(name);
    print({ name, interrupted: true }, `${name} is interrupted.`);
  },
});
