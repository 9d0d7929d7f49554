import { defineErrors } from "@instar/kernel";

export const TestingError = defineErrors("TESTING", {
  CLAUDE_MISSING: (name: string) => ({
    message: `The Claude Code program (${name}) is not installed, so tests against the real one cannot run.`,
    hint: "Run `npm install` in the workspace, without --omit=optional: the package @anthropic-ai/claude-code brings the program of this platform along (361 MB).",
  }),
  FAKE_CLAUDE_NOT_BUILT: (file: string) => ({
    message: `The stand-in for Claude Code is not built: ${file} is missing.`,
    hint: "Run `npx tsc -b packages/testing`; what a test starts as a process of its own is the build.",
  }),
});
