import { posix } from "node:path";
import { globFits, unknown } from "@instar/shell-words";
import type { Act } from "../compile-rule.ts";
import type { Deed } from "../deeds/deed.ts";
import type { Scene } from "../scene.ts";
import { isArtefact, isSecret } from "../targets/names.ts";
import { resolveTarget, type Target } from "../targets/target.ts";
import { sharedPath } from "../unwrap/container.ts";
import { throughMounts } from "../unwrap/unwrap.ts";

/** How many targets of one command are looked at. */
const mostTargets = 400;
const simple = /^[\w-]+(\.[\w-]+)*$/;

const allBeneath = /(^|\/)\uE000\uE000(?:\/\uE000+)?$/;

/** All that lies in a folder and in its folders, one by one, is the folder. */
function asFolder(deed: Deed): Deed {
  const found = allBeneath.exec(deed.word);
  if (found === null) return deed;
  const folder = deed.word.slice(0, found.index);
  return { ...deed, deep: true, word: folder === "" ? (found[1] === "/" ? "/" : ".") : folder };
}

/** Deeds with what they would be done to. Of very many those come first that may lie anywhere; what is left over is one that cannot be told. */
export function actsOf(given: readonly Deed[], scene: Scene): readonly Act[] {
  const each = given.map((deed) => (deed.does === "read" || deed.does === "send" ? deed : asFolder(deed)));
  const deeds = scene.contained === true ? each.flatMap((deed) => outOf(deed, scene)) : each;
  if (deeds.length > 1) return actsOnce([...new Map(deeds.map((deed) => [`${deed.does} ${deed.deep} ${deed.word}`, deed])).values()], scene);
  return actsOnce(deeds, scene);
}

/** A deed within a container that is thrown away: what it shares is what can be lost, by its name outside. */
function outOf(deed: Deed, { mounts, folders }: Scene): readonly Deed[] {
  if (deed.does === "read" || deed.does === "send" || deed.word.includes(unknown)) return [deed];
  const path = posix.resolve(folders[0] ?? "/", deed.word);
  if (mounts.some(([, outside]) => path === outside || path.startsWith(`${outside}/`))) return [{ ...deed, word: path }];
  const shared = sharedPath(path, mounts);
  return shared === undefined ? [] : [{ ...deed, word: shared }];
}

function actsOnce(deeds: readonly Deed[], scene: Scene): readonly Act[] {
  if (deeds.length <= mostTargets) return deeds.map((deed) => actOf(deed, scene));
  const far = deeds.filter(({ word }) => !simple.test(word));
  const near = deeds.filter(({ word }) => simple.test(word));
  const kept = [...far, ...near].slice(0, mostTargets);
  const left =
    far.length > mostTargets
      ? far.slice(mostTargets, mostTargets + 1).map((deed): Act => ({ ...deed, target: { word: deed.word, kind: "unknown", exists: true } }))
      : [];
  return [...kept.map((deed) => actOf(deed, scene)), ...left];
}

/** What git cannot tell its history without. */
const stateOfGit = /\/\.git\/(?:refs\/|objects\/|packed-refs$|index$|HEAD$)/;

/** What is emptied is there by all means, and so are the files that every repository has. */
function asThere(deed: Deed, target: Target): Target {
  if (deed.does !== "overwrite" || target.exists) return target;
  if (deed.empties === true && /^(?:outside|collection|home-part|system-part|start)$/.test(target.kind)) return { ...target, exists: true };
  return /^(?:git|history)$/.test(target.kind) && stateOfGit.test(target.path ?? "") ? { ...target, exists: true } : target;
}

function actOf(deed: Deed, scene: Scene): Act {
  const target = aloneMoved(deed, inContainer(deed, asThere(deed, targetOf(deed, scene)), scene), scene);
  if (deed.does !== "overwrite" || target.path === undefined) return { ...deed, target };
  if (deed.makes === true && !target.exists && !ownKey.test(target.path)) return { ...deed, target: { ...target, kind: "own" } };
  if (deed.deep || scene.ground.files.look(target.path)?.kind !== "folder") return { ...deed, target };
  // What is put into a folder replaces nothing of that name.
  return deed.each === true ? { ...deed, deep: true, target } : { ...deed, target: { ...target, exists: false } };
}

/** One temporary file that is moved can be moved back; of a folder nobody remembers what was in it. */
const aloneMoved = ({ does }: Deed, target: Target, { ground }: Scene): Target =>
  does === "move" && target.kind === "temporary" && ground.files.look(target.path ?? "")?.kind === "file" ? { ...target, kind: "own" } : target;

const cacheName = /^(?:\.?caches?|tmp|temp|logs?)$/i;

/** Within a container of this machine, what builds and caches leave in the folder of a program is no less made again than here. */
function inContainer({ does }: Deed, target: Target, { server }: Scene): Target {
  if (does !== "remove" || (server !== "container" && server !== "test") || !/^(?:outside|system-part)$/.test(target.kind)) return target;
  const parts = (target.path ?? "").split("/").slice(2);
  return parts.some((part) => isArtefact(part) || cacheName.test(part)) ? { ...target, kind: "artefact" } : target;
}

/** The keys that almost everybody has. */
const ownKey = /\/\.ssh\/id_(rsa|dsa|ecdsa|ed25519)$/;

function targetOf({ does, word: written, tilde }: Deed, scene: Scene): Target {
  const { ground, mounts } = scene;
  const given = tilde === true ? written.replace(/^~(?=\/|$)/, ground.surroundings.home) : written;
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
  return resolveTarget(word, scene.folders, ground, does !== "remove" && does !== "move");
}
