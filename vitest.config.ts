import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const packages = fileURLToPath(new URL("./packages/", import.meta.url));

/** Tests read the sources; what a test starts as a process of its own is the build. */
const sources = [
  { find: /^@instar\/kernel\/contracts$/, replacement: `${packages}kernel/src/contracts/index.ts` },
  { find: /^@instar\/([^/]+)$/, replacement: `${packages}$1/src/index.ts` },
  { find: /^@instar\/([^/]+)\/([^/.]+)$/, replacement: `${packages}$1/src/$2.ts` },
  { find: /^instar$/, replacement: `${packages}cli/src/index.ts` },
];

export default defineConfig({
  resolve: { alias: sources },
  test: {
    pool: "forks",
    // Many tests wait for processes that they started, so one worker more than there are cores is not too many
    maxWorkers: availableParallelism() + 1,
    include: ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts", "tests/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    passWithNoTests: false,
  },
});
