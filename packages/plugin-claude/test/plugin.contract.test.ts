import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "../src/index.ts";

describePlugin(() => plugin({ env: { HOME: "/nonexistent", CLAUDE_CONFIG_DIR: "/nonexistent/.claude" } }), {
  packageJson: new URL("../package.json", import.meta.url),
});
