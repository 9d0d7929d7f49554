import type { UsageRow, UsageTotals } from "../contract.ts";
import { bar } from "./bar.ts";
import { countText, moneyText, shortened } from "./figure-text.ts";

const gap = "  ";
/** A session's id, whole. */
const mostLabel = 36;
const besideLabel = 44;

const tokensOf = ({ inputTokens, outputTokens }: UsageTotals) => inputTokens + outputTokens;

/** Aligned under each other: what, a bar, money, tokens in and out. Bars are money, or tokens where nothing has a price. */
export function drawRows(rows: readonly UsageRow[], labelOf: (row: UsageRow) => string, width: number): readonly string[] {
  const hasPrice = rows.some(({ costUsd }) => costUsd > 0);
  const weight = (row: UsageRow) => (hasPrice ? row.costUsd : tokensOf(row));
  const most = Math.max(...rows.map(weight));
  const cells = rows.map((row) => ({
    label: shortened(labelOf(row), Math.min(mostLabel, width - besideLabel)),
    share: most > 0 ? weight(row) / most : 0,
    money: row.entries === 0 ? "" : moneyText(row.costUsd),
    input: row.entries === 0 ? "" : `${countText(row.inputTokens)} in`,
    output: row.entries === 0 ? "" : `${countText(row.outputTokens)} out`,
  }));
  const widest = (text: (cell: (typeof cells)[number]) => string) => Math.max(0, ...cells.map((cell) => text(cell).length));
  const [label, money, input, output] = [
    widest((cell) => cell.label),
    widest((cell) => cell.money),
    widest((cell) => cell.input),
    widest((cell) => cell.output),
  ];
  const left = Math.max(4, width - label - money - input - output - 5 * gap.length);
  return cells.map((cell) =>
    ["", cell.label.padEnd(label), bar(cell.share, left).padEnd(left), cell.money.padStart(money), cell.input.padStart(input), cell.output.padStart(output)]
      .join(gap)
      .trimEnd(),
  );
}
