import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { NamedSessionsError } from "../errors.ts";
import { given, limitFlags, nameFlag, readLimits } from "../session-flags.ts";
import { sessionText } from "../session-lines.ts";

export default defineCommand({
  summary: "Change what a session may use; raising a passed limit lets it go on",
  args: { name: { description: "the session's name" } },
  flags: { ...nameFlag, ...limitFlags },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const limits = readLimits(flags);
    if (!limits) throw NamedSessionsError.MISSING("A limit (--max-budget, --max-turns or --max-duration)");
    const session = await (await service(NamedSessions)).change(name, { limits });
    print(session, sessionText(session));
  },
});
