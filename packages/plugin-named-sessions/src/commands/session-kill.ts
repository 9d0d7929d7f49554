import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "End a session's process tree at once; a prompt resumes it",
  args: { name: { description: "the session's name" } },
  flags: { ...nameFlag },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const session = await (await service(NamedSessions, { running: true })).kill(name);
    print(session, `${name} was killed. A prompt resumes it: instar session send ${name} "..."`);
  },
});
