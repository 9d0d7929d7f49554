import type { Rule } from "../rule.ts";

const seen = "Tell the owner what should run later, and let them set it up.";

/** What runs later, when nobody looks. */
export const laterRules: readonly Rule[] = [
  {
    id: "later.start-files",
    severity: "risky",
    does: ["overwrite", "append", "remove", "move"],
    targets: ["start"],
    reason: "{what} runs by itself later, or decides what does.",
    instead: seen,
  },
  { id: "later.keys", severity: "risky", does: ["append"], targets: ["keys"], reason: "{what} decides who may come in.", instead: seen },
  {
    id: "later.crontab",
    severity: "risky",
    programs: ["crontab"],
    reason: "It replaces or removes what runs by itself.",
    instead: seen,
    unless: { flags: ["-l", "-V", "--help"] },
  },
  {
    id: "later.at",
    severity: "risky",
    programs: ["at", "batch", "atrm", "schtasks", "anacron"],
    reason: "It makes something run later, when nobody looks.",
    instead: seen,
    unless: { flags: ["-l", "-V", "--help"] },
  },
  {
    id: "later.service",
    severity: "risky",
    programs: ["systemctl", "launchctl", "update-rc.d", "chkconfig", "rc-update"],
    words: [
      "enable|link|preset|daemon-reexec|import-environment|set-environment",
      "load|bootstrap|submit|setenv",
      "* defaults|enable|remove|disable|on|off",
      "add|del",
    ],
    reason: "It makes something run by itself from now on.",
    instead: seen,
  },
  {
    id: "later.systemd-run",
    severity: "risky",
    programs: ["systemd-run"],
    flags: ["--on-calendar|--on-active|--on-boot|--on-startup|--timer-property"],
    reason: "It makes something run later, when nobody looks.",
    instead: seen,
  },
];
