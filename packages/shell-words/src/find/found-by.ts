import { globbed } from "../glob.ts";
import { type Certainty, reaches, type Sample } from "./find-expression.ts";

/** What a `find` would hand to one of its actions. */
export interface Found {
  /** The folders that it begins in, or what it would find there, with wildcards. */
  readonly words: readonly string[];
  /** Only things of certain names. */
  readonly narrow: boolean;
}

/** Names that nobody asks for: what is reached for them is reached for all. */
const anything: readonly Sample[] = [
  { parts: ["zq7x"], type: "f" },
  { parts: ["zq7x"], type: "d" },
  { parts: ["zq7x", "kw3v", "jy9"], type: "f" },
  { parts: ["zq7x", "kw3v"], type: "d" },
];
const ofGit: readonly Sample[] = [
  { parts: [".git"], type: "d" },
  { parts: [".git", "HEAD"], type: "f" },
  { parts: [".git", "objects", "4b", "825dc642cb6eb9a060e54bf8d69288fbee4904"], type: "f" },
];
const onlyNothing = /^[\uE000\uE001.]*$/;
const mostWords = 1_000;

/** What a `find` finds, for its action at `action` of the arguments; without one for what it would print. */
export function foundBy(args: readonly string[], action?: number): Found {
  let at = 0;
  while (/^-([HLP]|O\d|D)$/.test(args[at] ?? "")) at++;
  const roots: string[] = [];
  while (at < args.length && !/^(-.|[!(])/.test(args[at] ?? "")) roots.push(args[at++] ?? "");
  if (roots.length === 0) roots.push(".");
  const tests = args.slice(at);
  const asked = action === undefined ? tests.findIndex((word) => /^-f?print(0|f)?$/.test(word)) : action - at;
  const until = asked === -1 ? tests.length : asked;
  const sure = (samples: readonly Sample[]): Certainty => Math.max(...samples.map((sample) => reaches(tests, until, roots[0] ?? ".", sample))) as Certainty;
  if (sure(anything) === 0) return narrowly(roots, tests.slice(0, until));
  return sure(ofGit) === 2 ? { words: roots, narrow: false } : { words: roots.map((root) => `${trimmed(root)}/\uE000`), narrow: false };
}

function narrowly(roots: readonly string[], tests: readonly string[]): Found {
  const most = Math.ceil(mostWords / roots.length);
  const isNot = (index: number) => tests[index - 1] === "!" || tests[index - 1] === "-not";
  const valuesOf = (option: RegExp) => tests.flatMap((word, index) => (option.test(word) && !isNot(index) ? [globbed(tests[index + 1] ?? "")] : []));
  if (tests.includes("-empty")) return { words: roots.map((root) => `${root}/empty.found`), narrow: true };
  if (tests[tests.indexOf("-maxdepth") + 1] === "0") return { words: roots, narrow: false };
  // Deeper than the first level there is another folder in between.
  const below = /^[2-9]$/.test(tests[tests.indexOf("-mindepth") + 1] ?? "") ? "/\uE000" : "";
  const paths = valuesOf(/^-i?(path|wholename)$/)
    .map((path) => path.replace(/^[\uE000.]*\//, "").replace(/\/\uE000+$/, ""))
    .filter((path) => /[^\uE000\uE001./]/.test(path));
  const names = valuesOf(/^-i?name$/).filter((name) => !onlyNothing.test(name));
  // A path that must fit as well says where the name is looked for.
  const [path = ""] = paths;
  const prefix =
    paths.length === 1 && names.length > 0 && !/[\uE000\uE001]/.test(path) && tests.lastIndexOf("-o") <= tests.lastIndexOf(")")
      ? `/${path.replace(/\/$/, "")}`
      : "";
  // Keys lie deeper than where a search for them begins.
  const keys = names.filter((name) => /^id_/.test(name)).slice(0, 4);
  if (keys.length > 0 && !tests.includes("-maxdepth") && roots.some((root) => root.startsWith("/")))
    return { words: roots.slice(0, 8).flatMap((root) => keys.flatMap((name) => [`${trimmed(root)}/.ssh/${name}`, `${trimmed(root)}/${name}`])), narrow: true };
  if (names.length > 0)
    return { words: roots.flatMap((root) => names.slice(0, most).map((name) => `${trimmed(root)}${below}${prefix}/${name}`)), narrow: true };
  if (paths.length === 0) return { words: roots.map((root) => `${trimmed(root)}/found.by`), narrow: true };
  const inRoot = (root: string, path: string) => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  return { words: roots.flatMap((root) => paths.slice(0, most).map((path) => `${trimmed(root)}/${inRoot(root, path)}`)), narrow: true };
}

const trimmed = (root: string) => (root === "/" ? "" : root.replace(/(.)\/+$/, "$1"));
