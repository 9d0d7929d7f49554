import { definePlugin, deny } from "instar";

/** A gate as small as one can be: it is asked before every tool, and says no to what deletes. */
export default definePlugin({
  api: 1,
  name: "demo-gate",
  guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("ask before deleting", ({ action }) => {
      if (action.kind === "shell" && /\brm\b|\bdelete-me\b/.test(action.command))
        return deny("Nothing is deleted in the demo.", "Tell the person that the gate of the demo said no.");
    });
  },
});
