import { unknown } from "@instar/shell-words";
import { configuredBy } from "../unwrap/lines/configurations.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

const isInput = (word: string): boolean => word === "-" || word === "/dev/stdin" || /^\/(?:dev|proc\/self)\/fd\/\d$/.test(word);

/** Judges what a program is told to run or to take away in a configuration which the line wrote, or gives it. */
export function judgeConfigured(look: Look): void {
  const { name, args, command, scene, judge } = look;
  const program = configuredBy(name);
  if (program === undefined) return;
  const texts = new Set<string>();
  const here = scene.folders[0] ?? "/";
  const add = (path: string) => {
    const text =
      path === unknown
        ? command.offered?.[0]
        : isInput(path)
          ? command.input
          : scene.traces.written.get(wholePath(here, path.replace(/^~(?=\/)/, scene.ground.surroundings.home)));
    if (text !== undefined) texts.add(text);
  };
  const options = program.files?.split("|") ?? [];
  for (const [index, word] of args.entries()) {
    const glued = options.find((option) => word.startsWith(option) && word.length > option.length);
    if (options.includes(args[index - 1] ?? "")) add(word);
    else if (glued !== undefined) add(word.slice(glued.length).replace(/^=/, ""));
    else if (program.inline !== undefined && args.includes(program.inline) && !word.startsWith("-")) texts.add(word);
    else if (options.length === 0 && (!word.startsWith("-") || word === "-")) add(word);
  }
  for (const file of program.usual ?? []) add(file);
  for (const variable of program.variables ?? []) {
    const file = command.settings[variable] ?? scene.traces.environment[variable];
    if (file !== undefined) add(file);
  }
  for (const text of texts)
    for (const line of program.reads(text, args))
      judge(line.text, line.via, line.remote === true ? { remote: true, server: "elsewhere", folders: [scene.ground.surroundings.home] } : {});
}
