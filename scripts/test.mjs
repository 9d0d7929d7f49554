// `npm test [-- vitest arguments]`: looks whether this machine has what the tests need, builds, and runs them all.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { differingLines, reporting } from "./scorecards.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const scratch = mkdtempSync(join(tmpdir(), "instar-tests-"));

function refuse(sentence, hint) {
  console.error(`\n${sentence}\n${hint}\n`);
  process.exit(1);
}

function step(title, script, args, env = process.env) {
  const started = performance.now();
  console.log(`\n▸ ${title}`);
  const { status, signal } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: "inherit", env });
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (signal) console.error(`  ended by ${signal}`);
  return status ?? 1;
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  refuse(`Instar needs Node 20.19 or newer; this is ${process.version}.`, "Install a newer Node: 24 is recommended.");
if (!existsSync(join(root, "node_modules/vitest"))) refuse("The dependencies are not installed.", "Run `npm install` first.");

const pinned = manifest.devDependencies["@anthropic-ai/claude-code"];
const claude = join(root, "node_modules/.bin/claude");
const answer = spawnSync(claude, ["--version"], { encoding: "utf8", timeout: 60_000, env: { ...process.env, HOME: scratch } });
if (answer.status !== 0)
  refuse(
    `The Claude Code CLI ${pinned} does not run at node_modules/.bin/claude${answer.error ? ` (${answer.error.message})` : `: ${answer.stderr.trim()}`}.`,
    "Tests against the real CLI are part of this suite and are never skipped. Run `npm install` with its optional dependencies and install scripts allowed (see CONTRIBUTING.md).",
  );
if (!answer.stdout.startsWith(pinned)) refuse(`The tests are written for Claude Code ${pinned}, and ${answer.stdout.trim()} is installed.`, "Run `npm ci`.");

console.log(`Node ${process.version}, Claude Code ${pinned} (no login and no network are needed; the model is a script on loopback)`);
let status = step("build", "scripts/build.mjs", []);

if (status === 0) {
  const results = join(scratch, "results.json");
  const scorecard = join(scratch, "scorecard.json");
  const { args, env } = reporting(scorecard);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`, ...args];
  status = step("tests", "node_modules/vitest/vitest.mjs", ["run", ...reporters, ...process.argv.slice(2)], env);
  if (existsSync(results)) {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(results, "utf8"));
    const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")).length;
    if (numPendingTests > 0) console.error(`${numPendingTests} skipped: a test is fixed or removed, not skipped.`);
    if (numPendingTests > 0 && process.argv.length === 2) status ||= 1;
    if (status === 0 && process.argv.length === 2) {
      const differing = await differingLines(scorecard);
      if (differing.length > 0) console.error(`docs/scorecards.md says something else than this run. Run \`npm run scorecards\`.\n${differing.join("\n")}`);
      if (differing.length > 0) status = 1;
    }
    console.log(`\n${numPassedTests} passed, ${numFailedTests + broken} failed`);
  }
}
rmSync(scratch, { recursive: true, force: true });
process.exit(status);
