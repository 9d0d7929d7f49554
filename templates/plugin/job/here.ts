import { Jobs } from "@instar/kernel/contracts";
import { definePlugin } from "instar";

/** Runs every morning at seven, when a scheduler is in the config. What it gives back is kept as the result. */
export default definePlugin({
  api: 1,
  name: "__name__",
  setup({ contribute, clock }) {
    contribute(Jobs, {
      id: "__name__",
      schedule: "0 7 * * *",
      run: async () => `It is ${new Date(clock.now()).toDateString()}.`,
    });
  },
});
