import type { ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { deedsOf } from "../deeds/deeds-of.ts";
import { readInvocation } from "../invocation.ts";
import { programName } from "../program-name.ts";
import { innerScene, mostDepth, mostSteps, type Scene } from "../scene.ts";
import { found, stepOf } from "../steps.ts";
import { unwrap } from "../unwrap/unwrap.ts";
import { actsOf } from "./acts.ts";
import { judgeCarried } from "./carried.ts";
import { findEmptied } from "./emptied.ts";
import { judgeAwk } from "./judge-awk.ts";
import { judgeCode } from "./judge-code.ts";
import { judgeConfigured } from "./judge-configured.ts";
import { judgeData } from "./judge-data.ts";
import { judgeDoubtful } from "./judge-doubtful.ts";
import { judgeExposure } from "./judge-exposure.ts";
import { judgeFetched } from "./judge-fetched.ts";
import { judgeEach } from "./judge-found.ts";
import { judgeGit } from "./judge-git.ts";
import { judgeGiven } from "./judge-given.ts";
import { judgeHosting } from "./judge-hosting.ts";
import { judgeInput } from "./judge-input.ts";
import { judgeKilling, judgeListed } from "./judge-listed.ts";
import { judgeMade } from "./judge-made.ts";
import { judgePlanted } from "./judge-planted.ts";
import { judgeScripts } from "./judge-scripts.ts";
import { judgeSecrets } from "./judge-secrets.ts";
import { judgeSending } from "./judge-sending.ts";
import { findStranger } from "./judge-strangers.ts";
import { judgeUnseen } from "./judge-unseen.ts";
import { judgeWrapped } from "./judge-wrapped.ts";
import { killedBy } from "./killed.ts";
import { openLook } from "./look.ts";
import { isQuestion, namedTool } from "./named-tool.ts";
import { noOrigin, type Origin } from "./origin.ts";
import { isOwnWork } from "./own-work.ts";
import { isSpared } from "./spared.ts";
import { noTraces, programCopied, wholePath } from "./traces.ts";

/** How many words of one program are looked at. */
const mostWords = 1_000;
const noNames: ReadonlySet<string> = new Set(["--force", "--delete", "--recursive"]);

/** Options that programs take from their environment. */
function fromEnvironment(name: string, { settings }: ShellCommand): readonly string[] {
  if (name === "git" && settings["GIT_WORK_TREE"] !== undefined) return [`--work-tree=${settings["GIT_WORK_TREE"]}`];
  if (/^docker(?:-compose)?$/.test(name) && settings["DOCKER_HOST"] !== undefined) return [`--host=${settings["DOCKER_HOST"]}`];
  return [];
}

/** Judges one program with its words: what it runs, what it is given to run, and what it would do. */
export function judgeWords(words: readonly string[], command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const looked = words.length > mostWords ? words.slice(0, 40).join(" ") : words.join(" ");
  const [first = "", ...args] = words;
  const { spent } = scene;
  spent.steps += 1 + (words.length >> 5);
  if (spent.steps > mostSteps) return found(scene, "unreadable", "it has too many commands", looked, via);
  if (words.length > mostWords) {
    // What may lie anywhere is looked at nevertheless: it may be worse than what cannot be read.
    const told = [first, ...args.filter((word) => /[^\w.-]|^-/.test(word)).slice(0, mostWords - 1)];
    return stepOf(looked, via, scene.book.finding("unreadable", "it has too many words"), [judgeWords(told, command, origin, scene, via)]);
  }
  if (scene.depth > mostDepth + 4) return found(scene, "opaque", "it stands too deep in others", looked, via);
  if (/[\uE000-\uE00F]/.test(first)) return judgeDoubtful(words, command, origin, scene, via);
  // Letters of other alphabets look like those of a program that everybody knows; some cannot be seen at all.
  if (!first.includes("/") && /[^\0-\x7F]/.test(first))
    return found(scene, "opaque", "the name of the program holds letters that look like others", looked, via);
  const stands = programCopied(scene.traces, scene.folders[0] ?? "/", first);
  if (stands !== undefined)
    return judgeWords([stands, ...args], command, origin, { ...innerScene(scene), traces: { ...scene.traces, copied: noTraces.copied } }, via);
  const name = programName(words);
  if (isQuestion(name, args)) return stepOf(looked, via, undefined, []);
  const stranger = findStranger(name, args, command, scene);
  if (stranger !== undefined) return stepOf(looked, via, stranger, [judgeKnown(words, name, command, origin, scene, name)]);
  return judgeKnown(words, name, command, origin, scene, via);
}

function judgeKnown(words: readonly string[], name: string, command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const looked = words.join(" ");
  const args = words.slice(1);
  const tool = namedTool(name, args);
  if (tool !== undefined) {
    const step = judgeWords(tool, command, origin, innerScene(scene), name);
    if (step.severity !== "fine" || step.inside.some((within) => within.severity !== "fine")) return stepOf(looked, via, undefined, [step]);
  }
  const unwrapped = unwrap([name, ...args]);
  if (unwrapped !== undefined) return judgeWrapped(unwrapped, args, withListed(name, args, command, scene), origin, scene, looked, via);

  const look = openLook(words, name, withListed(name, args, command, scene), origin, scene);
  judgeGiven(look);
  judgeInput(look);
  judgeMade(look);
  judgeScripts(look);
  judgeConfigured(look);
  judgeCarried(look);
  judgeAwk(look);
  judgeFetched(look);
  judgePlanted(look);
  judgeExposure(look);
  const coded = judgeCode(look);
  judgeSending(look);
  judgeSecrets(look);
  judgeUnseen(look);
  judgeListed(look);
  judgeKilling(look);
  judgeGit(look);
  judgeHosting(look);
  look.inside.push(...judgeEach(name, args, look.command, scene));
  // What it ends is what was looked for by name.
  if (name === "kill") for (const asked of killedBy(origin)) look.inside.push(judgeWords(asked, command, noOrigin, innerScene(scene), "kill"));
  const call = readInvocation(name, [...fromEnvironment(name, command), ...args]);
  const deeds = [...deedsOf(call, noNames), ...coded.deeds];
  const acts = actsOf(origin.exported === true ? deeds.filter(({ does }) => does !== "read") : deeds, scene);
  look.add(findEmptied(acts, command, scene));
  const statements = [...judgeData(look, call), ...coded.statements];
  const finding = scene.book.judge({ call, acts, texts: statements }, (rule) => isSpared(rule, look, call, statements));
  // What another command takes over is not printed: that one is asked about it.
  const isTaken = (command.captured || command.piped) && finding !== undefined && /^(tokens\.|repositories\.token)/.test(finding.rule);
  if (finding !== undefined && !isTaken && !isOwnWork(finding, call, acts, command.source, scene)) look.add(finding);
  if (coded.statements.length > 0) look.add(scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: coded.statements }));
  return stepOf(looked, via, look.said(), look.inside);
}

/** With the list of things that it reads from a file which the line wrote: `xargs -a list`. */
function withListed(name: string, args: readonly string[], command: ShellCommand, { traces, folders }: Scene): ShellCommand {
  if (!/^(xargs|parallel)$/.test(name) || traces.written.size === 0) return command;
  const file = args.find((_, index) => /^(-a|--arg-file)$/.test(args[index - 1] ?? "")) ?? args.find((word) => word.startsWith("--arg-file="))?.slice(11);
  const input = file === undefined ? undefined : traces.written.get(wholePath(folders[0] ?? "/", file));
  return input === undefined ? command : { ...command, input: input.replace(/\n$/, "") };
}
