import { defineCommand } from "@instar/kernel/command";
import { planRegistration } from "../client-place.ts";
import { unregister } from "../client-registration.ts";
import { standingOf } from "../standing.ts";

export default defineCommand({
  flags: {
    user: { type: "boolean", description: "from ~/.claude.json" },
    project: { type: "boolean", description: "from .mcp.json of this folder" },
    name: { description: "the name that it was written under", default: "instar" },
  },
  async run({ flags, project, print }) {
    const standing = standingOf(project);
    const { place } = planRegistration(flags, standing);
    const done = await unregister(place, standing.stateFolder);
    print(done, done.changed ? `Took the server "${done.name}" out of ${done.file}.` : `${done.file} has no server "${done.name}"; nothing was changed.`);
  },
});
