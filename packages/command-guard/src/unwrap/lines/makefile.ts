/** A makefile as far as its recipes can be read. */
interface Rules {
  readonly first: string | undefined;
  readonly recipes: ReadonlyMap<string, { readonly needs: readonly string[]; readonly lines: readonly string[] }>;
  readonly variables: ReadonlyMap<string, string>;
}

const mostRules = 5_000;

function rulesOf(text: string): Rules {
  const recipes = new Map<string, { needs: string[]; lines: string[] }>();
  const variables = new Map<string, string>();
  let first: string | undefined;
  let current: string[][] = [];
  for (const line of text.replace(/\\\n\s*/g, " ").split("\n")) {
    if (line.startsWith("\t")) {
      for (const lines of current) lines.push(line.slice(1));
      continue;
    }
    const [, name, value = ""] = /^\s*(?:export\s+|override\s+)?([\w.-]+)\s*(?:::?|\?|\+|!)?=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      variables.set(name, value);
      continue;
    }
    const [, names = "", needs = "", recipe] = /^([^:=#\t][^:=#]*?)\s*::?(?!=)\s*([^;=]*)(?:;(.*))?$/.exec(line) ?? [];
    if (names === "") continue;
    current = [];
    for (const target of names.trim().split(/\s+/)) {
      if (!/^\.[A-Z_]+$/.test(target)) first ??= target;
      const rule = recipes.get(target) ?? { needs: [], lines: [] };
      rule.needs.push(...needs.split(/\s+/).filter((need) => need !== ""));
      if (recipe !== undefined) rule.lines.push(recipe);
      if (recipes.size < mostRules) recipes.set(target, rule);
      current.push(rule.lines);
    }
  }
  return { first, recipes, variables };
}

/** `$(HOME)` and `$$HOME` as a shell says them, and the values of the makefile's own variables. */
function asShell(line: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  return line
    .replace(/\$\$|\$[({]([\w.-]+)[)}]|\$(\w)/g, (whole, long: string | undefined, short: string | undefined) => {
      if (whole === "$$") return "\uF8FF";
      const name = long ?? short ?? "";
      const value = variables.get(name);
      if (value !== undefined && depth < 4) return asShell(value, variables, depth + 1);
      return name === "RM" ? "rm -f" : name === "MAKE" ? "make" : name === "CURDIR" ? "$PWD" : /^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : whole;
    })
    .replaceAll("\uF8FF", "$");
}

const commandOf = (line: string) => line.replace(/^[\s@+-]+/, "");

/** What a makefile would run for its goals; for those that it does not name, and where nothing is known of them, all. Also what stands in `$(shell …)`. */
export function recipeOf(given: string, goals: readonly string[] = [], settings: readonly string[] = []): string {
  const text = given.includes("\n") ? given : given.replaceAll("\\n", "\n").replaceAll("\\t", "\t");
  const { first, recipes, variables: own } = rulesOf(text);
  const variables = new Map(own);
  for (const setting of settings) {
    const [, name, value = ""] = /^([\w.-]+):?=(.*)$/s.exec(setting) ?? [];
    if (name !== undefined) variables.set(name, value);
  }
  const wanted = goals.length > 0 ? goals : first === undefined ? [] : [first];
  const isKnown = wanted.length > 0 && wanted.every((goal) => recipes.has(goal));
  const run = new Set<string>(isKnown ? wanted : recipes.keys());
  for (const goal of run) for (const need of recipes.get(goal)?.needs ?? []) if (recipes.has(need)) run.add(need);
  const lines = [...run].flatMap((goal) => recipes.get(goal)?.lines ?? []).map((line) => commandOf(asShell(line, variables)));
  const made = [...text.matchAll(/\$\(shell\s+((?:[^()]|\([^()]*\)){0,20000})\)/g)].map(([, line = ""]) => asShell(line, variables));
  const assigned = [...text.matchAll(/^\s*[\w.-]+\s*!=\s*(.+)$/gm)].map(([, line = ""]) => asShell(line, variables));
  return [...lines, ...made, ...assigned].filter((line) => line.trim() !== "").join("\n");
}

/** The goals among the words of `make`, its settings, and the files that it is told to read. */
export function readMake(args: readonly string[]): {
  readonly goals: readonly string[];
  readonly settings: readonly string[];
  readonly files: readonly string[];
} {
  const goals: string[] = [];
  const settings: string[] = [];
  const files: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (/^(-f|--file|--makefile)$/.test(word)) files.push(args[++at] ?? "");
    else if (/^(--file|--makefile)=/.test(word)) files.push(word.slice(word.indexOf("=") + 1));
    else if (/^-[a-eg-zA-Z]{0,6}f./.test(word) && !word.startsWith("--")) files.push(word.slice(word.indexOf("f") + 1));
    else if (/^-[a-eg-zA-Z]{1,6}f$/.test(word)) files.push(args[++at] ?? "");
    else if (/^(-[CIoWE]|--directory|--eval|--include-dir)$/.test(word)) at++;
    else if (/^[\w.-]+:?=/.test(word)) settings.push(word);
    else if (!word.startsWith("-")) goals.push(word);
  }
  return { goals, settings, files };
}

/** Whether `make` only says what it would do. */
export const isRehearsal = (args: readonly string[]): boolean =>
  args.some((word) => /^(-[a-zA-Z]*[nqp][a-zA-Z]*|--dry-run|--just-print|--recon|--question)$/.test(word));
