import { defineCommand } from "@instar/kernel/command";
import { planRegistration } from "../client-place.ts";
import { register } from "../client-registration.ts";
import { standingOf } from "../standing.ts";

export default defineCommand({
  flags: {
    user: { type: "boolean", description: "for all your projects, in ~/.claude.json" },
    project: { type: "boolean", description: "for this folder, in .mcp.json" },
    name: { description: "under which name Claude Code lists it", default: "instar" },
  },
  async run({ flags, project, print }) {
    const standing = standingOf(project);
    const { place, entry } = planRegistration(flags, standing);
    const done = await register(place, entry, standing.stateFolder);
    print(
      { ...done, entry },
      done.changed
        ? `Wrote the server "${done.name}" into ${done.file}: ${[entry.command, ...entry.args].join(" ")}\nClaude Code offers its tools from its next start on. To take it out again: instar mcp unregister ${flags.user ? "--user" : "--project"}${done.name === "instar" ? "" : ` --name ${done.name}`}`
        : `${done.file} has the server "${done.name}" already; nothing was changed.`,
    );
  },
});
