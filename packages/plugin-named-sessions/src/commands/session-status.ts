import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";
import { sessionText } from "../session-lines.ts";

export default defineCommand({
  summary: "Show a session: what it is, what it does, what it used",
  args: { name: { description: "the session's name; for a conversation's session, its key or id" } },
  flags: { ...nameFlag },
  async run({ args, flags, service, print }) {
    const session = await (await service(NamedSessions)).status(given("The session's name", args.name, flags.name));
    print(session, sessionText(session));
  },
});
