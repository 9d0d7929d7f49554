import completions from "@instar/plugin-sessions/completions";
import store from "@instar/plugin-store";
import { describePlugin } from "@instar/testing/plugin-contract";

describePlugin(() => completions(), {
  // The package's own file tells of its main plugin
  packageJson: { instar: { plugin: "completions", provides: ["completions"], needs: ["store", "events?"] } },
  beside: [store()],
});
