import { dirname, sep } from "node:path";
import type { FileView, Severity } from "@instar/command-guard";
import { elsewhere, everywhere, type FileRule, inside, outside } from "./file-rules.ts";
import { type Finding, worstOf } from "./finding.ts";
import { compilePathPattern } from "./path-pattern.ts";

/** Where the agent works, for the tools that read and write files. Paths are absolute. */
export interface FilePlaces {
  readonly home: string;
  readonly temporary: readonly string[];
  /** Folders in which it works as in its own. */
  readonly allowPaths: readonly string[];
  readonly files: Pick<FileView, "realPath">;
}

type Access = "read" | "write";

interface Fitting {
  readonly rule: FileRule;
  fits(path: string): boolean;
}

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

const compile = (rules: readonly FileRule[], roots: Readonly<Record<"~" | ".", string>>): readonly Fitting[] =>
  rules.map((rule) => {
    const patterns = rule.where.map((where) => compilePathPattern(where.replace(/^[~.](?=\/)/, (root) => roots[root as "~" | "."])));
    return { rule, fits: (path) => patterns.some((fits) => fits(path)) };
  });

/** The tree within the temporary folder that holds `path`: what lies beside the agent's own folder there is no passing file. */
function ownTree(path: string, temporary: readonly string[]): string | undefined {
  const folder = temporary.find((each) => path !== each && within(path, each));
  if (folder === undefined) return undefined;
  let at = path;
  while (dirname(at) !== folder) at = dirname(at);
  return at;
}

const describe = (access: Access, path: string, { id, what, instead, ...rule }: FileRule): Finding | undefined => {
  const severity: Severity = rule[access];
  if (severity === "fine") return undefined;
  return { severity, rule: id, reason: `This would ${access === "write" ? "change" : "read"} ${path}. That is ${what}.`, ...(instead && { instead }) };
};

/** Judges what a file tool would read or change, links followed. What is the same for all calls is made ready once; `project` is where a session works. */
export function createFileJudge({ home, temporary, allowPaths, files }: FilePlaces): (access: Access, path: string, project: string) => Finding | undefined {
  const real = (path: string) => files.realPath(path);
  const homes = [...new Set([home, real(home)])];
  const passing = [...new Set(temporary.flatMap((folder) => [folder, real(folder)]))];
  const open = allowPaths.map(real);
  const anywhere = compile(everywhere, { "~": home, ".": home });
  const beyond = homes.map((folder) => compile(outside, { "~": folder, ".": folder }));
  const own = new Map<string, readonly Fitting[]>();
  const homeTrees = homes.flatMap((folder) => ownTree(folder, passing) ?? []);
  // Working in the home folder, or above it, opens nothing that is special in there.
  const holdsHome = (folder: string) => homes.some((each) => within(each, folder));

  function ownRules(project: string): readonly Fitting[] {
    const rules = own.get(project) ?? compile(inside, { "~": home, ".": project });
    if (own.size < 100) own.set(project, rules);
    return rules;
  }

  return (access, path, project) => {
    const target = real(path);
    const folder = real(project);
    const roots = [project, folder, ...open].filter((root, index, all) => all.indexOf(root) === index);
    const [wide, narrow] = [roots.filter(holdsHome), roots.filter((root) => !holdsHome(root))];
    const trees = [...homeTrees, ...roots.flatMap((root) => ownTree(root, passing) ?? [])];
    const isIn = (name: string, folders: readonly string[]) => folders.some((each) => within(name, each));

    function ruleFor(name: string): FileRule | undefined {
      const special = [anywhere, ...[project, folder].map(ownRules)].flatMap((rules) => rules.find(({ fits }) => fits(name)) ?? [])[0];
      if (special !== undefined) return special.rule;
      if (isIn(name, narrow) || (isIn(name, passing) && !isIn(name, trees))) return undefined;
      const rule = beyond.flatMap((rules) => rules.find(({ fits }) => fits(name)) ?? [])[0]?.rule;
      // What is written in the end is what the name leads to.
      return rule ?? (isIn(name, wide) || name !== target ? undefined : elsewhere);
    }

    return worstOf(
      [...new Set([path, target])].map((name) => {
        const rule = ruleFor(name);
        return rule && describe(access, path, rule);
      }),
    );
  };
}
