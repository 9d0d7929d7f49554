import { definePlugin, deny } from "instar";

/** Asked before every tool that the agent uses. Silence is consent: it says no, or nothing. */
export default definePlugin({
  api: 1,
  name: "__name__",
  guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("nothing leaves this machine", ({ action }) => {
      if (action.kind === "shell" && /git push|npm publish/.test(action.command)) return deny("Nothing is pushed from here.", "Ask the owner to do it.");
    });
  },
});
