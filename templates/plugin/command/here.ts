import { ChatCommands } from "@instar/kernel/contracts";
import { definePlugin } from "instar";

/** `/__name__ ada` in any conversation: answered by the house at once, it never reaches the agent. */
export default definePlugin({
  api: 1,
  name: "__name__",
  setup({ contribute }) {
    contribute(ChatCommands, {
      name: "__name__",
      summary: "greets somebody",
      access: "known",
      run: async ({ words, from }) => `Hello, ${words || (from.name ?? from.id)}!`,
    });
  },
});
