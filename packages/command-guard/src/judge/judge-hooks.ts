import { posix } from "node:path";
import { readInvocation } from "../invocation.ts";
import { catastrophicAmong, languageOfText, stepsOfText } from "./judge-text.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

/** What `git` does when it runs hooks. */
const hooked = /^(commit|merge|checkout|switch|rebase|pull|push|am|clone|worktree|cherry-pick|revert|gc|stash|hook|fetch|receive-pack|reset)$/;

/** Judges the hooks of git that the line wrote and git would run now. */
export function judgeHooks({ args, scene, inside }: Look): void {
  const { plain } = readInvocation("git", args);
  if (!hooked.test(plain[0] ?? "")) return;
  if (args.some((word) => /^(--no-verify|--dry-run)$/.test(word))) return;
  const named = args.map((word) => /^core\.hooksPath=(.+)$/i.exec(word)?.[1]).find((place) => place !== undefined);
  for (const [path, text] of scene.traces.written)
    if (/\/(\.husky|\.githooks|hooks)\/(_\/)?[\w-]+$/.test(path) || (named !== undefined && posix.dirname(path) === wholePath(scene.folders[0] ?? "/", named)))
      inside.push(...stepsOfText(text, languageOfText(path, text), "a hook of git", scene));
    else if (hookNames.test(path)) inside.push(...catastrophicAmong(stepsOfText(text, languageOfText(path, text), "a hook of git", scene)));
}

/** Wherever it lies: git may have been told to look there. */
const hookNames =
  /\/((pre|post)-(commit|push|merge|checkout|rebase|rewrite|applypatch|receive|update|merge-commit|auto-gc)|(prepare-)?commit-msg|applypatch-msg|update|fsmonitor-watchman|reference-transaction)$/;
