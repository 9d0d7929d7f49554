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
  // A program that was compiled from it goes by the name of its class.
  if (name === "java")
    for (const [path, text] of written) if (args.some((word) => /\.java$/.test(path) && posix.basename(path, ".java") === word)) out.set(path, text);
  return [...out].map(([path, text]) => ({ path, text }));
}
