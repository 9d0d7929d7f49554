import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "Take back a session's last turns: what is said next follows on what was before",
  args: { name: { description: "the session's name" } },
  flags: { ...nameFlag, turns: { type: "integer", default: 1, description: "how many" } },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const session = await (await service(NamedSessions, { running: true })).rewind(name, flags.turns);
    print(session, `${name} knows nothing of its last ${flags.turns === 1 ? "turn" : `${flags.turns} turns`} any more; files that it changed stay changed.`);
  },
});
