import { printable } from "../printable.ts";
import type { Checked } from "./checked.ts";
import { countOf } from "./checked.ts";

const rank = { fail: 0, warn: 1, ok: 2 } as const;
const sign = { fail: "FAIL", warn: "warn", ok: "ok" } as const;

const indented = (text: string) => text.split("\n").join("\n      ");
const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** The findings for people: what is wrong first, with why it matters and what to do; what is in order in one line each. */
export function renderFindings(findings: readonly Checked[]): string {
  const lines = [...findings]
    .sort((a, b) => rank[a.status] - rank[b.status])
    .flatMap(({ status, by, id, summary, why, hint, fixable }) => [
      `${sign[status].padEnd(4)}  ${by === "instar" ? id : `${by}/${id}`}: ${indented(summary)}`,
      ...(status === "ok" || why === undefined ? [] : [`      ${indented(why)}`]),
      ...(status === "ok" || hint === undefined ? [] : [`      -> ${indented(hint)}`]),
      ...(fixable && hint?.includes("--fix") !== true ? ["      -> instar doctor --fix mends it."] : []),
    ]);
  const failed = countOf(findings, "fail");
  const warned = countOf(findings, "warn");
  const verdict = failed + warned === 0 ? "Everything is in order." : `${plural(failed, "failure")}, ${plural(warned, "warning")}.`;
  return printable([...lines, "", verdict].join("\n"));
}
