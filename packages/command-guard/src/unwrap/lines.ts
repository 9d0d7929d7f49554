import { readInvocation, valuesOf } from "../invocation.ts";

/** A line of shell that a program is given, besides its input. */
export interface Line {
  readonly via: string;
  readonly text: string;
  readonly root?: boolean;
  readonly remote?: boolean;
  /** `$0`, `$1`, … of the line. */
  readonly given?: readonly string[];
}

/** Options of programs whose value is a line of shell. */
const lineOptions: Readonly<Record<string, string>> = {
  concurrently: "-c",
  conda: "--run",
  dash: "-c",
  docker: "--health-cmd",
  entr: "-s",
  env: "-S|--split-string",
  fd: "--exec-batch",
  flock: "-c|--command",
  fzf: "--preview|--bind",
  man: "-P|--pager",
  "nix-shell": "--run|--command",
  nodemon: "-x|--exec",
  npx: "-c|--call",
  npm: "-c|--call",
  nvim: "--cmd",
  rsync: "-e|--rsh|--rsync-path",
  scp: "-S",
  script: "-c|--command",
  su: "-c|--command|--session-command",
  runuser: "-c|--command",
  tar: "--to-command|-I|--use-compress-program|--rsh-command|--info-script",
  watchexec: "--shell",
  watchman: "--command",
  zip: "-TT|--unzip-command",
  sg: "-c",
  "start-stop-daemon": "--startas|--exec",
  ansible: "-a|--args",
  vagrant: "-c|--command",
  gcloud: "--command",
  multipass: "--command",
  gdb: "",
};

const valuedEverywhere = (name: string, args: readonly string[], flags: string): readonly string[] => {
  const wanted = flags.split("|");
  const out = [...valuesOf(readInvocation(name, args), flags)];
  for (const [index, word] of args.entries()) {
    const next = args[index + 1];
    if (next === undefined) continue;
    if (wanted.includes(word)) out.push(next);
    // `bash -lc`, `su -lc`, `rsync -ae`
    else if (/^-[a-zA-Z]{2,8}$/.test(word) && wanted.includes(`-${word.at(-1)}`)) out.push(next);
  }
  return [...new Set(out)];
};

const shellNames = /^(?:r?bash|sh|zsh|dash|ksh\d*|mksh|ash|fish|tcsh|csh|pwsh|powershell|yash|elvish|nu|xonsh)$/;
/** Whether it is a shell. */
export const isShell = (name: string): boolean => shellNames.test(name);

const joined = (words: readonly string[]) => words.join(" ");

/** Keys of git's settings whose value is run. */
const runKeys =
  /^(alias\.|core\.(pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy|alternaterefscommand)|pager\.|sequence\.editor|diff\.external|.*\.(cmd|command|textconv|clean|smudge|process|driver|helper|program|path)$)/i;

function gitLinesOf(args: readonly string[]): readonly Line[] {
  const settings: (readonly [string, string])[] = [];
  for (const [index, word] of args.entries()) {
    if (args[index - 1] === "-c") {
      const equals = word.indexOf("=");
      if (equals !== -1) settings.push([word.slice(0, equals), word.slice(equals + 1)]);
    }
  }
  const { plain } = readInvocation("git", args);
  if (plain[0] === "config") {
    const words = ["set", "add"].includes(plain[1] ?? "") ? plain.slice(2) : plain.slice(1);
    if (words[0] !== undefined && words[1] !== undefined) settings.push([words[0], words[1]]);
  }
  const out: Line[] = settings
    .filter(([key]) => runKeys.test(key))
    .map(([key, value]) => ({ via: `git ${key}`, text: value.startsWith("!") ? value.slice(1) : /^alias\./i.test(key) ? `git ${value}` : value }));
  for (const [index, word] of args.entries()) {
    const [flag = "", ...rest] = word.split("=");
    if (
      /^--(exec|upload-pack|receive-pack|[\w-]+-filter)$/.test(flag) ||
      (/^(-x|--extcmd)$/.test(flag) && /^(rebase|difftool)$/.test(plain[0] ?? "")) ||
      (word === "-u" && plain[0] === "clone")
    )
      out.push({ via: `git ${flag}`, text: rest.length > 0 ? rest.join("=") : (args[index + 1] ?? "") });
  }
  for (const word of args)
    if (word.startsWith("ext::"))
      out.push({
        via: "git ext::",
        text: word
          .slice(5)
          .split(/(?<!%) /)
          .map((part) => `'${part.replace(/%(.)/g, "$1").replaceAll("'", "")}'`)
          .join(" "),
      });
  if (plain[0] === "bisect" && plain[1] === "run") out.push({ via: "git bisect run", text: joined(args.slice(args.indexOf("run") + 1)) });
  if (plain[0] === "submodule" && args.includes("foreach"))
    out.push({ via: "git submodule foreach", text: joined(args.slice(args.indexOf("foreach") + 1).filter((word) => !/^--(recursive|quiet)$/.test(word))) });
  return out;
}

