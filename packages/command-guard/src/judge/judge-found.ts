import { foundBy, type ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { programName } from "../program-name.ts";
import { innerScene, type Scene } from "../scene.ts";
import { handing } from "./fed-words.ts";
import { judgeParallel } from "./judge-parallel.ts";
import { judgeWords } from "./judge-words.ts";
import { noOrigin } from "./origin.ts";

/** Judges what programs run for each thing that they find or are given; nothing for other programs. */
export function judgeEach(name: string, args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  if (name === "find" || name === "gfind") return judgeFound(args, command, scene);
  if (name === "fd" || name === "fdfind") return judgeFd(args, command, scene);
  return name === "parallel" || name === "rush" ? judgeParallel(args, command, scene) : [];
}

function judgeFound(args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  const out: Step[] = [];
  for (const [index, word] of args.entries()) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(word)) continue;
    const { words, narrow } = foundBy(args, index);
    const rest = args.slice(index + 1);
    const end = rest.findIndex((part, at) => part === ";" || (part === "+" && rest[at - 1] === "{}"));
    const run = end === -1 ? rest : rest.slice(0, end);
    const whole = programName(run) === "rm" ? ["-r"] : handing.test(programName(run)) ? ["-R"] : [];
    // A program of which nothing is known is told of each thing that lies there, not of the folder.
    const given = narrow || args.includes("-maxdepth") || whole.length > 0 ? words : words.map((root) => `${root.replace(/\/\uE000*$/, "")}/\uE000\uE000`);
    const filled = (narrow ? run : [run[0] ?? "", ...whole, ...run.slice(1)]).flatMap((part) =>
      part === "{}" ? given : part.includes("{}") ? given.slice(0, 8).map((one) => part.replaceAll("{}", one)) : [part],
    );
    out.push(
      judgeWords(filled, { ...command, input: undefined, settings: {}, within: [...command.within, "loop"] }, noOrigin, innerScene(scene), `find ${word}`),
    );
  }
  return out;
}

function judgeFd(args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  const at = args.findIndex((word) => /^(-x|-X|--exec|--exec-batch)$/.test(word));
  if (at === -1) return [];
  const before = args
    .slice(0, at)
    .filter(
      (word, index) =>
        !word.startsWith("-") &&
        !/^-(t|e|E|d|c|S|o|j|-type|-extension|-exclude|-max-depth|-min-depth|-color|-size|-owner|-threads)$/.test(args[index - 1] ?? ""),
    );
  const isNamed = args.slice(0, at).some((word) => /^(-e|--extension)$/.test(word));
  const narrow = isNamed || (before[0] !== undefined && !/^[.^$*]*$/.test(before[0]));
  const folder = before[1] ?? ".";
  const name = isNamed ? `${folder}/found/by.name` : narrow ? `${folder}/${before[0]?.replace(/[\^$\\]/g, "") ?? ""}` : `${folder}/\uE000`;
  const told = args.slice(at + 1);
  const run = narrow || programName(told) !== "rm" ? told : [told[0] ?? "", "-r", ...told.slice(1)];
  return [
    judgeWords(
      run.some((word) => word.includes("{}")) ? run.map((word) => word.replaceAll("{}", name)) : [...run, name],
      { ...command, input: undefined, settings: {} },
      noOrigin,
      innerScene(scene),
      "fd -x",
    ),
  ];
}
