import { globFits, type ShellCommand, unknown } from "@instar/shell-words";
import type { Step } from "./contract.ts";
import { type Deed, deedsOf, foundBy } from "./deeds.ts";
import { readInvocation } from "./invocation.ts";
import { judgeLine } from "./judge-line.ts";
import { nameOf } from "./judge-words.ts";
import type { Act } from "./match-rule.ts";
import { isFetching, isTelling, type Origin } from "./origin.ts";
import type { Finding } from "./rule-book.ts";
import { mostDepth, type Scene } from "./scene.ts";
import { brief, found, stepOf } from "./steps.ts";
import { isSecret } from "./targets/names.ts";
import { resolveTarget, type Target } from "./targets/target.ts";
import { textsOf } from "./texts.ts";
import { codeOf, languageOf, readCode } from "./unwrap/inline-code.ts";
import { isShell, linesOf, recipeOf } from "./unwrap/lines.ts";
import { throughMounts, unwrap } from "./unwrap/unwrap.ts";

const nothing: Origin = { chain: [], captured: [], fetched: [], written: new Map() };
const inner = (scene: Scene): Scene => ({ ...scene, depth: scene.depth + 1 });

/** Judges one simple command, and all that it runs. */
export function judgeSimple(command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const { words, redirections, settings } = command;
  const looked = words.length === 0 ? command.source : words.join(" ");
  const inside: Step[] = [];
  for (const [name, value] of Object.entries(settings)) inside.push(...judgeSetting(name, value, scene));
  const redirected = judgeRedirections(redirections, scene);
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
function judgeSetting(name: string, value: string, scene: Scene): readonly Step[] {
  if (/^(LD_PRELOAD|DYLD_INSERT_LIBRARIES|LD_AUDIT)$/.test(name) && value !== "")
    return [found(scene, "environment.preload", name, `${name}=${value}`, undefined)];
  if (
    !/^(GIT_(SSH_COMMAND|PAGER|EDITOR|EXTERNAL_DIFF|SEQUENCE_EDITOR|ASKPASS|PROXY_COMMAND|SSH)|PAGER|MANPAGER|EDITOR|VISUAL|PROMPT_COMMAND|LESSOPEN|BROWSER|SUDO_ASKPASS|RSYNC_RSH|FZF_DEFAULT_COMMAND|BASH_FUNC_.*)$/.test(
      name,
    )
  )
    return [];
  return judgeLine(value.replace(/^\|/, ""), inner(scene), `${name}=`);
}

function judgeRedirections(redirections: ShellCommand["redirections"], scene: Scene): Finding | undefined {
  let worst: Finding | undefined;
  for (const { operator, target } of redirections) {
    if (/^\/dev\/(tcp|udp)\//.test(target)) return scene.book.finding("network.reverse-shell", target);
    const isWriting = />/.test(operator) && !/^\d*$|^-$/.test(target);
    if (!isWriting && !/^<$|^\d*<$/.test(operator)) continue;
    const does = isWriting ? (operator.includes(">>") ? "append" : "overwrite") : "read";
    if (does === "read") continue;
    if (/^\/proc\/(sysrq-trigger|sys\/kernel\/)/.test(target)) return scene.book.finding("system.trigger", target);
    const acts = actsOf([{ does, deep: false, word: target }], scene);
    const finding = scene.book.judge({ call: readInvocation("redirection", []), acts, texts: [] });
    if (finding !== undefined && (worst === undefined || finding.severity === "catastrophic")) worst = finding;
  }
  return worst;
}

function actsOf(deeds: readonly Deed[], scene: Scene): readonly Act[] {
  return deeds.slice(0, 400).map((deed) => ({ ...deed, target: targetOf(deed, scene) }));
}

function targetOf({ does, deep, word: given }: Deed, scene: Scene): Target {
  const { ground, mounts } = scene;
  if (does === "rewrite" || does === "lease") {
    const patterns = ground.surroundings.protectedBranches ?? ["main", "master", "production", "release/*"];
    const kind =
      given.includes(unknown) || /^(HEAD|@|--.*)?$/.test(given)
        ? "unnamed"
        : patterns.some((pattern) => globFits(pattern.replaceAll("*", "\uE000"), given))
          ? "protected"
          : "branch";
    return { word: given.includes(unknown) ? "the branch" : given, kind, exists: true };
  }
  const word = mounts.length === 0 ? given : throughMounts(given, mounts);
  if (does === "read" || does === "send") {
    if (isSecret(word)) return { word, kind: "secret", exists: true };
    return does === "read" ? { word, kind: "inside", exists: true } : resolveTarget(word, scene.folders, ground, true);
  }
  const target = resolveTarget(word, scene.folders, ground, does !== "remove" && does !== "move");
  // What is put into a folder replaces nothing of that name.
  return does === "overwrite" && target.path !== undefined && ground.files.look(target.path)?.kind === "folder" && !deep
    ? { ...target, exists: false }
    : target;
}

const doubtful = ["rm", "dd", "mkfs", "shred", "mv", "chmod", "chown", "git", "find"];

function judgeWords(words: readonly string[], command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const looked = words.join(" ");
  const [first = "", ...args] = words;
  if (scene.depth > mostDepth + 4) return found(scene, "opaque", "it stands too deep in others", looked, via);
  if (/[\uE000-\uE00F]/.test(first)) return judgeDoubtful(words, command, origin, scene, via);
  const name = nameOf(words);
  if (isQuestion(name, args)) return stepOf(looked, via, undefined, []);
  const script = /^(python|pypy|php|ruby|node|perl)[\d.]*$/.test(name) ? scriptOf(args) : /^(npm|yarn|pnpm|bun)$/.test(name) ? binOf(args) : undefined;
  if (script !== undefined) {
    const step = judgeWords(script, command, origin, inner(scene), name);
    if (step.severity !== "fine" || step.inside.some((within) => within.severity !== "fine")) return stepOf(looked, via, undefined, [step]);
  }
  const unwrapped = unwrap([name, ...args]);
  if (unwrapped !== undefined) return judgeWrapped(unwrapped, args, command, origin, scene, looked, via);

  const inside: Step[] = [];
  let own: Finding | undefined;
  const say = (id: string, what: string) => {
    own = worse(own, scene.book.finding(id, brief(what)));
  };
  const fetches = [...origin.chain, ...origin.captured].some(isFetching);
  const hidden = command.decoded;
  const judgeText = (text: string, how: string, more: Partial<Scene> = {}) => {
    inside.push(...judgeLine(text, { ...inner(scene), ...more }, hidden ? `${how}, decoded` : how));
  };

  for (const line of linesOf(name, args)) {
    const { remote = false, root = false, given } = line;
    if (line.text.includes(unknown) && line.text.replaceAll(unknown, "").trim() === "") {
      if (!isShell(name) && name !== "eval") continue;
      if (fetches) say(scene.root ? "network.run-as-root" : "network.run", looked);
      else if (!(name === "eval" && origin.captured.some(isSettingUp))) say("opaque", looked);
      continue;
    }
    const variables = given === undefined ? scene.variables : { ...scene.variables, ...Object.fromEntries(given.map((word, index) => [String(index), word])) };
    const zero = given?.[0];
    const text =
      zero === undefined || /['\n]/.test(zero) ? line.text : line.text.replace(/(["']?)\$\{?0\}?\1/g, (_, quote: string) => `${quote}${zero}${quote}`);
    judgeText(throughLine(text, scene), line.via, {
      variables,
      root: scene.root || root,
      ...(remote ? { remote: true, folders: [scene.ground.surroundings.home] } : {}),
    });
    if (fetches && isShell(name) && line.text.includes(unknown) && /^\s*\uE00F/.test(line.text))
      say(scene.root ? "network.run-as-root" : "network.run", looked);
  }

  const files = args.filter((word) => !word.startsWith("-") || word === "-");
  const takesInput = files.length === 0 || files[0] === "-" || files[0] === "/dev/stdin" || args.some((word) => /^-\w*s$/.test(word) && isShell(name));
  const hasLine = args.some((word) => /^-[a-zA-Z]*c$/.test(word));
  const language = languageOf(name);
  const codesMade: { readonly language: string; readonly code: string }[] = [];
  if ((isShell(name) || ((name === "source" || name === ".") && files[0] === "/dev/stdin")) && !hasLine && takesInput) judgeInput(name);
  else if ((isShell(name) || name === "source" || name === ".") && !hasLine) {
    const [file = ""] = files;
    if (file.includes(unknown) && command.input !== undefined) judgeText(command.input, `${name} <(…)`);
    else if ((file.startsWith(unknown) || file.startsWith("/dev/fd/")) && fetches) say(scene.root ? "network.run-as-root" : "network.run", looked);
    else if (file === unknown && !origin.captured.some(isSettingUp) && (name === "source" || name === "." || isShell(name))) say("opaque", looked);
    else if (origin.fetched.some((saved) => sameFile(saved, file))) say(scene.root ? "network.run-as-root" : "network.run", looked);
  }
  if (origin.fetched.some((saved) => sameFile(saved, first) && first.includes("/"))) say(scene.root ? "network.run-as-root" : "network.run", looked);

  const made = origin.written.get(
    (isShell(name) || language !== undefined || name === "source" || name === "." ? (files[0] ?? "") : first).replace(/^\.\//, ""),
  );
  if (made !== undefined && !hasLine) {
    const spoken = language ?? languageOf(/^#!\s*(?:\/\S*\/)?(?:env\s+)?(\S+)/.exec(made)?.[1]?.replace(/^.*\//, "") ?? "");
    if (spoken === undefined) judgeText(made, "a file that it wrote");
    else codesMade.push({ language: spoken, code: made });
  }

  const codes = [...codeOf(name, args), ...codesMade];
  if (language !== undefined && codes.length === 0 && takesInput && command.input !== undefined) codes.push({ language, code: command.input });
  else if (language !== undefined && codes.length === 0 && files[0]?.includes(unknown) === true && command.input !== undefined)
    codes.push({ language, code: command.input });
  else if (language !== undefined && codes.length === 0 && (takesInput || files[0] === unknown) && (origin.chain.length > 0 || files[0] === unknown))
    say(fetches ? (scene.root ? "network.run-as-root" : "network.run") : "opaque", looked);
  const coded: Deed[] = [];
  const statements: string[] = [];
  for (const { language: spoken, code } of codes) {
    if (code.replaceAll(unknown, "").trim() === "") {
      say(fetches ? (scene.root ? "network.run-as-root" : "network.run") : "opaque", looked);
      continue;
    }
    const read = readCode(code, spoken, scene.ground.surroundings.home);
    for (const { text, via: how } of read.lines) judgeText(text, how);
    for (const { words: run, via: how } of read.runs)
      inside.push(judgeWords(run, { ...command, input: undefined, settings: {}, redirections: [] }, nothing, inner(scene), how));
    coded.push(...read.deeds);
    statements.push(...read.statements);
    if (read.hides !== undefined) say("opaque", read.hides);
  }

  if (command.input !== undefined && /^(at|batch)$/.test(name)) judgeText(command.input, name);
  if (command.input !== undefined && name === "crontab") judgeText(command.input.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), name);
  if (
    command.input !== undefined &&
    /^g?make$/.test(name) &&
    args.some((word, index) => word === "-" || (/^-f|^--(make)?file/.test(args[index - 1] ?? "") && /^(-|\/dev\/stdin|\uE00F)$/.test(word)))
  )
    judgeText(recipeOf(command.input), "make -f -");
  if (command.input !== undefined && (name === "ssh" || name === "parallel"))
    judgeText(command.input, `${name}'s input`, name === "ssh" ? { remote: true, folders: [scene.ground.surroundings.home] } : {});
  const makefile = /^g?make$/.test(name)
    ? ["Makefile", "makefile", "GNUmakefile", ...args].map((file) => origin.written.get(file)).find((text) => text !== undefined)
    : undefined;
  if (makefile !== undefined) judgeText(recipeOf(makefile), "a file that it wrote");
  if (command.input !== undefined && /^(ed|ex|vi|vim)$/.test(name))
    for (const [, line = ""] of command.input.matchAll(/^\s*:?!+(.*)$/gm)) judgeText(line, `${name}'s input`);
  if (
    /^(nc|ncat|netcat|curl|wget|socat|ssh|telnet|mail|sendmail|mailx)$/.test(name) &&
    command.redirections.some(({ operator, target }) => operator.includes("<") && isSecret(target))
  )
    say("network.send-secret-piped", looked);
  if (name === "find" || name === "gfind") inside.push(...judgeFound(args, command, scene));
  if (name === "fd" || name === "fdfind") inside.push(...judgeFd(args, command, scene));
  if (name === "parallel" || name === "rush") inside.push(...judgeParallel(args, command, scene));
  if (/^(nc|ncat|netcat|curl|wget|socat|ssh|telnet|http|xh|mail|sendmail|mailx|aws|gsutil)$/.test(name) && origin.chain.some(isTelling))
    say("network.send-secret-piped", looked);
  if (/^(curl|wget|http|xh|nc)$/.test(name) && origin.captured.some(isTelling)) say("network.send-secret-piped", looked);
  if ((name === "curl" || name === "http" || name === "xh" || name === "wget") && /(^|\s)(-X\s*|--request[= ]|--method=)DELETE\b/i.test(looked))
    say("cloud.api-delete", name);

  const call = readInvocation(name, args);
  const acts = actsOf([...deedsOf(call, noNames), ...coded], scene);
  const texts = [...textsOf(call, command.input), ...statements];
  const judged = scene.book.judge({ call, acts, texts });
  own = worse(own, judged);
  if (statements.length > 0) own = worse(own, scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: statements }));
  return stepOf(looked, via, own, inside);

  function judgeInput(shell: string): void {
    const { input } = command;
    if (input !== undefined && (input.replaceAll(unknown, "").trim() !== "" || input === "")) {
      judgeText(input, `${shell}'s input`);
      return;
    }
    if (fetches) say(scene.root ? "network.run-as-root" : "network.run", looked);
    else if (origin.chain.length > 0) say("opaque", looked);
    else if (command.redirections.some(({ operator, target }) => operator === "<" && target !== "/dev/null")) say("opaque", looked);
  }
}