const quoted = (text: string) => text.replace(/^(['"])([\s\S]*)\1$/, "$2");

/** What stands behind the name of a package is for that package. */
function beforeItsPlain(args: readonly string[]): readonly string[] {
  const [plain] = readInvocation("npx", args).plain;
  const at = plain === undefined ? -1 : args.indexOf(plain);
  return at === -1 ? args : args.slice(0, at);
}

/** The lines of shell that a program is given as arguments. */
export function linesOf(name: string, args: readonly string[]): readonly Line[] {
  const option = Object.hasOwn(lineOptions, name) ? lineOptions[name] : undefined;
  const out: Line[] =
    option === undefined || option === ""
      ? []
      : valuedEverywhere(name, name === "npx" ? beforeItsPlain(args) : args, option).map((text) => ({
          via: `${name} ${option.split("|")[0]}`,
          text,
          root: name === "su" || name === "runuser",
          remote: name === "ansible" || name === "gcloud",
        }));
  if (isShell(name)) {
    const at = args.findIndex((word) => /^-[a-zA-Z]*c$/i.test(word) || /^-(Command|EncodedCommand)$/i.test(word) || word === "--command");
    const text = args[at + 1];
    if (at !== -1 && text !== undefined)
      out.push({ via: `${name} -c`, text: name === "pwsh" || name === "powershell" ? joined(args.slice(at + 1)) : text, given: args.slice(at + 2) });
    return out;
  }
  switch (name) {
    case "git":
      return [...out, ...gitLinesOf(args)];
    case "gh": {
      const line = args[0] === "alias" && args[1] === "set" ? args.slice(2).findLast((word) => !word.startsWith("-")) : undefined;
      return line === undefined ? out : [...out, { via: "gh alias", text: line.startsWith("!") ? line.slice(1) : `gh ${line}` }];
    }
    case "capsh":
      return args.includes("--") ? linesOf("bash", args.slice(args.indexOf("--") + 1)) : out;
    case "nix": {
      const at = args.findIndex((word) => /^(-c|--command)$/.test(word));
      return at === -1 ? out : [...out, { via: "nix -c", text: joined(args.slice(at + 1)) }];
    }
    case "salt":
    case "salt-call":
    case "salt-ssh": {
      const at = args.findIndex((word) => /^cmd\.(run\w*|shell|exec_code)$/.test(word));
      return at === -1 ? out : [...out, { via: `${name} cmd.run`, text: joined(args.slice(at + 1)), root: true, remote: name !== "salt-call" }];
    }
    case "eval":
      return [{ via: "eval", text: joined(args[0] === "--" ? args.slice(1) : args) }];
    case "trap":
      return args[0] === undefined || args.length < 2 || args[0] === "-" ? [] : [{ via: "trap", text: args[0] === "--" ? (args[1] ?? "") : args[0] }];
    case "alias":
      return args.flatMap((word) => (word.includes("=") ? [{ via: "alias", text: word.slice(word.indexOf("=") + 1) }] : []));
    case "abbr":
      return [{ via: "abbr", text: joined(args.slice(1)) }];
    case "watch":
    case "hyperfine":
    case "tmux":
    case "screen":
    case "byobu":
    case "dtach":
    case "xterm":
    case "gnome-terminal":
    case "konsole":
    case "entr":
    case "nodemon":
    case "watchexec":
    case "chokidar":
    case "concurrently":
    case "wait-on":
    case "npm-run-all":
    case "expect":
    case "exec-sh":
      // Which of its words are a line cannot be told without knowing each of its options: every one that has a blank, and the rest from each plain word on.
      return [...out, ...linesAmong(name, args)];
    case "ssh":
    case "mosh":
    case "autossh": {
      const { plain } = readInvocation("ssh", args);
      const options = valuesOf(readInvocation("ssh", args), "-o").flatMap((value) => {
        const [, line] = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)[= ](.*)$/is.exec(value) ?? [];
        return line === undefined ? [] : [{ via: "ssh -o", text: line }];
      });
      const at = plain[0] === undefined ? -1 : args.indexOf(plain[0]);
      const rest =
        at === -1
          ? []
          : args
              .slice(at + 1)
              .filter(
                (word, index, all) =>
                  !(index === 0 && word === "--") && !(/^-[tTnNfqvx46]+$/.test(word) && all.slice(0, index).every((before) => before.startsWith("-"))),
              );
      return rest.length === 0 ? options : [...options, { via: "ssh", text: joined(rest), remote: true }];
    }
    case "tar":
    case "bsdtar":
    case "gtar":
      return [
        ...out,
        ...args.flatMap((word, index) => {
          const value = word.startsWith("--checkpoint-action=") ? word.slice(20) : args[index - 1] === "--checkpoint-action" ? word : "";
          return value.startsWith("exec=") ? [{ via: "tar --checkpoint-action", text: quoted(value.slice(5)) }] : [];
        }),
      ];
    case "vim":
    case "vi":
    case "nvim":
    case "ex":
    case "view":
    case "gvim":
    case "vimdiff":
      return args.flatMap((word, index) => {
        const line = /^(-c|--cmd)$/.test(args[index - 1] ?? "") ? word : word.startsWith("+") ? word.slice(1) : "";
        const [, run] =
          /^\s*:?(?:silent!?\s+)?(?:%|\d+,?\d*)?!+\s*([\s\S]+)$/.exec(line) ??
          /(?:system|systemlist)\(\s*['"]([^'"]+)['"]/.exec(line) ??
          /(?:^|[|\s:])!([\s\S]+)$/.exec(line) ??
          /term(?:inal)?\s+(.+)$/.exec(line) ??
          [];
        return run === undefined ? [] : [{ via: `${name} -c`, text: run }];
      });
    case "gdb":
    case "lldb":
      return args.flatMap((word, index) => {
        const [, run] =
          /^(?:!|shell|platform shell|pipe)\s*([\s\S]+)$/.exec(/^(-ex|-eval-command|--ex|-o|--eval-command|-iex)$/.test(args[index - 1] ?? "") ? word : "") ??
          [];
        return run === undefined ? [] : [{ via: `${name} -ex`, text: run }];
      });
    case "sed":
    case "gsed":
      return args.flatMap((word) => {
        const [, run] = /^(?:\d+|\$|\/[^/]*\/)?(?:,(?:\d+|\$))?\s*e\s+(.+)$/.exec(word) ?? [];
        if (run !== undefined) return [{ via: "sed e", text: run }];
        return replacementsRun(word).map((text) => ({ via: "sed s///e", text }));
      });
    case "make":
    case "gmake":
      return [
        ...valuedEverywhere(name, args, "--eval|-E").map((text) => ({ via: "make --eval", text: recipeOf(text) })),
        ...args.flatMap((word) => {
          const [, run] = /^\w+:?=\$\(shell\s+([\s\S]*)\)$/.exec(word) ?? /^SHELL:?=([\s\S]*\s[\s\S]*)$/.exec(word) ?? [];
          return run === undefined ? [] : [{ via: "make $(shell)", text: run }];
        }),
      ];
    case "psql":
    case "mysql":
    case "mariadb":
    case "sqlite3":
      return args.flatMap((word) =>
        [...word.matchAll(/(?:^|[;\s])(?:\\!|\\\\!|\.shell|\.system|system)\s+([^\n;]+)/g)].map(([, text = ""]) => ({
          via: `${name} \\!`,
          text: quoted(text.trim()),
        })),
      );
    case "emacs":
      return args.flatMap((word) => [
        ...[...word.matchAll(/\((?:shell-command|async-shell-command|shell-command-to-string|call-process-shell-command)\s+"((?:[^"\\]|\\.)*)"/g)].map(
          ([, text = ""]) => ({ via: "emacs --eval", text }),
        ),
        ...[...word.matchAll(/\((?:delete-directory|delete-file)\s+"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => ({
          via: "emacs --eval",
          text: `rm -r '${text.replaceAll("'", "")}'`,
        })),
      ]);
    case "osascript":
      return args.flatMap((word) =>
        [...word.matchAll(/do (?:shell )?script "((?:[^"\\]|\\.)*)"/g)].map(([whole, text = ""]) => ({
          via: "osascript",
          text: text.replace(/\\(.)/g, "$1"),
          root: /administrator/.test(whole),
        })),
      );
    case "cmd":
    case "cmd.exe":
      return [{ via: "cmd /c", text: joined(args.filter((word) => !/^\/[a-z]$/i.test(word))) }];
    case "powershell.exe":
      return [{ via: "powershell", text: joined(args.filter((word) => !/^-(c|command|nop|noprofile)$/i.test(word))) }];
    default:
      return out;
  }
}

