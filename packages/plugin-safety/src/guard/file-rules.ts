import type { Severity } from "@instar/command-guard";

/** What a file tool may do at places that matter. The first rule whose `where` fits is the one that counts. */
export interface FileRule {
  readonly id: string;
  /** Patterns: see `compilePathPattern`. `~` is the home folder, `.` the folder that the agent works in. */
  readonly where: readonly string[];
  readonly read: Severity;
  readonly write: Severity;
  /** What lies there, as the end of "That is …". */
  readonly what: string;
  readonly instead?: string;
}

const throughTool = "Change it through the program that it belongs to, or tell the owner what you want changed there and why.";
const withoutKeys = "Use the program that has the key (git, ssh, aws, …) instead of the key itself; where only the key helps, tell the owner why.";

/** Wherever they lie. */
export const everywhere: readonly FileRule[] = [
  { id: "file-device", where: ["/dev/null", "/dev/std*", "/dev/tty", "/dev/fd/**"], read: "fine", write: "fine", what: "no file" },
  {
    id: "file-machine",
    where: ["/dev/**", "/proc/**", "/sys/**", "/boot/**", "/bin/**", "/sbin/**", "/lib*/**", "/usr/bin/**", "/usr/sbin/**", "/usr/lib*/**", "/System/**"],
    read: "fine",
    write: "catastrophic",
    what: "a part of the machine itself, which may not come up again without it",
    instead: "Install programs with the package manager; what else has to change there is done by the owner.",
  },
  {
    id: "file-git-own",
    where: ["**/.git/hooks/**", "**/.git/config", "**/.git/**/hooks/**", "**/.git/modules/**/config"],
    read: "fine",
    write: "risky",
    what: "what git runs by itself, later and unseen",
    instead: "Keep hooks as files of the project (.husky, lefthook.yml, .pre-commit-config.yaml), and set options with `git config`, which is asked for.",
  },
  {
    id: "file-git-insides",
    where: ["**/.git/**", "**/.git"],
    read: "fine",
    write: "risky",
    what: "git's own record of the past",
    instead: "Use git's commands: they keep the record whole.",
  },
];

/** In the home folder and the system's: not where the agent's own folder lies in there. */
export const outside: readonly FileRule[] = [
  {
    id: "file-private-key",
    where: ["~/.ssh/id_*.pub", "~/.ssh/known_hosts*", "~/.ssh/config", "~/.aws/config"],
    read: "fine",
    write: "risky",
    what: "how this machine reaches others",
    instead: throughTool,
  },
  {
    id: "file-private-key",
    where: ["~/.ssh/id_*", "~/.ssh/*_key", "~/.ssh/*.pem", "~/.gnupg/**", "~/.aws/credentials", "~/.aws/sso/**"],
    read: "risky",
    write: "catastrophic",
    what: "a key, and nobody gets it back once it is overwritten or known to others",
    instead: withoutKeys,
  },
  {
    id: "file-keys-folder",
    where: ["~/.ssh", "~/.aws"],
    read: "risky",
    write: "catastrophic",
    what: "the folder with this person's keys",
    instead: withoutKeys,
  },
  {
    id: "file-who-gets-in",
    where: ["~/.ssh/**", "~/.aws/**"],
    read: "fine",
    write: "risky",
    what: "who gets into this machine, and into others",
    instead: throughTool,
  },
  {
    id: "file-credentials",
    where: [
      ...[
        "~/.netrc",
        "~/.git-credentials",
        "~/.pgpass",
        "~/.my.cnf",
        "~/.npmrc",
        "~/.pypirc",
        "~/.docker/config.json",
        "~/.kube/**",
        "~/.azure/**",
        "~/.vault-token",
      ],
      ...["~/.config/gcloud/**", "~/.config/gh/hosts.yml", "~/.config/op/**", "~/.cargo/credentials*", "~/.gem/credentials", "~/.terraform.d/credentials*"],
      ...[
        "~/.claude/.credentials.json",
        "~/.password-store/**",
        "~/Library/Keychains/**",
        "/etc/shadow*",
        "/etc/gshadow*",
        "/etc/sudoers*",
        "/etc/ssl/private/**",
      ],
      ...["**/*.pem", "**/*.key", "**/*.p12", "**/*.pfx", "**/*.kdbx", "**/*.keystore", "**/*.jks", "**/id_rsa", "**/id_ed25519", "**/id_ecdsa", "**/id_dsa"],
      ...["**/.env", "**/.env.*local", "**/.env.prod*"],
    ],
    read: "risky",
    write: "risky",
    what: "credentials that lie outside of the project",
    instead: withoutKeys,
  },
  {
    id: "file-notes",
    where: ["~/.claude/plans/**", "~/.claude/projects/*/memory/**", "~/.claude/todos/**"],
    read: "fine",
    write: "fine",
    what: "your own notes",
  },
  {
    id: "file-agent-settings",
    where: ["~/.claude/**", "~/.claude.json"],
    read: "fine",
    write: "risky",
    what: "what every agent of this person starts with: settings, hooks and instructions",
    instead: "Put what is needed into the project's own files, or tell the owner what you want changed and why.",
  },
  {
    id: "file-runs-later",
    where: [
      ...[
        "~/.bash*",
        "~/.zsh*",
        "~/.zprofile",
        "~/.zlogin",
        "~/.profile",
        "~/.inputrc",
        "~/.gitconfig",
        "~/.vimrc",
        "~/.tmux.conf",
        "~/.config/**",
        "~/.local/bin/**",
      ],
      ...[
        "~/Library/LaunchAgents/**",
        "/etc/cron*/**",
        "/etc/crontab",
        "/var/spool/cron/**",
        "/etc/profile*",
        "/etc/bash*",
        "/etc/systemd/**",
        "/Library/Launch*/**",
      ],
    ],
    read: "fine",
    write: "risky",
    what: "what runs or counts by itself at every later start",
    instead: "Set it in the project (an .envrc, a script, git's settings of this repository), or tell the owner what to add and why.",
  },
  {
    id: "file-dotfile",
    where: ["~/.*"],
    read: "fine",
    write: "risky",
    what: "a setting of this person's, outside of the project",
    instead: throughTool,
  },
  {
    id: "file-system",
    where: ["/etc/**", "/usr/**", "/opt/**", "/srv/**", "/var/**", "/Library/**", "/Applications/**"],
    read: "fine",
    write: "risky",
    what: "a part of the system, for everybody on this machine",
    instead: throughTool,
  },
];

/** In the folder that the agent works in. */
export const inside: readonly FileRule[] = [
  {
    id: "file-own-settings",
    where: ["./.claude/settings*.json", "./.claude/hooks/**", "./.mcp.json"],
    read: "fine",
    write: "risky",
    what: "what you yourself may do and start with here: settings, hooks and servers",
    instead: "Tell the owner what you want changed there and why.",
  },
];

/** For all else outside. */
export const elsewhere: FileRule = {
  id: "file-outside",
  where: [],
  read: "fine",
  write: "risky",
  what: "outside of the project",
  instead: "Write within the project, or into a temporary folder.",
};
