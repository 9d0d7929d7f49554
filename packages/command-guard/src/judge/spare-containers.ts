import { posix } from "node:path";
import { type Invocation, valuesOf } from "../invocation.ts";
import { isLiveName, isSpareContainer, isTestName } from "./test-names.ts";

type Variables = Readonly<Record<string, string>>;

const isAway = (args: readonly string[], variables: Variables): boolean => {
  const host = variables["DOCKER_HOST"] ?? "";
  const isOwn = host === "" || /^(?:unix|npipe):|^tcp:\/\/(?:localhost|127\.)/.test(host);
  return !isOwn || (variables["DOCKER_CONTEXT"] ?? "") !== "" || args.some((word, index) => awayOption.test(word) && !ownContext.test(args[index + 1] ?? ""));
};
const awayOption = /^(?:-H|--host|--context|-c|--connection|--host=.*|--context=.*|--connection=.*)$/;
const ownContext = /^(?:default|desktop-linux|colima|orbstack|rancher-desktop|unix:.*)$/;

/** Values of an option among words that were not taken apart. */
const among = (words: readonly string[], names: readonly string[]): readonly string[] =>
  words.flatMap((word, index) => {
    const equals = word.indexOf("=");
    if (equals > 0 && names.includes(word.slice(0, equals))) return [word.slice(equals + 1)];
    return names.includes(word) ? [words[index + 1] ?? ""] : [];
  });

/** Whether what compose is told to work with is for tests alone: each of its files, or the name of the project. */
function isTestProject(words: readonly string[], variables: Variables): boolean {
  const projects = among(words, ["-p", "--project-name"]);
  const project = projects.at(-1) ?? variables["COMPOSE_PROJECT_NAME"];
  if (project !== undefined) return isTestName(project);
  const told = among(words, ["-f", "--file"]);
  const files = told.length > 0 ? told : (variables["COMPOSE_FILE"]?.split(":") ?? []);
  return files.length > 0 && files.every((file) => isTestName(posix.basename(file)) || isTestName(posix.basename(posix.dirname(file))));
}

/** What answers within a container that a command is run in: one for tests, another of this machine, or one elsewhere. `before`: the words up to its name. */
export function serverIn(via: string, before: readonly string[], container: string, variables: Variables): "test" | "container" | "elsewhere" {
  if (!/^(?:docker|docker-compose|podman|podman-compose|nerdctl)\b/.test(via) || isAway(before, variables) || isLiveName(container)) return "elsewhere";
  const isTest = isTestName(container) || (via.includes("compose") && isTestProject(before, variables));
  return isTest ? "test" : "container";
}

/** Whether containers, volumes or all of a project that a command removes are for tests, by all of their names. */
export function areSpare(call: Invocation, variables: Variables): boolean {
  const { name, args, plain } = call;
  const verb = args.findIndex((word) => /^(?:rm|remove|down)$/.test(word));
  if (verb === -1) return false;
  const before = args.slice(0, verb);
  if (isAway(before, variables)) return false;
  if (plain[0] === "compose" || /-compose$/.test(name)) return isTestProject(before, variables) && !valuesOf(call, "--rmi").includes("all");
  const removed = args.slice(verb + 1).filter((word) => !word.startsWith("-"));
  const fits = plain.includes("volume") || plain.includes("image") ? isTestName : isSpareContainer;
  return removed.length > 0 && removed.every((word) => !/[\uE000\uE001]/.test(word) && fits(word));
}
