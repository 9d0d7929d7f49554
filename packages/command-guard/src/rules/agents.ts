import type { Rule } from "../rule.ts";

const free = { reason: "`{what}` would let an agent do whatever it likes, unseen.", instead: "Start it with its guards on, or ask the owner." } as const;
const more = { reason: "It changes what an agent may do, and with whose code.", instead: "Tell the owner what should be added, and let them do it." } as const;

/** Other agents, and what holds them. */
export const agentRules: readonly Rule[] = [
  {
    id: "agents.unguarded",
    severity: "risky",
    programs: [
      "claude",
      "claude-code",
      "codex",
      "gemini",
      "aider",
      "cursor-agent",
      "amp",
      "copilot",
      "qwen",
      "opencode",
      "goose",
      "crush",
      "droid",
      "auggie",
      "cline",
      "q",
      "kiro",
      "grok",
    ],
    flags: [
      "--dangerously-skip-permissions|--allow-dangerously-skip-permissions|--permission-mode=bypassPermissions|--dangerously-bypass-approvals-and-sandbox|--dangerously-allow-all|--yolo|--full-auto|--sandbox=danger-full-access|-s=danger-full-access|--ask-for-approval=never|-a=never|--approval-mode=yolo|--approval-mode=auto|--yes-always|--allow-all-tools|--allow-all|--skip-permissions-unsafe|--trust-all-tools|--allowedTools=Bash|--allowedTools=Bash(\\*)|--allowedTools=*Bash(\\*)*|--allowed-tools=Bash|--settings|--permission-prompt-tool|--mcp-config|--dangerously-load-development-channels",
    ],
    ...free,
  },
  {
    id: "agents.unguarded-short",
    severity: "risky",
    programs: ["gemini", "qwen", "cursor-agent", "aider"],
    flags: ["-y|-f|--force|--yes"],
    ...free,
    unless: { flags: ["--help|--version"] },
  },
  {
    id: "agents.codex-settings",
    severity: "risky",
    programs: ["codex"],
    flags: ["-c=*approval_policy*never*|-c=*sandbox_mode*danger*|--config=*approval_policy*never*|--config=*sandbox*danger*"],
    ...free,
  },
  {
    id: "agents.servers",
    severity: "risky",
    programs: ["claude", "codex", "gemini", "qwen", "copilot", "cursor-agent", "amp", "goose", "opencode"],
    words: [
      "mcp add|add-json|add-from-claude-desktop|install|enable",
      "plugin|plugins|extension|extensions install|add|enable|link|marketplace",
      "plugin marketplace add",
      "config set|add",
      "configure",
    ],
    ...more,
  },
  {
    id: "agents.elsewhere",
    severity: "risky",
    programs: ["settings of another agent"],
    reason: "{what} gives an agent other settings, without its guards.",
    instead: "Start it with the owner's settings.",
  },
  {
    id: "agents.hooks-off",
    severity: "risky",
    programs: ["chmod"],
    operands: ["*.claude/hooks*", "*.claude/settings*", "*.git/hooks/*", "*.husky/*", "*.codex/*", "*.gemini/*", ".mcp.json"],
    ...more,
    unless: { operands: ["+x", "a+x", "u+x", "755", "0755", "700", "750", "775"] },
  },
];
