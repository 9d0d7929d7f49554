import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";

export default defineCommand({
  summary: "List the strangers who wait with a code, and those who were turned away",
  async run({ service, print }) {
    const access = await service(AccessDesk);
    const rows = (await access.met()).map(({ sender, state, at, until, name }) => ({
      sender,
      state,
      since: new Date(at).toISOString(),
      until: new Date(until).toISOString(),
      name: name ?? null,
    }));
    print(rows, rows.length === 0 ? "No stranger waits. Whoever writes to the agent without being known is given a code, and is listed here." : undefined);
  },
});
