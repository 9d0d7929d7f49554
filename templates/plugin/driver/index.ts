import { definePlugin } from "@instar/kernel";
import { SessionDrivers } from "@instar/kernel/contracts";
import { z } from "zod";
import { createDriver } from "./driver.ts";

/** Another agent for the house: this one repeats what it hears. Put your own in the place of the arrow function. */
export default definePlugin({
  api: 1,
  name: "__name__",
  options: z.object({ prefix: z.string().default("You said: ").describe("what every answer begins with") }),
  setup({ options, contribute }) {
    contribute(
      SessionDrivers,
      createDriver("__name__", async ({ said }) => `${options.prefix}${said}`),
    );
  },
});
