import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "Change a session's permission mode, in its living process, too",
  args: { name: { description: "the session's name" }, mode: { description: "the permission mode, in the driver's words, such as plan" } },
  flags: { ...nameFlag, mode: { description: "the permission mode, instead of the second word" } },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const permissionMode = given("The permission mode", args.mode, flags.mode);
    print(await (await service(NamedSessions)).change(name, { permissionMode }), `${name} works in the mode ${permissionMode} from now on.`);
  },
});
