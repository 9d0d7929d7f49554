import type { ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { deedsOf } from "../deeds.ts";
import { readInvocation } from "../invocation.ts";
import { programName } from "../program-name.ts";
import { innerScene, mostDepth, type Scene } from "../scene.ts";
import { found, stepOf } from "../steps.ts";
import { textsOf } from "../texts.ts";
import { unwrap } from "../unwrap/unwrap.ts";
import { actsOf } from "./acts.ts";
import { judgeCode } from "./judge-code.ts";
import { judgeDoubtful } from "./judge-doubtful.ts";
import { judgeEach } from "./judge-found.ts";
import { judgeGiven } from "./judge-given.ts";
import { judgeInput } from "./judge-input.ts";
import { judgeSending } from "./judge-sending.ts";
import { judgeWrapped } from "./judge-wrapped.ts";
import { openLook } from "./look.ts";
import { isQuestion, namedTool } from "./named-tool.ts";
import type { Origin } from "./origin.ts";

const noNames: ReadonlySet<string> = new Set(["--force", "--delete", "--recursive"]);

/** Judges one program with its words: what it runs, what it is given to run, and what it would do. */
export function judgeWords(words: readonly string[], command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const looked = words.join(" ");
  const [first = "", ...args] = words;
  if (scene.depth > mostDepth + 4) return found(scene, "opaque", "it stands too deep in others", looked, via);
  if (/[\uE000-\uE00F]/.test(first)) return judgeDoubtful(words, command, origin, scene, via);
  const name = programName(words);
  if (isQuestion(name, args)) return stepOf(looked, via, undefined, []);
  const tool = namedTool(name, args);
  if (tool !== undefined) {
    const step = judgeWords(tool, command, origin, innerScene(scene), name);
    if (step.severity !== "fine" || step.inside.some((within) => within.severity !== "fine")) return stepOf(looked, via, undefined, [step]);
  }
  const unwrapped = unwrap([name, ...args]);
  if (unwrapped !== undefined) return judgeWrapped(unwrapped, args, command, origin, scene, looked, via);

  const look = openLook(words, name, command, origin, scene);
  judgeGiven(look);
  judgeInput(look);
  const coded = judgeCode(look);
  judgeSending(look);
  look.inside.push(...judgeEach(name, args, command, scene));
  const call = readInvocation(name, args);
  const acts = actsOf([...deedsOf(call, noNames), ...coded.deeds], scene);
  look.add(scene.book.judge({ call, acts, texts: [...textsOf(call, command.input), ...coded.statements] }));
  if (coded.statements.length > 0) look.add(scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: coded.statements }));
  return stepOf(looked, via, look.said(), look.inside);
}
