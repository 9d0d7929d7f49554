import { posix } from "node:path";
import { type Invocation, valuesOf } from "../invocation.ts";
import { resolveTarget } from "../targets/target.ts";
import { databasesOf } from "./connected.ts";
import { isEmulated } from "./emulators.ts";
import { environmentOf } from "./environment.ts";
import { isForTests } from "./judge-data.ts";
import type { Look } from "./look.ts";
import { areSpare } from "./spare-containers.ts";
import { isTestDatabase } from "./test-database.ts";
import { isLiveName, isOwnHost } from "./test-names.ts";

const ofDatabases =
  /^database\.(?:drop|drop-column|delete-all|mongo|redis|drop-tool|restore-clean|restore-over|admin|tasks|rollback-all|tools|orm|orm-forced|migrators|liquibase|flyway|reset-forced|push-reset|push|data-loss)$/;
const ofClouds = /^cloud\.(?:aws|s3|s3-sync|google|kubectl|kubectl-force|kubectl-none|kubectl-zero|kubectl-running|helm|terraform)$/;
const ofContainers = /^cloud\.(?:docker-forced|compose-down|docker-prune)$/;
const ofWork = /^git\.(?:reset|clean|discard|discard-folder|discard-forced|reset-below|remove-forced|remove-all)$/;

/** Whether a git command works in a repository of a temporary folder, and nowhere else. */
function isTemporary({ scene, command }: Look, call: Invocation): boolean {
  const { settings } = command;
  if (settings["GIT_DIR"] !== undefined || settings["GIT_WORK_TREE"] !== undefined || valuesOf(call, "--git-dir|--work-tree").length > 0) return false;
  const roots = new Set(scene.ground.surroundings.temporary);
  const folders = scene.folders.map((folder) => valuesOf(call, "-C").reduce((path, next) => posix.resolve(path, next), folder));
  return folders.every((folder) => {
    const { kind, path } = resolveTarget(folder, ["/"], scene.ground, true);
    return (kind === "own" || kind === "temporary") && !roots.has(path ?? folder);
  });
}

/** Whether nothing says that another machine's database is meant, or one that others use. */
function isNear(call: Invocation, variables: Readonly<Record<string, string>>): boolean {
  const { hosts, names } = databasesOf(call, variables);
  return hosts.every((host) => isOwnHost(host) || /^[\w-]{1,60}$/.test(host)) && !hosts.some(isLiveName) && !names.some(isLiveName);
}

/** Whether what a rule speaks of is made to be thrown away: by tests, by an imitation of a cloud, or in a temporary folder. */
export function isSpared(rule: string, look: Look, call: Invocation, statements: readonly string[]): boolean {
  // A function of the line is judged by what it does.
  if (rule.startsWith("services.unknown")) return look.scene.functions.has(look.name);
  const variables = environmentOf(look.scene, look.command);
  if (ofDatabases.test(rule))
    return (isForTests(rule, look.name, look.args, look.command.settings) && isNear(call, variables)) || isTestDatabase(look, call, statements);
  if (ofClouds.test(rule)) return isEmulated(call, variables);
  if (ofContainers.test(rule)) return !look.scene.remote && areSpare(call, variables);
  return ofWork.test(rule) && isTemporary(look, call);
}
