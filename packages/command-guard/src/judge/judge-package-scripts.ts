import { readInvocation } from "../invocation.ts";
import { gravestIn } from "./carried.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

const lifecycle = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];

/** Judges scripts of the package that the line wrote and runs now: `npm run x`, `npm test`. */
export function judgePackageScripts(look: Look): void {
  const { name, args, scene, inside } = look;
  if (!/^(npm|pnpm|yarn|bun|npx)$/.test(name)) return;
  const { written } = scene.traces;
  const own = written.size === 0 ? [] : scriptsOf(written.get(wholePath(scene.folders[0] ?? "/", "package.json")));
  const scripts = new Map([...own, ...scene.traces.scripts]);
  const { plain } = readInvocation(name, args);
  const [verb = "", more = ""] = plain;
  if (verb === "pkg" || verb === "set-script") {
    for (const word of plain.slice(2)) inside.push(...gravestIn(word.replace(/^[^=]*=/, ""), "a script of the package", scene));
    return;
  }
  if (scripts.size === 0) return;
  const wanted = /^(run|run-script|rum|urn)$/.test(verb)
    ? [more]
    : /^(i|ci|install|add|clean-install|rebuild|pack|publish|link|it|install-test)$/.test(verb) || (verb === "" && name !== "npx")
      ? lifecycle
      : [/^(t|tst)$/.test(verb) ? "test" : verb];
  for (const key of wanted)
    for (const one of [`pre${key}`, key, `post${key}`]) {
      const text = scripts.get(one);
      if (text !== undefined) look.judge(text, `the script ${one}`);
    }
}

function scriptsOf(text: string | undefined): readonly (readonly [string, string])[] {
  if (text === undefined || text.length > 131_072) return [];
  try {
    const { scripts } = JSON.parse(text) as { readonly scripts?: unknown };
    return typeof scripts === "object" && scripts !== null
      ? Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === "string")
      : [];
  } catch {
    // What is no JSON holds no scripts.
    return [];
  }
}
