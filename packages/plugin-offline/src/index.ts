import { definePlugin } from "@instar/kernel";
import { SessionDrivers } from "@instar/kernel/contracts";
import { commandEnvironment } from "./command-environment.ts";
import { createOfflineDriver } from "./offline-driver.ts";

export { OfflineError } from "./errors.ts";

/** A deterministic agent without a model, for first runs, demos and tests. Every reply of it says what it is. */
const offline = definePlugin({
  api: 1,
  name: "offline",
  setup({ contribute, clock }) {
    contribute(SessionDrivers, createOfflineDriver({ clock, env: commandEnvironment(process.env) }));
  },
});

export default offline;
export { offline };
