import { globFits, unknown } from "@instar/shell-words";
import type { Act } from "../compile-rule.ts";
import type { Deed } from "../deeds.ts";
import type { Scene } from "../scene.ts";
import { isSecret } from "../targets/names.ts";
import { resolveTarget, type Target } from "../targets/target.ts";
import { throughMounts } from "../unwrap/unwrap.ts";

/** How many targets of one command are looked at. */
const mostTargets = 400;
const simple = /^[\w-]+(\.[\w-]+)*$/;

/** Deeds with what they would be done to. Of very many those come first that may lie anywhere; what is left over is one that cannot be told. */
export function actsOf(deeds: readonly Deed[], scene: Scene): readonly Act[] {
  if (deeds.length > 1) return actsOnce([...new Map(deeds.map((deed) => [`${deed.does} ${deed.deep} ${deed.word}`, deed])).values()], scene);
  return actsOnce(deeds, scene);
}

function actsOnce(deeds: readonly Deed[], scene: Scene): readonly Act[] {
  if (deeds.length <= mostTargets) return deeds.map((deed) => ({ ...deed, target: targetOf(deed, scene) }));
  const far = deeds.filter(({ word }) => !simple.test(word));
  const near = deeds.filter(({ word }) => simple.test(word));
  const kept = [...far, ...near].slice(0, mostTargets);
  const left =
    far.length > mostTargets
      ? far.slice(mostTargets, mostTargets + 1).map((deed): Act => ({ ...deed, target: { word: deed.word, kind: "unknown", exists: true } }))
      : [];
  return [...kept.map((deed) => ({ ...deed, target: targetOf(deed, scene) })), ...left];
}

function targetOf({ does, deep, word: given }: Deed, scene: Scene): Target {
  const { ground, mounts } = scene;
  if (does === "rewrite" || does === "lease") {
    const patterns = ground.surroundings.protectedBranches ?? ["main", "master", "production", "release/*"];
    const kind =
      given.includes(unknown) || /^(HEAD|@|--.*)?$/.test(given)
        ? "unnamed"
        : patterns.some((pattern) => globFits(pattern.replaceAll("*", "\uE000"), given))
          ? "protected"
          : "branch";
    return { word: given.includes(unknown) ? "the branch" : given, kind, exists: true };
  }
  const word = mounts.length === 0 ? given : throughMounts(given, mounts);
  if (does === "read" || does === "send") {
    if (isSecret(word)) return { word, kind: "secret", exists: true };
    return does === "read" ? { word, kind: "inside", exists: true } : resolveTarget(word, scene.folders, ground, true);
  }
  const target = resolveTarget(word, scene.folders, ground, does !== "remove" && does !== "move");
  // What is put into a folder replaces nothing of that name.
  return does === "overwrite" && target.path !== undefined && ground.files.look(target.path)?.kind === "folder" && !deep
    ? { ...target, exists: false }
    : target;
}