const bySubject =
  /^(git|docker|podman|kubectl|helm|gh|glab|npm|pnpm|yarn|cargo|terraform|tofu|pulumi|gcloud|az|aws|prisma|systemctl|heroku|vercel|firebase|fly|flyctl|gem|twine|apt|apt-get|brew|dotnet|redis-cli|docker-compose)$/;

/** Whether it only asks a program what it can do. */
function isQuestion(name: string, args: readonly string[]): boolean {
  if (args.length === 1 && /^(--help|--version|-V|-h)$/.test(args[0] ?? "")) return args[0] !== "-h" || !/^(halt|poweroff|shutdown)$/.test(name);
  if (!bySubject.test(name)) return false;
  const at = args.indexOf("--help");
  return at !== -1 && !args.slice(0, at).includes("--");
}

/** A tool of a language by its name: `python -m twine`, `python manage.py`, `php artisan`. */
function scriptOf(args: readonly string[]): readonly string[] | undefined {
  if (args[0] === "-m") return args.length > 1 ? args.slice(1) : undefined;
  const name = nameOf(args);
  return /^(manage\.py|artisan|rake|rails|console)$/.test(name) ? [name, ...args.slice(1)] : undefined;
}

/** A tool of the project by its name, as package managers run it: `yarn prisma …`. */
function binOf(args: readonly string[]): readonly string[] | undefined {
  const at = args.findIndex((word) => !word.startsWith("-"));
  const from = args[at] === "run" ? at + 1 : at;
  return /^(prisma|rimraf|del-cli|shx|knex|sequelize(-cli)?|typeorm|drizzle-kit|vercel|firebase|wrangler|supabase|lerna|netlify|cdk|sst|serverless|sls|semantic-release|np|release-it)$/.test(
    args[from] ?? "",
  )
    ? args.slice(from).filter((word) => word !== "--")
    : undefined;
}

