// `npm run scorecards`: runs the contract suites of our own plugins and examples, and writes docs/scorecards.md. `npm test` compares it with its own run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const page = join(root, "docs/scorecards.md");
const intro = `# Scorecards

What our own plugins and examples promise, and whether they keep it: the contract suites of \`@instar/testing\` as they ran in the last test run. Your package
gets the same with \`npx instar-plugin-test\`. Written by \`npm run scorecards\`; \`npm test\` fails when it says something else than its run.
`;

/** For Vitest: the reporter, and the file that it writes. */
export const reporting = (file) => ({ args: ["--reporter=./packages/testing/dist/scorecard-reporter.js"], env: { ...process.env, INSTAR_SCORECARD: file } });

/** The page that a run's scorecard makes. */
async function pageOf(file) {
  const { renderScorecardPage } = await import(pathToFileURL(join(root, "packages/testing/dist/scorecard/render-scorecard.js")).href);
  const card = JSON.parse(readFileSync(file, "utf8"));
  const ours = { ...card, scores: card.scores.filter((score) => /^(packages\/plugin-|examples\/)/.test(score.file)) };
  return `${intro}\n${renderScorecardPage(ours)}\n`;
}

/** The lines in which the page and a run differ. */
export async function differingLines(file) {
  const [written, real] = [readFileSync(page, "utf8"), await pageOf(file)].map((text) => text.split("\n"));
  return [
    ...written.filter((line) => !real.includes(line)).map((line) => `- ${line}`),
    ...real.filter((line) => !written.includes(line)).map((line) => `+ ${line}`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const suites = ["packages", "examples"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((folder) => /^packages\/plugin-|^examples\//.test(folder))
    .flatMap((folder) =>
      existsSync(join(root, folder, "test")) ? readdirSync(join(root, folder, "test"), { recursive: true }).map((file) => `${folder}/test/${file}`) : [],
    )
    .filter((file) => file.endsWith(".test.ts") && /\bdescribe(Plugin|\w+Contract|ClaudeGate)\(/.test(readFileSync(join(root, file), "utf8")));
  const scratch = mkdtempSync(join(tmpdir(), "instar-scorecards-"));
  const file = join(scratch, "scorecard.json");
  const { args, env } = reporting(file);
  const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot", ...args, ...suites], {
    cwd: root,
    stdio: "inherit",
    env,
  });
  if (status === 0) writeFileSync(page, await pageOf(file));
  rmSync(scratch, { recursive: true, force: true });
  console.log(status === 0 ? "docs/scorecards.md is written." : "A suite failed, so docs/scorecards.md is as it was.");
  process.exit(status ?? 1);
}
