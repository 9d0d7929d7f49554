import type { Judgement, Step } from "@instar/command-guard";

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

function drawStep({ looked, via, severity, rule, reason, inside }: Step, depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  const found =
    severity === "fine" ? [] : [`${indent}    ${severity}${rule === undefined ? "" : ` (${rule})`}${reason === undefined ? "" : `: ${oneLine(reason)}`}`];
  return [`${indent}- ${oneLine(looked)}${via === undefined ? "" : `  [${via}]`}`, ...found, ...inside.flatMap((step) => drawStep(step, depth + 1))];
}

const inWords = { allow: "Allowed", ask: "The owner is asked", deny: "Denied" } as const;
const again = "It is denied once with a checklist, and may then be given again";

/** A verdict for people: what was decided and why, then what was looked at. */
export function drawJudgement({ verdict, rule, reason, instead, steps }: Judgement, level: 1 | 2): string {
  const head = verdict === "ask" && level === 2 ? again : inWords[verdict];
  return [
    `${head}${rule === null ? "." : ` (${rule}).`}`,
    ...(reason === null ? [] : [`Why: ${oneLine(reason)}`]),
    ...(instead === null ? [] : [`Instead: ${oneLine(instead)}`]),
    ...(steps.length === 0 ? [] : ["", "What was looked at:", ...steps.flatMap((step) => drawStep(step, 1))]),
  ].join("\n");
}
