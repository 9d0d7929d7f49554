import { readInvocation } from "../../invocation.ts";
import { asLine, type Line } from "./line.ts";

/** Keys of git's settings whose value is run. */
const runKeys =
  /^(alias\.|core\.(pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy|alternaterefscommand)|pager\.|sequence\.editor|diff\.external|.*\.(cmd|command|textconv|clean|smudge|process|driver|helper|program|path)$)/i;

/** What stands behind the name of an alias goes to what it stands for. */
const behind = (args: readonly string[], name: string | undefined) => (name === undefined ? [] : args.slice(args.indexOf(name) + 1));
const withQuotes = (words: readonly string[]) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");

/** The lines of shell that `git` is given, also as the values of its settings. */
export function gitLinesOf(args: readonly string[]): readonly Line[] {
  const settings: (readonly [string, string])[] = [];
  for (const [index, word] of args.entries()) {
    if (args[index - 1] === "-c" || args[index - 1] === "--config") {
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
    .map(([key, value]) => ({ via: `git ${key}`, text: value.startsWith("!") ? value.slice(1) : /^alias\./i.test(key) ? `git ${value}` : value }))
    .map((line) =>
      line.via.toLowerCase() === `git alias.${plain[0]?.toLowerCase()}` ? { ...line, text: `${line.text} ${withQuotes(behind(args, plain[0]))}` } : line,
    );
  for (const [index, word] of args.entries()) {
    const [flag = "", ...rest] = word.split("=");
    if (
      /^--(exec|upload-pack|receive-pack|[\w-]+-filter)$/.test(flag) ||
      (/^(-x|--extcmd)$/.test(flag) && /^(rebase|difftool)$/.test(plain[0] ?? "")) ||
      (word === "-u" && plain[0] === "clone")
    )
      out.push({ via: `git ${flag}`, text: rest.length > 0 ? rest.join("=") : (args[index + 1] ?? "") });
  }
  if (plain[0] === "grep")
    for (const word of args) {
      const [, pager = ""] = /^(?:-\w{0,8}O|--open-files-in-pager=)([\s\S]+)$/.exec(word) ?? [];
      if (pager !== "") out.push({ via: "git grep -O", text: pager });
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
  if (plain[0] === "bisect" && plain[1] === "run") out.push({ via: "git bisect run", text: asLine(args.slice(args.indexOf("run") + 1)) });
  if (plain[0] === "submodule" && args.includes("foreach"))
    out.push({ via: "git submodule foreach", text: asLine(args.slice(args.indexOf("foreach") + 1).filter((word) => !/^--(recursive|quiet)$/.test(word))) });
  return out;
}
