import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";
import { describeTrusted } from "../describe-trusted.ts";

export default defineCommand({
  summary: "Let in a stranger by the code that they were given",
  args: { code: { required: true, description: "the code that they told you" } },
  flags: { owner: { type: "boolean", description: "as an owner, who decides" } },
  async run({ args, flags, service, print }) {
    const access = await service(AccessDesk);
    const trusted = await access.pair(args.code, flags.owner ? "owner" : "known", { by: "local:owner", place: "local:owner" });
    print(trusted, `${describeTrusted(trusted)} They are told so; what they wrote before is not passed on.`);
  },
});
