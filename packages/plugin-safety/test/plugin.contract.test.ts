import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "../src/index.ts";

describePlugin(() => plugin(), {
  packageJson: new URL("../package.json", import.meta.url),
  readme: new URL("../README.md", import.meta.url),
  beside: [store(), sessions()],
});
