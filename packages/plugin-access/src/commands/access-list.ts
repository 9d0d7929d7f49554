import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";

export default defineCommand({
  summary: "List who may speak to the agent, and who decides; with the groups where they may",
  async run({ service, print }) {
    const access = await service(AccessDesk);
    const people = (await access.trusted()).map(({ sender, trust, source, by, at, name }) => ({
      sender,
      trust,
      source,
      by: by ?? null,
      since: at === undefined ? null : new Date(at).toISOString(),
      name: name ?? null,
    }));
    const groups = (await access.groups()).map((sender) => ({ sender, trust: "group", source: "config", by: null, since: null, name: null }));
    print([...people, ...groups]);
  },
});
