import { posix } from "node:path";
import { globFits, wildcard } from "@instar/shell-words";
import { languageOf } from "../code/language-of.ts";
import { readInvocation, valuesOf } from "../invocation.ts";
import { filesAmong } from "./judge-input.ts";
import { type Look, networkRule } from "./look.ts";

const installers =
  /^(?:make|gmake|npm|pnpm|yarn|bun|pip[\d.]*|uv|pipx|cargo|go|gem|cmake|ninja|meson|just|task|rake|mvn|gradle|docker|docker-compose|dpkg|apt|apt-get|rpm|dnf|yum|installer|code|claude|terraform)$/;
const insideRuns = /^(?:make|gmake|just|task|rake|\.\/\w+)$/;

/** Judges programs that come from the network themselves, or run what does: a file that the line fetched, or one of what it unpacked or cloned. */
export function judgeFetched(look: Look): void {
  const { words, name, args, origin, scene, fetches, say } = look;
  const { fetched, unpacked } = origin.traces;
  judgeShadows(look);
  if (fetches && /^g?make$/.test(name) && args.some((word) => word === "-" || word === "/dev/stdin")) say(networkRule(scene));
  if (fetched.length === 0 && unpacked.length === 0) return;
  const [here = "/"] = scene.folders;
  const isNamed = (word: string) =>
    word !== "" &&
    fetched.some(
      (file) =>
        file !== "" &&
        (isAmong(word, file) || posix.resolve(here, file) === posix.resolve(here, word) || file.replace(/^\.\//, "") === word.replace(/^\.\//, "")),
    );
  const isWithin = (word: string) => {
    const path = posix.resolve(here, word);
    return unpacked.some(
      (folder) =>
        (path === folder || path.startsWith(`${folder}/`)) && (folder !== scene.ground.surroundings.project || scene.ground.files.look(path) === undefined),
    );
  };
  const isTheirs = (word: string) => isNamed(word) || isWithin(word);
  const [program = ""] = words;
  const files = filesAmong(args);
  const isChecking = args.some((word) => /^-\w*n\w*$|^--(?:check|version|help|syntax-check)$|^-m$|^-c$|^-e$/.test(word));
  if (program.includes("/") && isTheirs(program)) say(networkRule(scene));
  else if (languageOf(name) !== undefined && !isChecking && files[0] !== undefined && isTheirs(files[0])) say(networkRule(scene));
  else if (/^(?:ba|z|da)?sh$|^source$|^\.$/.test(name) && !isChecking && files[0] !== undefined && isTheirs(files[0])) say(networkRule(scene));
  else if (installers.test(name) && args.some((word) => /[/.]/.test(word) && !word.startsWith("-") && isTheirs(word) && isInstalling(name, args)))
    say(networkRule(scene));
  else if (
    insideRuns.test(name) &&
    !isChecking &&
    (isFreshHere(here, isWithin, scene) || fetched.some((file) => /^(?:.*\/)?(?:[mM]akefile|GNUmakefile|justfile|Taskfile\.ya?ml|Rakefile)$/.test(file)))
  )
    say(networkRule(scene));
}

/** Whether the line stands in a folder that came from the network with it. */
const isFreshHere = (here: string, isWithin: (path: string) => boolean, { ground }: Look["scene"]) =>
  here !== ground.surroundings.project && here !== "/" && isWithin(here) && ground.files.look(here) === undefined;

/** `setup-[1-2].sh`, `part-{a,b}.sh`, `#1.sh`: what is fetched by a range has names that a wildcard finds. */
const ranged = /\[[\w:-]{1,40}\]|\{[^{}]{1,200}\}|#\d/g;
const isWild = (word: string) => /[\uE000\uE001]/.test(word);

/** Whether a word with wildcards, or one of many names, may be what was fetched. */
function isAmong(word: string, file: string): boolean {
  const name = posix.basename(word);
  const one = posix.basename(file).replace(ranged, "1");
  if (isWild(word)) return name.replace(/[\uE000\uE001]/g, "").length > 1 && globFits(name, one);
  return one !== posix.basename(file) && globFits(posix.basename(file).replace(ranged, wildcard.many), name);
}

const programFolders =
  /(?:^|\/)(?:\.local\/bin|\.cargo\/bin|go\/bin|\.bun\/bin|\.deno\/bin|\.npm-global\/bin|\.yarn\/bin)\/([\w.+-]+)$|^(?:~|\/home\/[^/]+|\/Users\/[^/]+)\/bin\/([\w.+-]+)$/;
const everyday =
  /^(?:git|ssh|sudo|su|ls|cat|rm|cp|mv|cd|npm|npx|node|python3?|pip3?|docker|kubectl|curl|wget|bash|sh|zsh|make|gcc|cc|go|cargo|claude|codex|gh|aws|gcloud|terraform|instar|grep|sed|awk|ps|kill|gpg|scp|rsync|tar|vim?|nano|code|yarn|pnpm|bun|deno|passwd|login|env|which)$/;

/** Programs that would stand where every command looks for them: from the network, or in the place of one that everybody calls. */
function judgeShadows({ name, args, command, say }: Look): void {
  const saved = /^(?:curl|wget)$/.test(name) ? valuesOf(readInvocation(name, args), "-o|--output|-O|--output-document") : [];
  const written = command.redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target);
  const put = /^(?:cp|ln|install|mv|tee)$/.test(name) ? args.slice(-1) : [];
  for (const path of saved) if (programFolders.test(path)) say("network.installs", path);
  for (const path of [...written, ...put]) {
    const [, one, other] = programFolders.exec(path) ?? [];
    if (everyday.test(one ?? other ?? "")) say("later.shadow", path);
  }
}

const isInstalling = (name: string, args: readonly string[]): boolean =>
  /^(?:make|gmake|just|task|rake|dpkg|installer|ninja)$/.test(name)
    ? !args.includes("-n")
    : args.some((word) => /^(?:i|install|add|ci|run|exec|up|apply|build|-i|-U|--install-extension|-P)$/.test(word));
