import { wildcard } from "./marks.ts";

/** What a `find` hands to one of its actions. */
export interface Found {
  /** The folders that it begins in, or what it would find there, with wildcards. */
  readonly words: readonly string[];
  /** Its tests leave only what has certain names. */
  readonly narrow: boolean;
  /** It does not go into folders. */
  readonly shallow: boolean;
}

/** Patterns of names or paths that must fit. Undefined: nothing must. */
type Filter = { readonly names: readonly string[]; readonly paths: readonly string[] } | undefined;

type Test =
  | { readonly kind: "test"; readonly name: string; readonly value: string; readonly at: number }
  | { readonly kind: "not"; readonly inner: Test }
  | { readonly kind: "and"; readonly inner: readonly Test[] }
  | { readonly kind: "or"; readonly inner: readonly Test[] };

const alone =
  /^-(print0?|ls|delete|prune|empty|true|false|depth|d|xdev|mount|follow|daystart|noleaf|nouser|nogroup|readable|writable|executable|quit|ignore_readdir_race|noignore_readdir_race|warn|nowarn)$/;
const running = /^-(exec|execdir|ok|okdir)$/;
const globbed = (text: string) => text.replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);

/** How many tests are read. */
const mostTests = 512;

/** Takes the tests of a `find` apart, as they bind: `!` before and before `-o`. */
function parse(words: readonly string[], from: number): Test {
  let at = from;
  const either = (depth: number): Test => {
    const inner = [all(depth)];
    while (words[at] === "-o" || words[at] === "-or" || words[at] === ",") {
      at++;
      inner.push(all(depth));
    }
    return inner.length === 1 ? (inner[0] as Test) : { kind: "or", inner };
  };
  const all = (depth: number): Test => {
    const inner: Test[] = [];
    while (at < words.length && !/^(-o|-or|,|\))$/.test(words[at] ?? "") && inner.length < mostTests) {
      if (words[at] === "-a" || words[at] === "-and") at++;
      else inner.push(one(depth));
    }
    return { kind: "and", inner };
  };
  const one = (depth: number): Test => {
    const name = words[at++] ?? "";
    if ((name === "!" || name === "-not") && depth < 32) return { kind: "not", inner: one(depth + 1) };
    if (name === "(" && depth < 32) {
      const inner = either(depth + 1);
      at++;
      return inner;
    }
    const own = at - 1;
    if (alone.test(name)) return { kind: "test", name, value: "", at: own };
    if (running.test(name)) {
      while (at < words.length && words[at] !== ";" && !(words[at] === "+" && words[at - 1] === "{}")) at++;
      at++;
      return { kind: "test", name, value: "", at: own };
    }
    if (name === "-fprintf") at++;
    return { kind: "test", name, value: words[at++] ?? "", at: own };
  };
  return either(0);
}

const anything = /^[\uE000\uE001.]*$/;

function filterOf(test: Test): Filter {
  if (test.kind === "not") return undefined;
  if (test.kind === "and") return narrowest(test.inner.map(filterOf));
  if (test.kind === "or") {
    const filters = test.inner.map(filterOf);
    const told = filters.filter((filter) => filter !== undefined);
    return told.length < filters.length ? undefined : { names: told.flatMap(({ names }) => names), paths: told.flatMap(({ paths }) => paths) };
  }
  const value = globbed(test.value);
  if (/^-(i?name|i?lname)$/.test(test.name)) return anything.test(value) ? undefined : { names: [value], paths: [] };
  if (/^-i?(path|wholename)$/.test(test.name)) {
    const path = value.replace(/^[\uE000.]*\//, "").replace(/\/\uE000+$/, "");
    return /[^\uE000\uE001./]/.test(path) ? { names: [], paths: [path] } : undefined;
  }
  if (test.name === "-empty" || (test.name === "-size" && /^0[a-z]?$/.test(test.value))) return { names: ["empty.found"], paths: [] };
  const isFew = /^-(i?regex|inum|samefile|false)$/.test(test.name) || (/^-x?type$/.test(test.name) && test.value === "l");
  return isFew ? { names: ["found.by"], paths: [] } : undefined;
}

/** All must hold: names tell more than paths. */
const narrowest = (filters: readonly Filter[]): Filter =>
  filters.find((filter) => (filter?.names.length ?? 0) > 0) ?? filters.find((filter) => filter !== undefined);

const holds = (test: Test, at: number): boolean =>
  test.kind === "test" ? test.at === at : test.kind === "not" ? holds(test.inner, at) : test.inner.some((inner) => holds(inner, at));

/** The tests that must have held before an action is reached. */
function before(test: Test, at: number): readonly Test[] {
  if (test.kind === "test" || test.kind === "not") return [];
  const index = test.inner.findIndex((inner) => holds(inner, at));
  const own = test.inner[index];
  if (own === undefined) return [];
  return [...(test.kind === "and" ? test.inner.slice(0, index) : []), ...before(own, at)];
}

/** Whether the history of git is left out. */
const sparesGit = (words: readonly string[]) =>
  words.some((word, index) => /(^|\/)\.git(\/\*?)?$/.test(word) && /^-i?(name|path|wholename)$/.test(words[index - 1] ?? "")) &&
  words.some((word) => word === "!" || word === "-not" || word === "-prune");

/** What a `find` hands on: to the action that stands at a place of its arguments, or, without one, to whoever reads what it prints. */
export function foundBy(args: readonly string[], action?: number): Found {
  let at = 0;
  while (/^-([HLP]|O\d|D)$/.test(args[at] ?? "")) at++;
  const roots: string[] = [];
  while (at < args.length && !/^(-.|[!(])/.test(args[at] ?? "")) roots.push(args[at++] ?? "");
  const mostNames = Math.ceil(1_000 / Math.max(1, roots.length));
  if (roots.length === 0) roots.push(".");
  const tests = parse(args, at);
  const printing = action ?? args.findIndex((word, index) => index >= at && /^-print0?$/.test(word));
  const filter = printing === -1 ? filterOf(tests) : narrowest(before(tests, printing).map(filterOf));
  const depth = args[args.indexOf("-maxdepth") + 1];
  const shallow = args.includes("-maxdepth") && (depth === "0" || depth === "1");
  const inEach = (told: readonly string[]) => roots.flatMap((root) => told.slice(0, mostNames).map((one) => `${trimmed(root)}/${one}`));
  if (filter !== undefined && filter.names.length > 0) return { words: inEach(filter.names), narrow: true, shallow };
  if (filter !== undefined)
    return {
      words: roots.flatMap((root) =>
        filter.paths.slice(0, mostNames).map((path) => `${trimmed(root)}/${path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path}`),
      ),
      narrow: true,
      shallow,
    };
  const isPart = (shallow && depth === "1") || sparesGit(args.slice(at));
  return { words: isPart ? inEach([wildcard.many]) : roots, narrow: false, shallow };
}

const trimmed = (root: string) => (root === "/" ? "" : root.replace(/(.)\/+$/, "$1"));