const noNames: ReadonlySet<string> = new Set(["--force", "--delete", "--recursive"]);
const rank = { fine: 0, risky: 1, catastrophic: 2 } as const;

const worse = (one: Finding | undefined, other: Finding | undefined): Finding | undefined =>
  one === undefined ? other : other === undefined || rank[other.severity] <= rank[one.severity] ? one : other;

const sameFile = (saved: string, file: string) => saved !== "" && file.replace(/^\.\//, "") === saved.replace(/^\.\//, "");

/** Programs whose output is made to be evaluated. */
const isSettingUp = ({ words }: ShellCommand): boolean => {
  const name = nameOf(words);
  if (
    /^(ssh-agent|gpg-agent|direnv|dircolors|brew|fnm|pyenv|rbenv|nodenv|jenv|goenv|opam|starship|zoxide|mise|rtx|asdf|thefuck|lesspipe|resize|keychain|docker-machine|minikube|podman|luarocks|register-python-argcomplete|hub|atuin|mcfly|conda|mamba|micromamba|poetry|pdm|uv|fzf|op|gh|glab|kubectl|helm|npm|pnpm|yarn|deno|rustup|ng|aws|eksctl|flux|argocd|just|task|volta|sheldon|antibody|vault|okta-awscli|aws-vault|saml2aws|chamber|doppler|perl|locale|tset|set|export|declare|shopt|nvm)$/.test(
      name,
    )
  )
    return name !== "perl" || words.some((word) => word.includes("local::lib"));
  return false;
};

function throughLine(text: string, { mounts }: Scene): string {
  return mounts.length === 0 ? text : text.replace(/(^|[\s"'=])(\/[^\s"';&|)]*)/g, (_, before: string, path: string) => before + throughMounts(path, mounts));
}

/** The name of the program is not certain: it may be one of those that do most harm. */
function judgeDoubtful(words: readonly string[], command: ShellCommand, origin: Origin, scene: Scene, via: string | undefined): Step {
  const [first = "", ...args] = words;
  const looked = words.join(" ");
  const pattern = nameOf([first]);
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
  return found(scene, "opaque", looked, looked, via);
}

/** Wrappers that may be given a line instead of words. */
const lineTakers = /^(flock|npx|npm exec|npm x|docker run|start-stop-daemon|conda run)$/;

function judgeWrapped(
  unwrapped: NonNullable<ReturnType<typeof unwrap>>,
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
  const next: Scene = {
    ...inner(scene),
    root: scene.root || root,
    remote: scene.remote || remote,
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
  };
  for (const line of lineTakers.test(name) ? linesOf(name.split(" ")[0] ?? name, args) : []) inside.push(...judgeLine(line.text, inner(next), line.via));
  for (const option of options) {
    const [, setting = "", value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(option) ?? [];
    if (setting !== "") inside.push(...judgeSetting(setting, value, scene));
  }
  if (name === "env" && options.some((option) => /^-\w*S|^--split-string/.test(option))) {
    const at = options.findIndex((option) => /^-\w*S|^--split-string/.test(option));
    const text = [(options[at] ?? "").replace(/^-\w*S|^--split-string=?/, ""), ...options.slice(at + 1), ...unwrapped.words].join(" ");
    inside.push(...judgeLine(text, next, "env -S"));
    return stepOf(looked, via, undefined, inside);
  }
  const words = name === "xargs" ? fedWords(unwrapped.words, options, command, origin) : unwrapped.words.map((word) => throughMounts(word, next.mounts));
  if (words.length === 0) {
    const shell = name === "sudo" && options.some((option) => /^-[a-zA-Z]*[si]/.test(option));
    if (!shell) return stepOf(looked, via, undefined, inside);
    inside.push(judgeWords(["sh"], command, origin, next, name));
  } else if (name === "cross-env-shell" || (words.length === 1 && /\s/.test(words[0] ?? "") && /^(wsl|cross-env-shell|npx)$/.test(name)))
    inside.push(...judgeLine(words.join(" "), next, name));
  else {
    const fed = name === "xargs" ? { ...command, input: undefined, settings: {} } : { ...command, settings: {} };
    inside.push(judgeWords(words, fed, name === "xargs" ? { ...origin, chain: [] } : origin, next, name));
  }
  return stepOf(looked, via, undefined, inside);
}

/** The words that `xargs` would make of its input. */
function fedWords(words: readonly string[], options: readonly string[], command: ShellCommand, origin: Origin): readonly string[] {
  const base = words.length === 0 ? ["echo"] : words;
  const mark = options.flatMap((option, index) =>
    /^-\w*[Ii]$|^--replace$/.test(option) ? [options[index + 1] ?? "{}"] : /^-[Ii]./.test(option) ? [option.slice(2)] : [],
  )[0];
  const given =
    mark !== undefined && command.input !== undefined
      ? command.input
          .split("\n")
          .filter((line) => line !== "")
          .slice(0, 500)
      : wordsFrom(command, origin);
  if (mark !== undefined)
    return base.flatMap((word, index) => {
      const filled = word.includes(mark) ? given.slice(0, 50).map((one) => word.replaceAll(mark, one)) : [word];
      // A shell is given one of them each time: all of them, one after the other, do the same.
      return /^-\w*c$/.test(base[index - 1] ?? "") ? [filled.join("\n")] : filled;
    });
  // Whatever is in a folder, file by file, is the folder.
  return given[0] === "-r" && nameOf(base) !== "rm" ? [...base, ...given.slice(1)] : [...base, ...given];
}

function wordsFrom(command: ShellCommand, { chain }: Origin): readonly string[] {
  if (command.input !== undefined && command.input.replaceAll(unknown, "") !== "")
    return command.input
      .split(/[\s\0]+/)
      .filter((word) => word !== "")
      .slice(0, 500)
      .map((word) => word.replace(/^(['"])(.*)\1$/, "$2"));
  for (const source of chain) {
    const name = nameOf(source.words);
    if (name === "find" || name === "gfind") {
      const { words, narrow } = foundBy(source.words.slice(1));
      return narrow ? words : [...sweeping, ...words];
    }
    if (name === "ls") {
      const folders = source.words.slice(1).filter((word) => !word.startsWith("-"));
      return folders.length === 0 ? ["./\uE000"] : folders.map((folder) => (/[\uE000\uE001]/.test(folder) ? folder : `${folder}/\uE000`));
    }
    if (name === "fd" || name === "fdfind" || name === "git" || name === "rg" || name === "grep")
      return source.words.some((word) => /\.\w+$|\uE000/.test(word)) || name !== "git" ? ["./found/by.name"] : ["./src"];
  }
  return [unknown];
}

/** What a `find` without a name gives is all there is. */
const sweeping = ["-r"];

function judgeFound(args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  const out: Step[] = [];
  for (const [index, word] of args.entries()) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(word)) continue;
    const rest = args.slice(index + 1);
    const end = rest.findIndex((part, at) => part === ";" || (part === "+" && rest[at - 1] === "{}"));
    const run = end === -1 ? rest : rest.slice(0, end);
    const { words, narrow } = foundBy(args);
    const filled = (narrow || nameOf(run) !== "rm" ? run : [run[0] ?? "", "-r", ...run.slice(1)]).flatMap((part) =>
      part === "{}" ? words : part.includes("{}") ? words.slice(0, 8).map((one) => part.replaceAll("{}", one)) : [part],
    );
    out.push(judgeWords(filled, { ...command, input: undefined, settings: {} }, nothing, inner(scene), `find ${word}`));
  }
  return out;
}

function judgeFd(args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  const at = args.findIndex((word) => /^(-x|-X|--exec|--exec-batch)$/.test(word));
  if (at === -1) return [];
  const before = args.slice(0, at).filter((word) => !word.startsWith("-"));
  const narrow = before[0] !== undefined && !/^[.^$*]*$/.test(before[0]);
  const folder = before[1] ?? ".";
  const name = narrow ? `${folder}/${before[0]?.replace(/[\^$\\]/g, "") ?? ""}` : `${folder}/\uE000`;
  const run = args.slice(at + 1);
  return [
    judgeWords(
      run.some((word) => word.includes("{}")) ? run.map((word) => word.replaceAll("{}", name)) : [...run, name],
      { ...command, input: undefined, settings: {} },
      nothing,
      inner(scene),
      "fd -x",
    ),
  ];
}

function judgeParallel(args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  const at = args.findIndex((word) => /^:::\+?$/.test(word));
  const valued = /^(-j|--jobs|-P|-n|-N|-L|-I|--timeout|--delay|--joblog|--results|-S|--sshlogin|-a|--colsep|-C|-d)$/;
  let from = 0;
  while (from < args.length && args[from]?.startsWith("-")) from += valued.test(args[from] ?? "") ? 2 : 1;
  const run = args.slice(from, at === -1 ? undefined : at);
  const given = at === -1 ? (command.input?.split("\n") ?? [unknown]) : args.slice(at + 1).filter((word) => !/^:::\+?$/.test(word));
  const lines = given
    .slice(0, 100)
    .map((word) =>
      run.length === 0 ? word : run.some((part) => part.includes("{}")) ? run.map((part) => part.replaceAll("{}", word)).join(" ") : [...run, word].join(" "),
    );
  return lines.flatMap((line) => (line.trim() === "" || line === unknown ? [] : judgeLine(line, inner(scene), "parallel")));
}
