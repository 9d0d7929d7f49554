import { gitLinesOf } from "./git-lines.ts";
import { asWord, emptying, type Line, removing, unquoted } from "./line.ts";

/** Finds in the text of a configuration what the program would do that is given it with these words. */
export type ConfigurationReader = (text: string, args: readonly string[]) => readonly Line[];

const mostLines = 400;
const linesIn = (text: string): readonly string[] => text.slice(0, 32_768).split("\n").slice(0, mostLines);

/** `Match exec "…"`, `ProxyCommand …`: what `ssh` runs on the way. */
const readSsh: ConfigurationReader = (text) =>
  linesIn(text).flatMap((line): readonly Line[] => {
    const [, name, value = ""] = /^\s*(ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)(?:\s*=\s*|\s+)(\S.*)$/i.exec(line) ?? [];
    if (name !== undefined) return [{ via: `ssh ${name}`, text: value.replace(/%[hnpr]/g, "host"), ...(/^Remote/i.test(name) ? { remote: true } : {}) }];
    const [, one, other] = /^\s*Match\b.{0,400}?\bexec(?:\s*=\s*|\s+)(?:"((?:[^"\\]|\\.)*)"|(\S+))/i.exec(line) ?? [];
    const run = one?.replace(/\\(["\\])/g, "$1") ?? other;
    return run === undefined ? [] : [{ via: "ssh Match exec", text: run }];
  });

/** The table of `systemd-tmpfiles`: a kind, a path, a mode, an owner. */
const readTemporaryFiles: ConfigurationReader = (text, args) => {
  const has = (option: string) => args.includes(option);
  return linesIn(text).flatMap((line): readonly Line[] => {
    const [kind = "", given = "", mode = "-", user = "-"] = line.trim().split(/\s+/);
    if (!/^[a-zA-Z][-+!=~^$?]{0,4}$/.test(kind) || given === "") return [];
    const path = unquoted(given).replaceAll("%h", "~").replaceAll("%%", "%");
    const via = "systemd-tmpfiles";
    const letter = kind.slice(0, 1);
    if (has("--remove") && /[rR]/.test(letter)) return [letter === "R" ? removing(via, path) : { via, text: `rm -f ${asWord(path)}` }];
    if ((has("--remove") && letter === "D") || (has("--clean") && /[dDevqQ]/.test(letter)) || (has("--purge") && /[dDfFLC]/.test(letter)))
      return [removing(via, path)];
    if (!has("--create")) return [];
    if (/^[LC]/.test(letter) && kind.includes("+")) return [removing(via, path)];
    if (letter === "F" || letter === "w" || (letter === "f" && kind.includes("+"))) return [emptying(via, path)];
    if (!/[zZmdDe]/.test(letter)) return [];
    const deep = letter === "Z" ? " -R" : "";
    const bits = mode.replace(/^[~:]+/, "");
    return [
      ...(/^[0-7]{3,4}$/.test(bits) ? [{ via, text: `chmod${deep} ${bits} ${asWord(path)}` }] : []),
      ...(/^[\w-]*\w[\w-]*$/.test(user) ? [{ via, text: `chown${deep} ${user} ${asWord(path)}` }] : []),
    ];
  });
};

/** What `logrotate` runs before and after. */
const readRotation: ConfigurationReader = (text, args) =>
  args.some((word) => /^(?:-d|--debug)$/.test(word))
    ? []
    : [...text.slice(0, 32_768).matchAll(/^\s*(?:(?:pre|post)rotate|(?:first|last|pre)(?:action|remove))\s*\n([\s\S]{1,4000}?)^\s*endscript/gm)].map(
        ([, run = ""]) => ({ via: "logrotate", text: run }),
      );

/** `web: npm start`, `command=…` */
const readProcesses: ConfigurationReader = (text) =>
  linesIn(text).flatMap((line) => {
    const run = /^(?:[\w-]{1,60}:\s+|\s*command\s*=\s*)(\S.*)$/.exec(line)?.[1];
    return run === undefined ? [] : [{ via: "a process", text: run }];
  });

/** Settings of git, by their sections. */
const readGit: ConfigurationReader = (text) => {
  let section = "";
  return linesIn(text).flatMap((line): readonly Line[] => {
    const [, name, part] = /^\s*\[\s*([\w.-]+)\s*(?:"([^"]*)")?\s*\]/.exec(line) ?? [];
    if (name !== undefined) section = part === undefined ? name : `${name}.${part}`;
    const [, key, value = ""] = /^\s*(?:\[[^\]]*\]\s*)?([A-Za-z][\w-]*)\s*=\s*(\S.*)$/.exec(line) ?? [];
    return key === undefined || section === "" ? [] : gitLinesOf(["-c", `${section}.${key}=${unquoted(value.trim()).replace(/\\(["\\])/g, "$1")}`]);
  });
};

/** What asks for keys on the way to a cloud or a cluster. */
const readAccess: ConfigurationReader = (text) =>
  linesIn(text).flatMap((line) => {
    const run = /^\s*(?:credential_process\s*=|(?:-\s*)?command\s*:|"command"\s*:)\s*(\S.*)$/.exec(line)?.[1];
    return run === undefined ? [] : [{ via: "keys", text: unquoted(run.replace(/,\s*$/, "").trim()) }];
  });

/** A program that is told in a configuration what to run or to do. */
export interface Configured {
  readonly reads: ConfigurationReader;
  /** Options whose value is the file of it; its plain words are such files where there are none. */
  readonly files?: string;
  /** Files that it reads without being told. */
  readonly usual?: readonly string[];
  /** Its plain words are lines of it behind this option. */
  readonly inline?: string;
  /** Variables that name the file of it. */
  readonly variables?: readonly string[];
}

const ssh: Configured = { reads: readSsh, files: "-F", usual: ["~/.ssh/config", "/etc/ssh/ssh_config"] };
const processes: Configured = { reads: readProcesses, files: "-f|--procfile|-c|--configuration", usual: ["Procfile"] };

const programs: ReadonlyMap<string, Configured> = new Map<string, Configured>([
  ...["ssh", "scp", "sftp", "sshfs", "mosh", "autossh", "ssh-copy-id"].map((name) => [name, ssh] as const),
  [
    "git",
    {
      reads: readGit,
      files: "--file",
      usual: ["~/.gitconfig", "~/.config/git/config", ".git/config"],
      variables: ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG"],
    },
  ],
  ["aws", { reads: readAccess, files: "--config", usual: ["~/.aws/config"], variables: ["AWS_CONFIG_FILE"] }],
  ["kubectl", { reads: readAccess, files: "--kubeconfig", usual: ["~/.kube/config"], variables: ["KUBECONFIG"] }],
  ["systemd-tmpfiles", { reads: readTemporaryFiles, inline: "--inline" }],
  ["logrotate", { reads: readRotation }],
  ...["foreman", "honcho", "overmind", "hivemind", "supervisord"].map((name) => [name, processes] as const),
]);

/** What is known of a program that is told in a configuration what to do; undefined of any other. */
export const configuredBy = (name: string): Configured | undefined => programs.get(name);
