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
  WAITED_IN_VAIN: (what: string, seconds: number, standing: readonly string[]) => ({
    message: [`Waited ${seconds} s in vain for ${what}.`, ...standing].join("\n  "),
  }),
  NO_SUCH_TOOL: (name: string, there: readonly string[]) => ({
    message: `No plugin of this kernel brings a tool called "${name}". There ${there.length === 0 ? "is none" : `are: ${there.join(", ")}`}.`,
    hint: "Tools are contributed with contribute(AgentTools, tool), in `setup`.",
  }),
  NO_SUCH_CHANNEL: (channel: string, plugin: string) => ({
    message: `The harness names the owner "${channel}:...", but the plugin ${plugin} brings no channel called "${channel}".`,
    hint: "The part of `owner` up to the first colon is the channel's id.",
  }),
  NO_SECOND_CONVERSATION: (plugin: string) => ({
    message: `The harness of ${plugin} names one conversation only.`,
    hint: 'Add a second one to `conversations`, or opt out of "second-conversation".',
  }),
  CHANNEL_CHILD: (what: string) => ({ message: `The process in which the channel runs ended early: ${what}` }),
});