/** What `sed` would put in place of something and then run: `s/…/…/e`. */
function replacementsRun(script: string): readonly string[] {
  const out: string[] = [];
  for (const command of script.slice(0, 4_000).split(/[;\n]/)) {
    const [, body = ""] = /^\s*(?:(?:\d+|\$|\/[^/]*\/)(?:,(?:\d+|\$|\/[^/]*\/))?)?\s*s([\s\S]+)$/.exec(command) ?? [];
    const [, , made, flags = ""] = body === "" ? [] : body.split(body[0] as string);
    if (made !== undefined && /^[gimpIM\d]*e/.test(flags)) out.push(made);
  }
  return out;
}

/** The recipes of a makefile: what stands behind a tab or a semicolon, and in `$(shell …)`. */
export function recipeOf(text: string): string {
  const lines = text.replaceAll("\\n", "\n").replaceAll("\\t", "\t").split("\n");
  const recipes = lines.flatMap((line) => (line.startsWith("\t") ? [line.slice(1).replace(/^[@+-]+/, "")] : [/^[^=\t#]*?:[^=;]*;(.*)$/.exec(line)?.[1] ?? ""]));
  const made = [...text.matchAll(/\$\(shell\s+([^()]*)\)/g)].map(([, line = ""]) => line);
  return [...recipes, ...made].filter((line) => line.trim() !== "").join("\n");
}

const terminals =
  /^(new(-session)?|new-window|neww|split-window|splitw|run(-shell)?|send-keys|send|respawn-pane|display-popup|popup|confirm-before|if-shell|pipe-pane)$/;

function linesAmong(name: string, args: readonly string[]): readonly Line[] {
  const out: Line[] = args.filter((word) => /\s/.test(word.trim())).map((text) => ({ via: name, text }));
  let from = 0;
  while (from < args.length && (/^-/.test(args[from] ?? "") || /^[\d.]+$/.test(args[from] ?? "") || terminals.test(args[from] ?? ""))) {
    if (args[from] === "--") {
      from++;
      break;
    }
    // The names of a session, a window and a folder.
    from +=
      /^-[a-zA-Z]*[stnSTxe]$/.test(args[from] ?? "") && /^(tmux|screen|watch)$/.test(name) && !/^-(dm|d|D)[a-zA-Z]*(?<!S)$/.test(args[from] ?? "") ? 2 : 1;
  }
  // `npm:build:*` is the name of a script of the package.
  const rest = args.slice(from).filter((word) => !/^(Enter|C-m|ENTER)$/.test(word) && !/^(npm|pnpm|yarn|bun|node|deno):/.test(word));
  if (rest.length > 0) out.push({ via: name, text: joined(rest).replace(/^\s*spawn\s+(-\w+\s+)*/, "") });
  if (name === "expect") for (const [, text = ""] of args.join("\n").matchAll(/\b(?:spawn|exec|system)\s+([^\n;]+)/g)) out.push({ via: "expect", text });
  return out;
}
