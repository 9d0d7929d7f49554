import { defineCommand } from "@instar/kernel/command";
import { requireProject } from "../project/find-project.ts";

export default defineCommand({
  summary: "Talk to the agent; without a terminal, each line of stdin is answered in turn",
  flags: {
    once: { description: "say this, print the answer, and end" },
    conversation: { default: "main", description: "which conversation; each remembers its own" },
    timeout: { type: "integer", default: 900, description: "seconds to wait for an answer; a question waits for 600" },
  },
  async run({ project, flags, json, print, signal }) {
    const where = { project: requireProject(project), conversation: flags.conversation, withinMs: flags.timeout * 1_000, signal };
    if (flags.once !== undefined) return (await import("../chat/chat-once.ts")).chatOnce({ ...where, text: flags.once, json, print });
    if (process.stdin.isTTY && process.stdout.isTTY && !json) return (await import("../chat/chat-in-terminal.ts")).chatInTerminal(where);
    return (await import("../chat/chat-lines.ts")).chatLines({ ...where, json, input: process.stdin });
  },
});
