import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";

export default defineCommand({
  summary: "List who may speak to the agent, and who decides",
  async run({ service, print }) {
    const access = await service(AccessDesk);
    print(
      (await access.trusted()).map(({ sender, trust, source, by, at, name }) => ({
        sender,
        trust,
        source,
        by: by ?? null,
        since: at === undefined ? null : new Date(at).toISOString(),
        name: name ?? null,
      })),
    );
  },
});
