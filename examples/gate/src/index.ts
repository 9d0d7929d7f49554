import { definePlugin, deny } from "@instar/kernel";

export default definePlugin({
  api: 1,
  name: "no-force-push",
  guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("protect shared branches", ({ action }) => {
      if (action.kind === "shell" && /\bgit push\b.*(\s-f\b|--force\b)/.test(action.command))
        return deny("A force push rewrites shared history.", "Push a new branch instead.");
    });
  },
});
