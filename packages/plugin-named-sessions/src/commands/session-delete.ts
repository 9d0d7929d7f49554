import { defineCommand, type Remote } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { NamedSessionsError } from "../errors.ts";
import { given, nameFlag } from "../session-flags.ts";
import { hasEnded } from "../stored-turn.ts";

/** A paused one may have a turn to end. */
async function works(sessions: Remote<NamedSessions>, name: string): Promise<boolean> {
  const { status } = await sessions.status(name);
  if (status !== "paused") return status === "busy" || status === "starting";
  const last = (await sessions.turns(name, 1)).at(-1);
  return last !== undefined && !hasEnded(last);
}

export default defineCommand({
  summary: "End a session and forget it with its history",
  args: { name: { description: "the session's name" } },
  flags: { ...nameFlag, force: { type: "boolean", description: "also while it works" } },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const sessions = await service(NamedSessions);
    if (!flags.force && (await works(sessions, name))) throw NamedSessionsError.WORKING(name);
    await sessions.remove(name);
    print({ name, deleted: true }, `${name} is deleted.`);
  },
});
