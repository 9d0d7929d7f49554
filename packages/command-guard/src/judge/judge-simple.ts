import type { ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { readInvocation } from "../invocation.ts";
import { programName } from "../program-name.ts";
import type { Finding } from "../rule-book.ts";
import { innerScene, type Scene } from "../scene.ts";
import { found, stepOf } from "../steps.ts";
import { actsOf } from "./acts.ts";
import { judgeLine } from "./judge-line.ts";
import { judgeWords } from "./judge-words.ts";
import type { Origin } from "./origin.ts";

/** Judges one simple command, and all that it runs. */
export function judgeSimple(command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const { words, redirections, settings } = command;
  const looked = words.length === 0 ? command.source : words.join(" ");
  const inside: Step[] = [];
  for (const [name, value] of Object.entries(settings)) inside.push(...judgeSetting(name, value, scene));
  const redirected = judgeRedirections(programName(words), redirections, scene);
  const step = words.length === 0 ? undefined : judgeWords(words, command, origin, { ...scene, variables: { ...scene.variables, ...command.known } }, via);
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

/** Variables whose values programs run. */
export function judgeSetting(name: string, value: string, scene: Scene): readonly Step[] {
  if (/^(LD_PRELOAD|DYLD_INSERT_LIBRARIES|LD_AUDIT)$/.test(name) && value !== "")
    return [found(scene, "environment.preload", name, `${name}=${value}`, undefined)];
  if (name === "BASH_ENV" || (name === "ENV" && /\.sh$|^\/dev\//.test(value)) || /^(PERL5OPT|RUBYOPT)$/.test(name))
    return /[./]/.test(value) ? [found(scene, "environment.preload", name, `${name}=${value}`, undefined)] : [];
  const [, encoded, code = ""] = name === "NODE_OPTIONS" ? (/data:[\w/+.-]*(;base64)?,([\s\S]*)/.exec(value) ?? []) : [];
  if (code !== "") return judgeLine(`node -e '${(encoded === undefined ? decoded(code) : atob64(code)).replaceAll("'", "`")}'`, innerScene(scene), `${name}=`);
  if (
    !/^(GIT_(SSH_COMMAND|PAGER|EDITOR|EXTERNAL_DIFF|SEQUENCE_EDITOR|ASKPASS|PROXY_COMMAND|SSH)|PAGER|MANPAGER|EDITOR|VISUAL|PROMPT_COMMAND|LESSOPEN|LESSCLOSE|BROWSER|SUDO_EDITOR|SUDO_ASKPASS|SSH_ASKPASS|GIT_CONFIG_VALUE_\d+|GH_EDITOR|GH_PAGER|RSYNC_RSH|FZF_DEFAULT_COMMAND|BASH_FUNC_.*)$/.test(
      name,
    )
  )
    return [];
  return judgeLine(value.replace(/^\|/, ""), innerScene(scene), `${name}=`);
}

const atob64 = (text: string): string => Buffer.from(text, "base64").toString("latin1");
const decoded = (text: string): string => text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** How many redirections of one command are looked at. */
const mostRedirections = 200;

/** They say what they read; a redirection alone in a substitution does too. */
const sayers = /^(cat|tac|head|tail|base64|base32|xxd|od|hexdump|strings|tee|less|more|nl|rev|sort|bat)?$/;

function judgeRedirections(name: string, redirections: ShellCommand["redirections"], scene: Scene): Finding | undefined {
  let worst: Finding | undefined;
  // Of very many those count that may lie anywhere.
  const told =
    redirections.length <= mostRedirections ? redirections : redirections.filter(({ target }) => !/^[\w.-]*$/.test(target)).slice(0, mostRedirections);
  for (const { operator, target } of told) {
    if (/^\/dev\/(tcp|udp)\//.test(target)) return scene.book.finding("network.reverse-shell", target);
    const isWriting = />/.test(operator) && !/^\d*$|^-$/.test(target);
    if (!isWriting && !/^<$|^\d*<$/.test(operator)) continue;
    const does = isWriting ? (operator.includes(">>") ? "append" : "overwrite") : "read";
    if (does === "read" && !sayers.test(name)) continue;
    if (/^\/proc\/(sysrq-trigger|sys\/kernel\/)/.test(target)) return scene.book.finding("system.trigger", target);
    const acts = actsOf([{ does, deep: false, word: target, each: true }], scene);
    const finding = scene.book.judge({ call: readInvocation("redirection", []), acts, texts: [] });
    if (finding !== undefined && (worst === undefined || finding.severity === "catastrophic")) worst = finding;
  }
  return worst;
}
