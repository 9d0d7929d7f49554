import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const packages = fileURLToPath(new URL("./packages/", import.meta.url));

/** Tests read the sources; what a test starts as a process of its own is the build. */
const sources = [
  { find: /^@instar\/kernel\/contracts$/, replacement: `${packages}kernel/src/contracts/index.ts` },
  { find: /^@instar\/([^/]+)$/, replacement: `${packages}$1/src/index.ts` },
  { find: /^@instar\/([^/]+)\/([^/.]+)$/, replacement: `${packages}$1/src/$2.ts` },
  { find: /^instar$/, replacement: `${packages}cli/src/index.ts` },
];

/** Each test has a house of its own within the process, so files may share a worker: what they have in common is loaded once. */
const inOneProcess = [
  "kernel",
  "shell-words",
  "command-guard",
  "plugin-access",
  "plugin-conversations",
  "plugin-delegate",
  "plugin-events",
  "plugin-mcp",
  "plugin-named-sessions",
  "plugin-notices",
  "plugin-offline",
  "plugin-quota",
  "plugin-safety",
  "plugin-scheduler",
  "plugin-sessions",
  "plugin-skills",
  "plugin-store",
  "testing/test/fake-telegram",
  // The other one of their files takes a minute and begins earlier
  "plugin-http/test/!(fuzz).test.ts",
  "plugin-telegram/test/**/!(telegram.contract).test.ts",
  // The others start the real program
  "plugin-claude/test/@(session-notes|tool-list|turn-reader|usage-meter).test.ts",
].map((name) => `packages/${name.endsWith(".ts") ? name : name.includes("/") ? `${name}/**/*.test.ts` : `${name}/test/**/*.test.ts`}`);
/** What holds real processes to real time: it comes when the others are through, with nothing beside it. */
const alone = ["tests/journeys/safety-stop.test.ts"];
const everything = ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts", "tests/**/*.test.ts"];

/** What takes a minute begins first, so that no core waits at the end for the one long file that is left; what shares workers comes last, together. */
const long = [
  "tests/stranger/",
  "tests/docs/code-blocks",
  "tests/torture",
  "tests/journeys/",
  "packages/plugin-claude/",
  "packages/cli/",
  "packages/plugin-http/test/fuzz",
  "packages/plugin-telegram/",
  "packages/testing/",
  "packages/isolation/",
  "packages/client/",
  "examples/",
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      if (!project.config.isolate) return long.length + 1;
      const at = long.findIndex((part) => moduleId.includes(`/${part}`));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  resolve: { alias: sources },
  test: {
    pool: "forks",
    // Many tests wait for processes that they started, so more workers than there are cores are not too many
    maxWorkers: availableParallelism() + 2,
    // Enough for a machine that is busy with other things, too
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
    passWithNoTests: false,
    // A file that did not change is not translated again: by the next run, and by the other Nodes
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongFirst },
    projects: [
      { extends: true, test: { name: "processes", include: everything, exclude: [...configDefaults.exclude, ...inOneProcess, ...alone] } },
      { extends: true, test: { name: "one process", include: inOneProcess, isolate: false } },
      { extends: true, test: { name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
