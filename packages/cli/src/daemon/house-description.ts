import { definePlugin, type Kernel, type Plugin } from "@instar/kernel";
import { HouseDescription } from "@instar/plugin-http/contract";
import { version } from "../version.ts";

/** Lets plugins ask about the house that they are in. `kernel` gives it, once it is there. */
export const houseDescription = (startedAt: number, kernel: () => Kernel): Plugin =>
  definePlugin({
    api: 1,
    name: "house-description",
    provides: HouseDescription,
    setup: () => ({ version, startedAt, describe: () => kernel().describe(), redact: (text) => kernel().redact(text) }),
  })();
