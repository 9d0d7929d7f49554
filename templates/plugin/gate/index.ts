import { definePlugin, deny } from "@instar/kernel";
import { z } from "zod";

/** Says no to shell commands that contain one of the words. */
export default definePlugin({
  api: 1,
  name: "__name__",
  guards: ["preToolUse"],
  options: z.object({
    words: z.array(z.string().min(1)).default(["git push", "npm publish"]).describe("a shell command that contains one of these does not run"),
  }),
  setup({ options, hooks }) {
    hooks.preToolUse.tap("nothing leaves this machine", ({ action }) => {
      if (action.kind !== "shell") return;
      const word = options.words.find((each) => action.command.includes(each));
      if (word !== undefined) return deny(`It contains "${word}".`, "Ask the owner to do it, and go on with something else.");
    });
  },
});
