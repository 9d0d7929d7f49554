import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";

export default defineCommand({
  summary: "List the jobs that come along and wait to be chosen",
  async run({ service, print, json }) {
    const defaults = await (await service(JobScheduler)).defaults();
    if (json) return print(defaults);
    if (defaults.length === 0) return print(defaults, "No job comes along.");
    print(defaults.map(({ name, description, added }) => ({ job: name, added: added ? "yes" : `instar job add --default ${name}`, description })));
  },
});
