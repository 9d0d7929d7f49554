import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { definePlugin, Stage } from "instar";

/** Writes down which hooks are fired, so that `npm start` can tell. */
export default definePlugin({
  api: 1,
  name: "witness",
  guards: ["preToolUse", "beforeJob"],
  setup({ hooks, paths }) {
    const saw = (hook: string, what?: string) =>
      appendFileSync(join(paths.home, "witness.log"), `${JSON.stringify({ hook, pid: process.pid, ...(what === undefined ? {} : { what }) })}\n`, {
        mode: 0o600,
      });
    hooks.preToolUse.tap({ name: "write it down", stage: Stage.first }, ({ tool, action }) =>
      saw("preToolUse", action.kind === "shell" ? `${tool}: ${action.command}` : tool),
    );
    for (const [name, hook] of Object.entries(hooks)) if (name !== "preToolUse") hook.tap({ name: "write it down", stage: Stage.last }, () => saw(name));
  },
});
