import { defineErrors } from "@instar/kernel";

export const TestingError = defineErrors("TESTING", {
  CLAUDE_MISSING: (name: string) => ({
    message: `The Claude Code program (${name}) is not installed, so tests against the real one cannot run.`,
    hint: "Run `npm install` in the workspace, without --omit=optional: the package @anthropic-ai/claude-code brings the program of this platform along (361 MB).",
  }),
});
