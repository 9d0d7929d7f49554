import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { NamedSessionsError } from "../errors.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "End a session and forget it with its history",
  args: { name: { description: "the session's name" } },
  flags: { ...nameFlag, force: { type: "boolean", description: "also while it works" } },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const sessions = await service(NamedSessions);
    const { status } = await sessions.status(name);
    if ((status === "busy" || status === "starting") && !flags.force) throw NamedSessionsError.WORKING(name);
    await sessions.remove(name);
    print({ name, deleted: true }, `${name} is deleted.`);
  },
});
