import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { renderScorecard, renderScorecardPage } from "../src/scorecard/render-scorecard.ts";
import { isGood, type MarkedResult, type Scorecard, scoreOf } from "../src/scorecard/score.ts";
import { writePage } from "../src/scorecard/write-page.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The package of somebody, with these files in its `test` folder. */
function packageOf(tests: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "instar-scorecard-"));
  folders.push(folder);
  mkdirSync(join(folder, "test"));
  symlinkSync(fileURLToPath(new URL("../../../node_modules", import.meta.url)), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "instar-plugin-bell", type: "module", instar: { plugin: "bell" } }));
  for (const [name, text] of Object.entries(tests)) writeFileSync(join(folder, "test", name), text);
  return folder;
}

/** As `npx instar-plugin-test` in a folder. */
function pluginTest(folder: string, ...words: string[]): Promise<{ code: number; out: string; complaint: string }> {
  const bin = fileURLToPath(new URL("../bin/instar-plugin-test.js", import.meta.url));
  const env = { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1" };
  return new Promise((resolve) =>
    execFile(process.execPath, [bin, ...words], { cwd: folder, env }, (error, out, complaint) => resolve({ code: Number(error?.code ?? 0), out, complaint })),
  );
}

const suite = (setup: string) => `import { definePlugin } from "@instar/kernel";
import { describePlugin } from "@instar/testing/plugin-contract";
const bell = definePlugin({ api: 1, name: "bell", setup({ hooks, own }) { ${setup} } });
describePlugin(() => bell(), { packageJson: new URL("../package.json", import.meta.url) });
`;

describe("instar-plugin-test", () => {
  test("says which promises a package keeps and which it opted out of, and writes that down", async () => {
    const own = `import { createContract, optedOut } from "@instar/testing/scorecard";
import { describe, test } from "vitest";
describe("ringing", () => {
  const { promise, leftOut } = createContract("ringing", "bell");
  promise("R1", "it rings", () => undefined);
  promise("R2", "it rings softly", () => optedOut("it has one loudness"));
  leftOut("R10", "it rings at night", "it sleeps");
});
test("of its own", () => undefined);
`;
    const folder = packageOf({ "plugin.test.ts": suite(""), "ringing.test.ts": own });
    const { code, out } = await pluginTest(folder, "--write");
    expect(out).toBe(`plugin contract   bell  5 of 6
  opted out  P6: its README lists its options as they are (\`npx instar-plugin-options\` writes them there): the suite was not told of its README
ringing contract  bell  1 of 3
  opted out  R2: it rings softly: it has one loudness
  opted out  R10: it rings at night: it sleeps
other tests             1 of 1

Good: 6 of 9 promises kept, 3 opted out, 0 broken.
`);
    expect(code).toBe(0);
    const page = readFileSync(join(folder, "SCORECARD.md"), "utf8");
    expect(page).toContain("| bell | ringing | 1 of 3 | 2 |  |");
    expect(page).toContain("| R2 | it rings softly |  | bell: opted out, it has one loudness |");
  });

  test("names a leaked timer by the line that set it, and a file that can't be run; that is no good", async () => {
    const leak = 'hooks.start.tap("ring", () => void setInterval(() => undefined, 1_000));';
    const folder = packageOf({ "plugin.test.ts": suite(leak), "torn.test.ts": 'import "./nowhere.ts";' });
    const { code, out } = await pluginTest(folder, "--json");
    const card = JSON.parse(out) as Scorecard & { good: boolean };
    expect(code).toBe(1);
    expect(card.good).toBe(false);
    const broken = card.scores[0]?.promises.filter(({ outcome }) => outcome === "failed");
    expect(broken?.map(({ id }) => id)).toEqual(["P4"]);
    expect(broken?.[0]?.why).toMatch(/a timer set at .*plugin\.test\.ts:3:\d+/);
    expect(card.broken.join()).toContain("nowhere.ts");
  });

  test("where nothing was run it says how to begin, and wrong use is told apart", async () => {
    const folder = packageOf({});
    const [nothing, wrong, both] = await Promise.all([pluginTest(folder), pluginTest(folder, "--jsn"), pluginTest(folder, "only", "--write")]);
    expect(nothing).toMatchObject({ code: 1, out: expect.stringContaining("Call describePlugin of @instar/testing/plugin-contract") });
    expect(wrong).toMatchObject({ code: 2, out: "", complaint: expect.stringContaining("--jsn") });
    expect(both).toMatchObject({ code: 2, complaint: expect.stringContaining("takes no filter") });
  });
});

describe("a scorecard", () => {
  const result = (id: string, passed: boolean, more: Partial<MarkedResult["mark"]> = {}): MarkedResult => ({
    mark: { contract: "ringing", subject: "bell", id, title: `title of ${id}`, ...more },
    file: "test/a.test.ts",
    passed,
    ...(passed ? {} : { error: "It was | silent\nat noon" }),
  });
  const cardOf = (...results: MarkedResult[]): Scorecard => ({ scores: scoreOf(results), others: { passed: 0, failed: [] }, broken: [] });

  test("lists promises by their number, and one that was asked twice is kept when it was kept twice", () => {
    const card = cardOf(result("R10", true), result("R2", false), result("R2", true), result("R1", true));
    expect(card.scores[0]?.promises.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["R1", "passed"],
      ["R2", "failed"],
      ["R10", "passed"],
    ]);
    expect(isGood(card)).toBe(false);
    expect(renderScorecard(card)).toContain("BROKEN  R2: title of R2: It was | silent\n");
    expect(renderScorecardPage(card)).toContain("| R2 | title of R2 |  | bell: **broken**, It was \\| silent |");
  });

  test("of several subjects says how many kept a promise, and who did not", () => {
    const card = cardOf(result("R1", true), result("R1", true, { subject: "gong", optedOut: "no <hammer>" }));
    expect(renderScorecardPage(card)).toContain("| R1 | title of R1 | 1 of 2 | gong: opted out, no &lt;hammer> |");
    expect(isGood(card)).toBe(true);
  });

  test("goes between the marks of a README, and leaves the rest of it alone", () => {
    const folder = packageOf({});
    writeFileSync(join(folder, "README.md"), "# Bell\n\n<!-- scorecard -->\nold $&\n<!-- /scorecard -->\nEnd.\n");
    writePage(folder, "new $& page");
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# Bell\n\n<!-- scorecard -->\nnew $& page\n<!-- /scorecard -->\nEnd.\n");
  });
});
