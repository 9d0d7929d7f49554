import { isGood, type Kept, type Outcome, type Score, type Scorecard } from "./score.ts";

const count = (promises: readonly Kept[], outcome: Outcome) => promises.filter((each) => each.outcome === outcome).length;
const firstLine = (text = "") => text.split("\n", 1)[0] ?? "";
const plural = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? "" : "s"}`;
/** Text within a row of a Markdown table. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function verdict(card: Scorecard): string {
  const all = card.scores.flatMap(({ promises }) => promises);
  if (all.length === 0 && card.broken.length === 0)
    return "No contract suite was run. Call describePlugin of @instar/testing/plugin-contract in a file such as test/plugin.contract.test.ts.";
  const figures = [
    `${count(all, "passed")} of ${plural(all.length, "promise")} kept`,
    `${count(all, "opted out")} opted out`,
    `${count(all, "failed")} broken`,
  ];
  return `${isGood(card) ? "Good" : "Not good"}: ${figures.join(", ")}.`;
}

/** For a screen: one line for each suite, one for each promise that was not kept, and the verdict. */
export function renderScorecard(card: Scorecard): string {
  const rows = card.scores.map((score): readonly [string, string, string, readonly Kept[]] => {
    const { contract, subject, promises } = score;
    return [`${contract} contract`, subject, `${count(promises, "passed")} of ${promises.length}`, promises.filter(({ outcome }) => outcome !== "passed")];
  });
  const { passed, failed } = card.others;
  if (passed + failed.length > 0) rows.push(["other tests", "", `${passed} of ${passed + failed.length}`, []]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => String(row[column]).length)));
  const lines = rows.flatMap(([suite, subject, figures, rest]) => [
    `${suite.padEnd(widths[0] ?? 0)}  ${subject.padEnd(widths[1] ?? 0)}  ${figures}`,
    ...rest.map(({ id, title, outcome, why }) => `  ${outcome === "failed" ? "BROKEN" : "opted out"}  ${id}: ${title}: ${firstLine(why)}`),
  ]);
  const wrong = [...failed.map((name) => `  FAILED  ${name}`), ...card.broken.map((text) => `  BROKEN  ${firstLine(text)}`)];
  return [...lines, ...wrong, ...(lines.length + wrong.length > 0 ? [""] : []), verdict(card)].join("\n");
}

/** The promises of one contract, and who of those that were held to it kept them. */
function renderPromises(contract: string, scores: readonly Score[]): readonly string[] {
  const promises = new Map(scores.flatMap((score) => score.promises.map(({ id, title }) => [id, title] as const)));
  const ids = [...promises.keys()].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  return [
    `The promises of the ${contract} contract:`,
    "",
    "| id | promise | kept | opted out or broken |",
    "| --- | --- | --- | --- |",
    ...ids.map((id) => {
      const asked = scores.flatMap(({ subject, promises: each }) => each.filter((kept) => kept.id === id).map((kept) => ({ subject, ...kept })));
      const rest = asked.filter(({ outcome }) => outcome !== "passed");
      const kept = scores.length === 1 ? (rest.length === 0 ? "yes" : "") : `${asked.length - rest.length} of ${asked.length}`;
      const notes = rest.map(({ subject, outcome, why }) => `${subject}: ${outcome === "failed" ? "**broken**" : "opted out"}, ${cell(firstLine(why))}`);
      return `| ${id} | ${cell(promises.get(id) ?? "")} | ${kept} | ${notes.join("; ")} |`;
    }),
  ];
}

/** For a page: who kept how much of which contract, then each promise. Says nothing of times, so that it changes only with an outcome. */
export function renderScorecardPage(card: Scorecard): string {
  const contracts = [...new Set(card.scores.map(({ contract }) => contract))];
  const summary = card.scores.map(({ contract, subject, promises }) => {
    const [passed, out, failed] = [count(promises, "passed"), count(promises, "opted out"), count(promises, "failed")];
    return `| ${subject} | ${contract} | ${passed} of ${promises.length} | ${out || ""} | ${failed === 0 ? "" : `**${failed}**`} |`;
  });
  const details = contracts.flatMap((contract) => [
    "",
    ...renderPromises(
      contract,
      card.scores.filter((score) => score.contract === contract),
    ),
  ]);
  return [...["| who | contract | kept | opted out | broken |", "| --- | --- | --- | --- | --- |"], ...summary, ...details].join("\n");
}
