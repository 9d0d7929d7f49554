import { ask, definePlugin } from "@instar/kernel";

/** A gate of the preset: what leaves the machine waits for a yes. */
export const askBeforeSending = definePlugin({
  api: 1,
  name: "ask-before-sending",
  guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("ask before anything is sent away", ({ action }) => {
      if (action.kind === "shell" && /\bgit\s+push\b|\bcurl\b.*\s(-d|--data\S*|-T|-F)\b|\bscp\b|\bmail\b/.test(action.command))
        return ask("It sends something away.");
    });
  },
});
