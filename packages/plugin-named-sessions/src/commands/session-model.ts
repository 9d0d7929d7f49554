import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";

export default defineCommand({
  summary: "Change a session's model, in its living process, too",
  args: { name: { description: "the session's name" }, model: { description: "the model, in the driver's words" } },
  flags: { ...nameFlag, model: { description: "the model, instead of the second word" } },
  async run({ args, flags, service, print }) {
    const name = given("The session's name", args.name, flags.name);
    const model = given("The model", args.model, flags.model);
    print(await (await service(NamedSessions)).change(name, { model }), `${name} uses ${model} from its next answer on.`);
  },
});
