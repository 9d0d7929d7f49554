import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "Keep a session's process and let it take no prompt",
  args: { name: { description: "the session's name" } },
  flags: { ...nameFlag },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const session = await (await service(NamedSessions)).pause(name);
    print(session, `${name} is paused. Go on: instar session resume ${name}`);
  },
});
