import { CliError } from "../errors.ts";
import { agree } from "../plugins/change-plugins.ts";
import { examine } from "./examine.ts";

/** Carries out the fixes that there are, each after a yes. What could not be mended is said on stderr; the rest goes on. Rejects with CLI_FIX_NEEDS_YES. */
export async function mend(project: string, yes: boolean): Promise<void> {
  await using examination = await examine(project);
  const fixable = examination.findings.filter(({ fixable }) => fixable);
  if (fixable.length === 0) return;
  const asking = process.stdin.isTTY && process.stdout.isTTY;
  if (!yes && !asking) throw CliError.FIX_NEEDS_YES(fixable.map(({ id }) => id));
  for (const finding of fixable) {
    const answer = await agree({ yes, asking, say: (text) => void process.stderr.write(text) }, `${finding.summary} Mend it?`);
    if (answer !== "yes") continue;
    try {
      await examination.fix(finding);
      process.stderr.write(`Mended: ${finding.id}\n`);
    } catch (error) {
      process.stderr.write(`${finding.id} could not be mended: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}
