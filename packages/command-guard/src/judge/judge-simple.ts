import type { ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { readInvocation } from "../invocation.ts";
import { programName } from "../program-name.ts";
import type { Finding } from "../rule-book.ts";
import { innerScene, noteCut, type Scene, withVariables } from "../scene.ts";
import { stepOf } from "../steps.ts";
import { actsOf } from "./acts.ts";
import { findEmptied, saysNothing } from "./emptied.ts";
import { judgeLine } from "./judge-line.ts";
import { judgeGitSettings, judgeSetting } from "./judge-setting.ts";
import { judgeWords } from "./judge-words.ts";
import type { Origin } from "./origin.ts";
import { foldersOf } from "./traces.ts";

/** Judges one simple command, and all that it runs. */
export function judgeSimple(command: ShellCommand, origin: Origin, given: Scene, via: string | undefined): Step {
  const { words, redirections, settings } = command;
  const scene = withPath(given, settings["PATH"]);
  const looked = words.length === 0 ? command.source : words.join(" ");
  const inside: Step[] = [];
  const set = Object.entries(settings);
  for (const [name, value] of set) inside.push(...judgeSetting(name, value, scene, command.offered?.[0]));
  if (set.length > 0) inside.push(...judgeGitSettings(settings, scene));
  if (words.length > 0 && redirections.some(({ target }) => ownPort.test(target)))
    inside.push(
      ...judgeLine(
        `redis-cli ${words
          .slice(1)
          .join(" ")
          .replace(/\\[rn]|[^\w ]+/g, " ")
          .replace("flush_all", "flushall")
          .trim()}`,
        innerScene(scene),
        "/dev/tcp",
      ),
    );
  const redirected = redirections.length === 0 ? undefined : judgeRedirections(command, scene);
  const variables = withVariables(scene.variables, command.known);
  const step = words.length === 0 ? undefined : judgeWords(words, command, origin, variables === scene.variables ? scene : { ...scene, variables }, via);
  if (step === undefined) return stepOf(looked, via, redirected, inside);
  if (redirected === undefined && inside.length === 0) return step;
  return redirected !== undefined && step.severity === "fine"
    ? {
        ...step,
        severity: redirected.severity,
        rule: redirected.rule,
        reason: stepOf("", undefined, redirected, []).reason ?? "",
        inside: [...step.inside, ...inside],
      }
    : { ...step, inside: [...step.inside, ...inside, ...(redirected === undefined ? [] : [stepOf(looked, "redirection", redirected, [])])] };
}

/** Folders that come first from here on are looked into first. */
function withPath(scene: Scene, path: string | undefined): Scene {
  if (path === undefined) return scene;
  const { traces, folders } = scene;
  return { ...scene, traces: { ...traces, searched: [...foldersOf(path, folders[0] ?? "/"), ...traces.searched] } };
}

/** A port of this machine, which a line may ask whether anybody listens. */
const ownPort = /^\/dev\/(tcp|udp)\/(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)\/\d+$/;
const isAsking = /^(exec|echo|printf|:|true|cat|head|read|timeout)?$/;

/** How many redirections of one command are looked at. */
const mostRedirections = 200;

/** They say what they read; a redirection alone in a substitution does too. */
const sayers = /^(cat|tac|head|tail|base64|base32|xxd|od|hexdump|strings|tee|less|more|nl|rev|sort|bat|mapfile|readarray)?$/;

/** What they say is no database, so that a file of one that they write is lost. */
const silent = /^(:|true|false|echo|printf|cat)?$/;
const isDataFile = /\.(sqlite3?|db3?|duckdb|mdb|rdb|aof|ibd|fdb|realm|accdb|kdbx?|tfstate)$/i;

function judgeRedirections(command: ShellCommand, scene: Scene): Finding | undefined {
  const { redirections } = command;
  const name = programName(command.words);
  let worst: Finding | undefined;
  // Of very many those count that may lie anywhere.
  const told =
    redirections.length <= mostRedirections ? redirections : redirections.filter(({ target }) => !/^[\w.-]*$/.test(target)).slice(0, mostRedirections);
  if (told.length === mostRedirections) noteCut(scene, "redirections");
  for (const { operator, target } of told) {
    if (/^\/dev\/(tcp|udp)\//.test(target) && !(ownPort.test(target) && isAsking.test(name))) return scene.book.finding("network.reverse-shell", target);
    const isWriting = />/.test(operator) && !/^\d*$|^-$/.test(target);
    if (!isWriting && !/^<$|^\d*<$/.test(operator)) continue;
    const does = isWriting ? (operator.includes(">>") ? "append" : "overwrite") : "read";
    if (does === "read" && !sayers.test(name)) continue;
    if (/^\/proc\/(sysrq-trigger|sys\/kernel\/)/.test(target)) return scene.book.finding("system.trigger", target);
    const empties = does === "overwrite" && saysNothing(command);
    const acts = actsOf([{ does, deep: false, word: target, each: true, ...(empties ? { empties } : {}) }], scene);
    const emptied = does === "overwrite" && silent.test(name) && isDataFile.test(target) ? ["--emptied", target] : [];
    const finding = scene.book.judge({ call: readInvocation("redirection", emptied), acts, texts: [] }) ?? findEmptied(acts, command, scene);
    if (finding !== undefined && (worst === undefined || finding.severity === "catastrophic")) worst = finding;
  }
  return worst;
}
