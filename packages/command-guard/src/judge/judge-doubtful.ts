import { globFits, type ShellCommand, unknown } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { programName } from "../program-name.ts";
import type { Scene } from "../scene.ts";
import { brief, found, stepOf } from "../steps.ts";
import { isFetching } from "./fetching.ts";
import { judgeWords } from "./judge-words.ts";
import type { Origin } from "./origin.ts";

/** Programs that do most harm. */
const doubtful = ["rm", "dd", "mkfs", "shred", "mv", "chmod", "chown", "git", "find"];

/** Programs that run others, or change what is there. */
const grave = [
  ...doubtful,
  ..."sh bash zsh dash ksh env eval exec sudo doas su xargs python python3 perl ruby node php awk curl wget ssh scp nc kill killall pkill tee truncate wipefs chgrp crontab at reboot shutdown halt docker kubectl cp tar sed make npm npx".split(
    " ",
  ),
];
const harmless = "ls cat echo head tail wc grep stat file date pwd printf sort uniq diff which whoami id uname df du less true".split(" ");

/** The name of the program is not certain: it may be one of those that do most harm. */
export function judgeDoubtful(words: readonly string[], command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const [first = "", ...args] = words;
  const looked = words.join(" ");
  const name = programName([first]);
  // Of a name of which nothing is known, not even how it begins or ends, nothing can be said but that.
  const pattern = /^[\uE000-\uE00F]+$/.test(name) ? unknown : name;
  const fitting = (pattern === unknown ? ["rm", "dd"] : doubtful).filter((name) => globFits(pattern, name));
  const steps = args.length === 0 ? [] : fitting.map((name) => judgeWords([name, ...args], command, origin, scene, via));
  const worst = steps.find(({ severity }) => severity === "catastrophic") ?? steps.find(({ severity }) => severity === "risky");
  if (worst?.severity === "catastrophic") return { ...worst, looked: brief(looked) };
  const fetches = origin.captured.some(isFetching);
  if (fetches) return found(scene, scene.root ? "network.run-as-root" : "network.run", looked, looked, via);
  // What a variable holds is run as it is: in a loop over what was read, that is hiding.
  if (first === unknown && args.length === 0 && origin.captured.length === 0 && !command.within.includes("loop")) return stepOf(looked, via, undefined, []);
  // A program in a folder that is not known has a name nevertheless: "$ROOT/scripts/build.sh", "$VENV/bin/python".
  if (first.includes("/") && pattern !== "" && !/[\uE000-\uE00F]/.test(pattern)) return judgeWords([pattern, ...args], command, origin, scene, via);
  if (worst !== undefined) return { ...worst, looked: brief(looked) };
  // A wildcard that fits only what looks at things.
  const looking = pattern.includes(unknown) || grave.some((one) => globFits(pattern, one)) ? undefined : harmless.find((one) => globFits(pattern, one));
  if (looking !== undefined && /\w/.test(pattern)) return judgeWords([looking, ...args], command, origin, scene, via);
  return found(scene, "opaque", looked, looked, via);
}
