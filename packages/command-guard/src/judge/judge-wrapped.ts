import { posix } from "node:path";
import type { ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { programName } from "../program-name.ts";
import { innerScene, type Scene } from "../scene.ts";
import { found, stepOf } from "../steps.ts";
import { linesOf } from "../unwrap/lines/index.ts";
import { throughMounts, type Unwrapped } from "../unwrap/unwrap.ts";
import { environmentOf } from "./environment.ts";
import { fedWords } from "./fed-words.ts";
import { findOpenContainer, isInOwnContainer, isThrownAway } from "./judge-container.ts";
import { judgeLine } from "./judge-line.ts";
import { isListingUntracked, removing } from "./judge-listed.ts";
import { judgeGitSettings, judgeSetting } from "./judge-setting.ts";
import { findVariable } from "./judge-strangers.ts";
import { judgeWords } from "./judge-words.ts";
import type { Origin } from "./origin.ts";
import { serverIn } from "./spare-containers.ts";
import { isTestName } from "./test-names.ts";
import { foldersOf } from "./traces.ts";

/** The scene of a container that is thrown away. Where it does not say in which folder it begins, that is the first that it shares. */
function containedIn({ folder, mounts }: Unwrapped, { variables, ground }: Scene): Partial<Scene> {
  const shared = mounts.map(([inside, outside]): readonly [string, string] => [
    inside,
    posix.resolve(ground.surroundings.cwd, outside.replace(/^~(?=\/|$)/, ground.surroundings.home)),
  ]);
  const here = throughMounts(folder?.startsWith("/") === true ? folder : (shared[0]?.[0] ?? "/app"), shared);
  return { contained: true, mounts: shared, folders: [here], variables: { ...variables, PWD: here, HOME: "/root" } };
}

/** Wrappers that may be given a line instead of words. */
const lineTakers = /^(flock|npx|npm exec|npm x|docker run|start-stop-daemon|conda run)$/;

/** What answers a client of a database there, where that changes. */
function serverOf({ via, words, options, remote }: Unwrapped, args: readonly string[], command: ShellCommand, scene: Scene): Partial<Scene> {
  if (/^(?:dotenv|dotenvx|env-cmd)$/.test(via)) {
    const files = options.filter((_, index) => /^(?:-e|-f|--env-file|--file)$/.test(options[index - 1] ?? ""));
    return files.length > 0 && files.every(isTestName) && !scene.remote ? { server: "test-settings" } : {};
  }
  if (!remote) return {};
  if (scene.server === "elsewhere") return {};
  const before = args.slice(0, Math.max(0, args.length - words.length));
  return { server: serverIn(via, before, / exec$/.test(via) ? (before.at(-1) ?? "") : "", environmentOf(scene, command)) };
}

/** What is fed with things that nobody has named is done to each of them, as in a loop. */
const withLoop = ({ within }: ShellCommand, words: readonly string[]): ShellCommand["within"] =>
  words.some((word) => /[\uE000-\uE00F]|found\/by\.name|^\.\/src$/.test(word)) ? [...within, "loop"] : within;

/** Judges what a program runs that only runs another. */
export function judgeWrapped(
  unwrapped: Unwrapped,
  args: readonly string[],
  command: ShellCommand,
  origin: Origin,
  scene: Scene,
  looked: string,
  via: string | undefined,
): Step {
  const { remote, root, folder, mounts, options } = unwrapped;
  const name = unwrapped.via;
  const inside: Step[] = [];
  const path = options.findLast((option) => option.startsWith("PATH="));
  const settings: Record<string, string> = {};
  for (const option of options) {
    const [, setting = "", value = ""] = /^([A-Za-z_][\w%()]*)=(.*)$/s.exec(option) ?? [];
    if (setting === "") continue;
    settings[setting] = value;
    inside.push(...judgeSetting(setting, value, scene, command.offered?.[0]));
    const odd = findVariable(setting, value, scene);
    if (odd !== undefined) inside.push(stepOf(looked, name, odd, []));
  }
  inside.push(...judgeGitSettings(settings, scene));
  const next: Scene = {
    ...innerScene(scene),
    ...(path === undefined ? {} : { traces: { ...scene.traces, searched: [...foldersOf(path.slice(5), scene.folders[0] ?? "/"), ...scene.traces.searched] } }),
    root: scene.root || root,
    remote: scene.remote || remote,
    ...serverOf(unwrapped, args, command, scene),
    variables: { ...scene.variables, ...settings },
    mounts: mounts.length > 0 ? mounts : scene.mounts,
    ...(folder !== undefined
      ? {
          folders: [
            folder.startsWith("/")
              ? folder
              : folder.startsWith("~")
                ? folder.replace("~", scene.ground.surroundings.home)
                : `${scene.folders[0] ?? ""}/${folder}`,
          ],
        }
      : remote
        ? { folders: [mounts[0]?.[1] === undefined ? "/app" : "/srv/container"] }
        : {}),
    ...(isThrownAway(unwrapped) || isInOwnContainer(unwrapped, args, command.source, scene) ? containedIn(unwrapped, scene) : {}),
  };
  for (const line of lineTakers.test(name) ? linesOf(name.split(" ")[0] ?? name, args) : []) inside.push(...judgeLine(line.text, innerScene(next), line.via));
  if (name === "env" && options.some((option) => /^-\w*S|^--split-string/.test(option))) {
    const at = options.findIndex((option) => /^-\w*S|^--split-string/.test(option));
    const text = [(options[at] ?? "").replace(/^-\w*S|^--split-string=?/, ""), ...options.slice(at + 1), ...unwrapped.words].join(" ").replaceAll("\\_", " ");
    inside.push(...judgeLine(text, next, "env -S"));
    return stepOf(looked, via, undefined, inside);
  }
  const words = name === "xargs" ? fedWords(unwrapped.words, options, command, origin) : unwrapped.words.map((word) => throughMounts(word, next.mounts));
  if (name === "xargs" && removing.test(programName(words)) && origin.chain.some(isListingUntracked))
    inside.push(found(scene, "git.clean", looked, looked, name));
  const open = findOpenContainer(unwrapped, scene);
  if (open !== undefined) inside.push(stepOf(looked, name, open, []));
  if (
    name === "systemd-run" &&
    options.some((option) =>
      /^--(?:on-(?:calendar|active|boot|startup|unit-active|unit-inactive|clock-change|timezone-change)|timer-property|path-property|socket-property)\b/.test(
        option,
      ),
    )
  )
    inside.push(found(scene, "later.systemd-run", name, looked, name));
  if (words.length === 0) {
    const shell = name === "sudo" && options.some((option) => /^-[a-zA-Z]*[si]/.test(option));
    if (!shell) return stepOf(looked, via, undefined, inside);
    // Nobody sees what is typed there.
    if (command.input === undefined && origin.chain.length === 0) inside.push(found(scene, "system.another-user", looked, looked, name));
    inside.push(judgeWords(["sh"], command, origin, next, name));
  } else if (name === "cross-env-shell" || (words.length === 1 && /\s/.test(words[0] ?? "") && /^(wsl|cross-env-shell|npx|sudo|doas)$/.test(name)))
    inside.push(...judgeLine(words.join(" "), next, name));
  else {
    const set = Object.fromEntries(
      options.flatMap((option) => (/^[A-Za-z_]\w*=/.test(option) ? [[option.replace(/=.*/s, ""), option.replace(/^[^=]*=/, "")]] : [])),
    );
    const fed =
      name === "xargs"
        ? { ...command, input: undefined, settings: {}, within: withLoop(command, words) }
        : { ...command, settings: { ...command.settings, ...set } };
    inside.push(judgeWords(words, fed, name === "xargs" && programName(words) !== "kill" ? { ...origin, chain: [] } : origin, next, name));
  }
  return stepOf(looked, via, undefined, inside);
}
