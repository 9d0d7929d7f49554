import { definePlugin } from "@instar/kernel";
import { SessionDrivers } from "@instar/kernel/contracts";
import { commandEnvironment } from "./command-environment.ts";

export { OfflineError } from "./errors.ts";

/** A deterministic agent without a model, for first runs, demos and tests. Every reply of it says what it is. */
const offline = definePlugin({
  api: 1,
  name: "offline",
  async setup({ contribute, clock }) {
    // Only a house that is set up loads the driver: who reads a config needs its name.
    const { createOfflineDriver } = await import("./offline-driver.ts");
    contribute(SessionDrivers, createOfflineDriver({ clock, env: commandEnvironment(process.env) }));
  },
});

export default offline;
export { offline };
