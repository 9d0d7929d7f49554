import { posix } from "node:path";
import type { Surroundings } from "../contract.ts";

/** A question that a line asks in it, and what the answer is here. */
interface Question {
  /** Without this there is nothing to look for. */
  readonly hint: string;
  readonly asked: RegExp;
  answer(surroundings: Surroundings, match: RegExpExecArray): string;
}

/** A substitution of the line itself: behind a backslash it is one of a line within. */
const substituted = (line: string): RegExp => new RegExp(String.raw`(?<!\\)(?:\$\(\s{0,20}(?:${line})\s{0,20}\)|${"`"}\s{0,20}(?:${line})\s{0,20}${"`"})`, "g");
const simplePath = String.raw`["']?([~.\w/-][\w./-]{0,400}|\$\{?(?:HOME|PWD)\}?[\w./-]{0,400})["']?`;

const questions: readonly Question[] = [
  {
    // What `mktemp` makes is new by its nature, and so nobody else's.
    hint: "mktemp",
    asked: substituted(String.raw`mktemp(?:\s+[-\w./]+){0,20}`),
    answer: ({ temporary }) => `${temporary[0] ?? "/tmp"}/instar-guard.made-by-mktemp`,
  },
  {
    // The top of the repository is most often the project.
    hint: "--show-toplevel",
    asked: substituted(String.raw`git\s+(?:-C\s+["']?(?:\.|\$PWD)["']?\s+)?rev-parse\s+(?:--path-format=absolute\s+)?--show-toplevel(?:\s+2>\s?/dev/null)?`),
    answer: ({ project }) => project,
  },
  {
    hint: "git-",
    asked: substituted(
      String.raw`git\s+(?:-C\s+["']?(?:\.|\$PWD)["']?\s+)?rev-parse\s+(?:--path-format=absolute\s+)?--(?:git-dir|absolute-git-dir|git-common-dir)(?:\s+2>\s?/dev/null)?`,
    ),
    answer: ({ project }) => `${project}/.git`,
  },
  {
    // Everything, as a shell would write it itself.
    hint: "(ls -",
    asked: /(?<![\\"'])\$\(\s?ls\s+-1?[aA]1?\s?\)/g,
    answer: () => "* .[!.]*",
  },
  {
    hint: "npm prefix",
    asked: substituted("npm prefix"),
    answer: ({ project }) => project,
  },
  {
    hint: "-f",
    asked: substituted(String.raw`readlink\s+-(?:f|m|e)\s+(?:--\s+)?${simplePath}`),
    answer: named,
  },
  {
    hint: "realpath",
    asked: substituted(String.raw`realpath\s+(?:-{1,2}[\w-]+\s+){0,6}${simplePath}`),
    answer: named,
  },
  {
    hint: "/etc/passwd",
    asked: /\bgrep\s+(?:-\w{1,3}\s+)?["']?\^?(?:\$\{?(?:USER|LOGNAME)\}?|([A-Za-z_][\w-]{0,40})):?["']?\s+\/etc\/passwd\s*(?=\|\s*cut)/g,
    answer: ({ home }, [, user = posix.basename(home)]) =>
      `echo ${user}:x:1000:1000::${user === "root" ? "/root" : `${posix.dirname(home)}/${user}`}:/bin/bash`,
  },
];

/** The path that was asked for: it is where it says, as far as a text can tell. */
function named({ home, cwd }: Surroundings, [, first, second]: RegExpExecArray): string {
  const path = (first ?? second ?? ".").replace(/^~(?=\/|$)|^\$\{?HOME\}?/, home).replace(/^\$\{?PWD\}?/, cwd);
  return path.startsWith("/") ? posix.normalize(path) : path;
}

/** The line with the answers to what it asks of `mktemp`, of git and of the system, where they are known. */
export function withAnswers(text: string, surroundings: Surroundings): string {
  let answered = text;
  for (const { hint, asked, answer } of questions) {
    if (!answered.includes(hint)) continue;
    answered = answered.replace(asked, (...parts) => {
      const said = behindLink(answer(surroundings, parts as unknown as RegExpExecArray), text, surroundings);
      // What would have to stand in quotes is left to be unknown.
      return /^[\w./:~ -]*$|^\* /.test(said) ? said : String(parts[0]);
    });
  }
  return answered;
}

const made = /\bln\s+-\w*s\w*\s+(?:--\s+)?["']?([^\s"';&|]{1,400})["']?\s+["']?([^\s"';&|]{1,400})/g;

/** Where a path leads that is a link which the line itself makes. */
function behindLink(path: string, text: string, { home, cwd }: Surroundings): string {
  if (!text.includes("ln ")) return path;
  const whole = (word: string, from: string) => posix.resolve(from, word.replace(/^~(?=\/|$)|^\$\{?HOME\}?/, home).replace(/^\$\{?PWD\}?/, cwd));
  for (const [, target = "", link = ""] of text.matchAll(made)) {
    const place = whole(link, cwd);
    if (whole(path, cwd) === place && /^[\w./~${}-]+$/.test(target)) return whole(target, posix.dirname(place));
  }
  return path;
}
