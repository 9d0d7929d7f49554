import { z } from "zod";

const variables = z.record(z.string(), z.string());

export const claudeOptions = z.object({
  /** Passed to Claude Code as it is, `sonnet` or a full name. Default: what the login gives. */
  model: z.string().min(1).optional(),
  /** Claude Code's own permissions, behind our gate: the widest that a session may have, and what it has by itself. Default: bypassed, because our gate decides. */
  permissionMode: z.enum(["bypassPermissions", "acceptEdits", "auto", "dontAsk", "manual", "plan"]).default("bypassPermissions"),
  /** The program. Default: `claude` on the PATH, then one that npm installed beside the project. */
  executable: z.string().min(1).optional(),
  /** More environment for the program. */
  env: variables.default({}),
  /** Names of variables of Instar's own environment that the agent may see, besides what a login, a proxy and a locale need. */
  passEnv: z.array(z.string().min(1)).default([]),
  /** Tools or patterns that Claude Code removes: `WebFetch`, `Bash(curl *)`. */
  disallowedTools: z.array(z.string().min(1)).default([]),
  /** Lets root bypass permissions, by telling Claude Code that it is in a sandbox. Only for containers made to be thrown away. */
  allowRoot: z.boolean().default(false),
  /** Bypasses permissions with a version whose gate was not tried, too. */
  acceptUntestedVersion: z.boolean().default(false),
  /** Which CLAUDE.md, rules, sub-agents, skills and MCP servers are carried in. Those of a project wait for a yes. */
  carry: z.object({ user: z.boolean().default(true), project: z.boolean().default(true) }).default({ user: true, project: true }),
  /** The models of single answers without tools, for summaries and the like. */
  completionModels: z
    .object({ fast: z.string().min(1).default("haiku"), balanced: z.string().min(1).default("sonnet"), capable: z.string().min(1).default("opus") })
    .default({ fast: "haiku", balanced: "sonnet", capable: "opus" }),
  /** How long Claude Code waits for an answer of our gate before it takes no answer as a no. Must be longer than the deadline of an approval (10 min). */
  gateTimeoutMs: z.int().min(1_000).max(86_400_000).default(660_000),
});

export type ClaudeOptions = z.output<typeof claudeOptions>;
