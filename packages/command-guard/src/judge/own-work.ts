import { unknown } from "@instar/shell-words";
import type { Act } from "../compile-rule.ts";
import { type Invocation, valuesOf } from "../invocation.ts";
import type { Finding } from "../rule-book.ts";
import type { Scene } from "../scene.ts";
import { wholePath } from "./traces.ts";

/** Rules about what a repository alone holds. */
const ofRepository =
  /^git\.(?:reset|reset-below|clean|discard|discard-folder|discard-forced|remove-forced|remove-all|restore|restore-both|stash-drop|overwrite-all|branch-delete|branch-delete-forced|branch-move|branch-over|branch-anew|history|gc|gc-now|rebase-root|rebase-of-protected|tags-listed)$/;
/** Rules about a machine that ends with the container. */
const ofMachine = /^(?:system\.(?:packages|service|kill|power|user|wall)|users\.|permit\.|machines\.)/;

/** Whether what a rule says is of something that the line made for itself: a repository, a folder, a container. */
export function isOwnWork({ rule, severity }: Finding, call: Invocation, acts: readonly Act[], source: string, scene: Scene): boolean {
  if (severity === "catastrophic") return false;
  // What its module removes here is judged as a removal.
  if (rule === "cloud.ansible-gone") return isFileHere(call);
  if (rule === "cloud.docker-forced") return removesOwnContainer(call, source, scene);
  if (scene.contained === true && ofMachine.test(rule)) return true;
  if (rule === "git.remote-gone")
    return call.plain.length > 2 && call.plain.slice(2).every((folder) => isOwnFolder(wholePath(scene.folders[0] ?? "/", folder), scene));
  if (call.name === "git" && ofRepository.test(rule)) return isOwnRepository(call, scene);
  return (
    rule === "permit.everybody" &&
    !scene.root &&
    !/s|^[2-7]\d{3}$/.test(call.plain[0] ?? "") &&
    acts.length > 0 &&
    acts.every(({ target }) => target.kind === "own" || target.kind === "nowhere")
  );
}

const isFileHere = (call: Invocation): boolean =>
  valuesOf(call, "-m|--module-name").some((module) => /(?:^|\.)file$/.test(module)) &&
  (/^(?:localhost|127\.0\.0\.1)$/.test(call.plain[0] ?? "") || valuesOf(call, "-c|--connection").includes("local"));

/** `docker rm -f "$id"` of nothing but what the line started. */
function removesOwnContainer({ args }: Invocation, source: string, { containers }: Scene): boolean {
  const plain = args.filter((word) => !word.startsWith("-"));
  if (containers === undefined || !/^(?:rm|container)$/.test(plain[0] ?? "")) return false;
  const asked = [...source.matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => `$${name}`);
  const named = plain.filter((word, index) => index > 0 && !word.includes(unknown) && !/^(?:rm|remove)$/.test(word));
  return asked.length + named.length > 0 && !source.includes("$(") && [...asked, ...named].every((name) => containers.has(name));
}

const isOwnFolder = (path: string, { ground }: Scene): boolean => !path.includes(unknown) && ground.places.kindOf(path) === "own";

function isOwnRepository(call: Invocation, { folders, traces, variables }: Scene): boolean {
  if (traces.repositories.length === 0 || variables["GIT_DIR"] !== undefined || variables["GIT_WORK_TREE"] !== undefined) return false;
  if (valuesOf(call, "--git-dir|--work-tree|--separate-git-dir").length > 0) return false;
  const into = valuesOf(call, "-C");
  return folders.every((folder) => {
    const path = into.reduce(wholePath, folder);
    return traces.repositories.some((own) => path === own || path.startsWith(`${own}/`));
  });
}
