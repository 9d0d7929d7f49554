import type { Rule } from "../rule.ts";

const asksFirst = "Ask the owner to do it.";

/** Who may use the machine. */
export const userRules: readonly Rule[] = [
  {
    id: "system.user-gone",
    severity: "catastrophic",
    programs: ["userdel", "deluser"],
    flags: ["-r|--remove|--remove-home|--remove-all-files"],
    reason: "`{what}` takes a person's account away with the whole home folder.",
    instead: asksFirst,
    unless: { flags: ["--help", "-h"] },
  },
  {
    id: "system.user-gone-mac",
    severity: "catastrophic",
    programs: ["dscl", "sysadminctl"],
    operands: ["/Users/*", "Users/*"],
    flags: ["-delete|--delete|-deleteUser"],
    reason: "`{what}` takes a person's account away.",
    instead: asksFirst,
  },
  {
    id: "system.user-locked",
    severity: "catastrophic",
    programs: ["userdel", "deluser", "sysadminctl"],
    operands: ["root"],
    reason: "`{what}` takes away an account that this machine cannot be without.",
    instead: asksFirst,
  },
  {
    id: "system.users",
    severity: "risky",
    programs: [
      "userdel",
      "deluser",
      "groupdel",
      "delgroup",
      "passwd",
      "chpasswd",
      "usermod",
      "useradd",
      "adduser",
      "groupmod",
      "gpasswd",
      "visudo",
      "vipw",
      "vigr",
      "chsh",
      "chage",
      "dscl",
    ],
    reason: "`{what}` changes who may use this machine.",
    instead: asksFirst,
    unless: { flags: ["-S|--status", "--help", "-l|--list"] },
  },
  {
    id: "system.another-user",
    severity: "risky",
    programs: ["su"],
    reason: "It goes on as another user, and what that one does there nobody sees.",
    instead: asksFirst,
    unless: { flags: ["-c|--command|--session-command", "--help|-h", "--version|-V"] },
  },
];
