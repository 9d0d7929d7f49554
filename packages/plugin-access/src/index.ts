import { definePlugin } from "@instar/kernel";
import { Access } from "./contract.ts";
import { judgeBy } from "./judge-sender.ts";
import { accessOptions } from "./options.ts";

export { Access } from "./contract.ts";

/** Decides who may speak to the agent, from lists in the config. */
export default definePlugin({
  api: 1,
  name: "access",
  options: accessOptions,
  provides: Access,
  setup({ options }) {
    const judge = judgeBy(options);
    return { judge: async (channel, sender) => judge(channel, sender) };
  },
});
