import { readInvocation, valuesOf } from "../../invocation.ts";
import { gitLinesOf } from "./git-lines.ts";
import { eachOf, joined, type Line, removing, unquoted } from "./line.ts";
import { recipeOf } from "./makefile.ts";
import { lineOptions, valuedEverywhere } from "./options.ts";
import { isShell, shellLines } from "./shells.ts";
import { linesAmong } from "./terminal-lines.ts";

export type { Line } from "./line.ts";
export { isRehearsal, readMake, recipeOf } from "./makefile.ts";
export { readerOf, type ScriptProgram, scriptProgramOf } from "./script-programs.ts";
export { isShell } from "./shells.ts";

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
          remote: (name === "ansible" && !isLocal(args)) || name === "gcloud",
        }));
  if (isShell(name)) {
    out.push(...shellLines(name, args));
    return out;
  }
  switch (name) {
    case "git":
      return [...out, ...gitLinesOf(args)];
    case "gh": {
      const line = args[0] === "alias" && args[1] === "set" ? args.slice(2).findLast((word) => !word.startsWith("-")) : undefined;
      return line === undefined ? out : [...out, { via: "gh alias", text: line.startsWith("!") ? line.slice(1) : `gh ${line}` }];
    }
    case "ansible":
      return [
        ...out,
        ...(/\bstate=absent\b/.test(joined(args)) ? eachOf(joined(args), /\b(?:path|dest|name)=(\S+)/g) : []).map((path) => ({
          ...removing("ansible file", path),
          remote: !isLocal(args),
        })),
      ];
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
    case "mapfile":
    case "readarray":
    case "compgen":
    case "complete":
      return [
        ...valuedEverywhere(name, args, "-C").map((text) => ({ via: `${name} -C`, text })),
        ...valuedEverywhere(name, args, "-W").map((text) => ({ via: `${name} -W`, text: `: "${text.replaceAll('"', "'")}"` })),
      ];
    case "history":
      return args.includes("-s") || args.includes("-p") ? [{ via: "history", text: joined(args.filter((word) => !/^-[sp]$/.test(word))) }] : [];
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
    case "mispipe":
    case "pee":
      // Which of its words are a line cannot be told without knowing each of its options: every one that has a blank, and the rest from each plain word on.
      return [...out, ...linesAmong(name, args)];
    case "scp":
    case "sftp":
    case "sshfs":
      return [...out, ...sshOptions(name, args)];
    case "ssh":
    case "mosh":
    case "autossh": {
      const { plain } = readInvocation("ssh", args);
      const options = sshOptions("ssh", args);
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
          return value.startsWith("exec=") ? [{ via: "tar --checkpoint-action", text: unquoted(value.slice(5)) }] : [];
        }),
      ];
    case "make":
    case "gmake":
      return [
        ...valuedEverywhere(name, args, "--eval|-E").map((text) => ({ via: "make --eval", text: recipeOf(text) })),
        ...args.flatMap((word) => {
          const [, run] = /^\w+:?=\$\(shell\s+([\s\S]*)\)$/.exec(word) ?? /^SHELL:?=([\s\S]*\s[\s\S]*)$/.exec(word) ?? [];
          return run === undefined ? [] : [{ via: "make $(shell)", text: run }];
        }),
      ];
    case "npm":
    case "pnpm":
    case "yarn":
      return [
        ...out,
        ...scriptsSet(args)
          .filter(({ name }) => runByItself.test(name))
          .map(({ name, text }) => ({ via: `${name} of the package`, text })),
      ];
    case "osascript":
      return args.flatMap((word) =>
        [...word.matchAll(/do (?:shell )?script "((?:[^"\\]|\\.)*)"/gi)].map(([whole, text = ""]) => ({
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

/** What `ssh` and its kin are told to run on the way to a host. */
const sshOptions = (name: string, args: readonly string[]): readonly Line[] =>
  valuesOf(readInvocation(name, args), "-o").flatMap((value) => {
    const [, line] = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)[= ](.*)$/is.exec(value) ?? [];
    return line === undefined ? [] : [{ via: `${name} -o`, text: line }];
  });

/** Whether `ansible` is to do it on this machine. */
const isLocal = (args: readonly string[]) => args.some((word) => /^(localhost|127\.0\.0\.1|local),?$/.test(word) || word === "--connection=local");

/** Scripts of a package that run when it is installed or published. */
const runByItself = /^((pre|post)?install|(pre|post)?prepare|(pre|post)?pack|(pre|post)?publish|prepublishOnly|preprepare|dependencies)$/;

/** Scripts that a package is given: `npm pkg set scripts.x=…`, `npm set-script`. */
export function scriptsSet(args: readonly string[]): readonly { readonly name: string; readonly text: string }[] {
  const { plain } = readInvocation("npm", args);
  if (plain[0] === "set-script" && plain[1] !== undefined && plain[2] !== undefined) return [{ name: plain[1], text: plain[2] }];
  if (plain[0] !== "pkg" || plain[1] !== "set") return [];
  return plain.slice(2).flatMap((word) => {
    const [, name, text = ""] = /^scripts(?:\.|\[["']?)([\w:.-]+)["']?\]?=([\s\S]*)$/.exec(word) ?? [];
    return name === undefined ? [] : [{ name, text: args.includes("--json") ? unquoted(text) : text }];
  });
}
