import { posix } from "node:path";
import { runners } from "./file-programs.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

/** The written files that stand among the words: also as the value of an option, and in a folder that is named. */
export function usedBy({ name, args, scene }: Look): readonly { readonly path: string; readonly text: string }[] {
  const out = new Map<string, string>();
  if (name === "run-parts")
    for (const [path, text] of scene.traces.written)
      if (args.some((word) => posix.dirname(path) === wholePath(scene.folders[0] ?? "/", word))) out.set(path, text);
  const here = scene.folders[0] ?? "/";
  const { written } = scene.traces;
  for (const word of args.slice(0, 60)) {
    for (const part of [word, word.replace(/^-{0,2}[\w-]+=/, ""), word.replace(/^[@<]/, ""), word.replace(/^-[a-zA-Z]/, "")]) {
      const path = wholePath(here, part);
      const text = written.get(path);
      if (text !== undefined) out.set(path, text);
      else if (runners.test(name) && /^\.|\/$|\/\.\.\.$/.test(part))
        for (const [file, content] of written) if (posix.dirname(file) === path.replace(/\/\.\.\.$/, "")) out.set(file, content);
    }
    if (/^\w[\w.]*$/.test(word) && /^(python|pypy)/.test(name)) {
      const path = `${wholePath(here, word.replaceAll(".", "/"))}.py`;
      const text = written.get(path);
      if (text !== undefined) out.set(path, text);
    }
  }
  for (const path of takenIn(name, args)) {
    const text = written.get(wholePath(here, path));
    if (text !== undefined) out.set(wholePath(here, path), text);
  }
  // A program that was compiled from it goes by the name of its class.
  if (name === "java")
    for (const [path, text] of written) if (args.some((word) => /\.java$/.test(path) && posix.basename(path, ".java") === word)) out.set(path, text);
  return [...out].map(([path, text]) => ({ path, text }));
}

/** The files that the code on a command line takes in by their names, and those by which a folder is a program. */
function takenIn(name: string, args: readonly string[]): readonly string[] {
  if (/^(?:python|pypy)[\d.]*$/.test(name)) {
    const folder = args.find((word) => !word.startsWith("-") && !/[\s(;]/.test(word));
    const code = args[args.indexOf("-c") + 1] ?? "";
    const modules = args.includes("-c")
      ? [...code.matchAll(/(?:^|[;\n])\s*(?:import|from)\s+([\w.]{1,80})/g)].slice(0, 20).map(([, module = ""]) => module.replaceAll(".", "/"))
      : [];
    return [
      ...modules.flatMap((module) => [`${module}.py`, `${module}/__init__.py`]),
      ...(folder === undefined ? [] : [`${folder.replace(/\/$/, "")}/__main__.py`]),
    ];
  }
  if (!/^(?:node|bun|tsx|deno|ruby|perl|php|lua[\d.]*)$/.test(name)) return [];
  const code = args.find((word) => /\b(?:require|import|include|dofile|load|do)\b/.test(word)) ?? "";
  return [
    ...code.slice(0, 4_000).matchAll(/\b(?:require(?:_relative|_once)?|import|include(?:_once)?|dofile|load|do|from)\s*\(?\s*["'`]([^"'`\n]{1,200})["'`]/g),
  ]
    .slice(0, 20)
    .flatMap(([, path = ""]) => ["", ".js", ".mjs", ".cjs", ".ts", ".rb", ".lua", "/index.js"].map((ending) => path + ending));
}
