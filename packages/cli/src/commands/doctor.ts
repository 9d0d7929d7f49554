import { defineCommand } from "@instar/kernel/command";
import { countOf } from "../doctor/checked.ts";
import { examine } from "../doctor/examine.ts";
import { renderFindings } from "../doctor/render-findings.ts";
import { requireProject } from "../project/find-project.ts";
import { refuseInsideSession } from "../project/refuse-inside-session.ts";

export default defineCommand({
  summary: "Look whether everything is in order: what is not, why it matters, what to do; exit code 1 when something failed",
  flags: {
    fix: { type: "boolean", description: "mend what can be mended, after asking for each" },
    yes: { type: "boolean", description: "with --fix: a yes to all of it" },
  },
  async run({ flags, project, print }) {
    const folder = requireProject(project);
    if (flags.fix) {
      await refuseInsideSession('"instar doctor --fix"');
      const { mend } = await import("../doctor/mend.ts");
      await mend(folder, flags.yes);
    }
    await using examination = await examine(folder);
    const { findings } = examination;
    print(findings, renderFindings(findings));
    return countOf(findings, "fail") > 0 ? 1 : 0;
  },
});
