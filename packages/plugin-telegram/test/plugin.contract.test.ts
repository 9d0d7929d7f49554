import store from "@instar/plugin-store";
import { describePlugin } from "@instar/testing/plugin-contract";
import telegram from "../src/index.ts";

describePlugin(() => telegram({ token: "42:made-up", apiRoot: "http://127.0.0.1:9" }), {
  packageJson: new URL("../package.json", import.meta.url),
  readme: new URL("../README.md", import.meta.url),
  beside: [store()],
});
