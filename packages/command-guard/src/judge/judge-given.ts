import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import type { Scene } from "../scene.ts";
import { isShell, linesOf } from "../unwrap/lines/index.ts";
import { throughMounts } from "../unwrap/unwrap.ts";
import { asShell, judgeForeign } from "./judge-dialect.ts";
import { stepsOfText } from "./judge-text.ts";
import { type Look, networkRule } from "./look.ts";

/** Judges the lines of shell that a program is given as arguments. */
export function judgeGiven({ name, args, command, origin, scene, fetches, inside, say, sayUnread, judge }: Look): void {
  if (name === "git" && args.some((word, index) => args[index - 1] === "-c" && /^core\.hooksPath=(?!\.husky|\.githooks|\/dev\/null$|$)/i.test(word)))
    say("git.unguarded");
  for (const line of linesOf(name, args)) {
    const { remote = false, root = false, given } = line;
    if (line.text.includes(unknown) && line.text.replaceAll(unknown, "").trim() === "") {
      const isRead = isShell(name) || name === "eval";
      if (isRead && (fetches || name !== "eval" || !origin.captured.some(isSettingUp))) sayUnread();
      continue;
    }
    if (line.language !== undefined) {
      inside.push(...stepsOfText(line.text, line.language, line.via, scene));
      continue;
    }
    const numbered = Object.fromEntries((given ?? []).map((word, index) => [String(index), word]));
    inside.push(...judgeForeign(name, line.text, scene));
    const text = throughLine(withItsName(asShell(name, line.text), given?.[0]), scene);
    judge(handsOn.test(line.via) ? withInput(text, command.input) : text, line.via, {
      variables: { ...scene.variables, ...numbered },
      root: scene.root || root,
      ...(remote ? { remote: true, server: "elsewhere", folders: [scene.ground.surroundings.home] } : {}),
    });
    if (fetches && isShell(name) && /^\s*\uE00F/.test(line.text)) say(networkRule(scene));
  }
}

/** What they read, the line that they run reads. */
const handsOn = /^(?:(?:ba|z|da|k|a)?sh -\w*c|ssh|su|runuser)\b/;

const mostInput = 16_384;

/** A line that reads what is known. */
const withInput = (text: string, input: string | undefined): string =>
  input === undefined || input.trim() === "" || input.length > mostInput ? text : `{ ${text}\n} <<'END-OF-INPUT'\n${input.replace(/\n$/, "")}\nEND-OF-INPUT`;

/** `$0` of a line is the first word behind it. */
const withItsName = (text: string, name: string | undefined) =>
  name === undefined || /['\n]/.test(name) ? text : text.replace(/(["']?)\$\{?0\}?\1/g, (_, quote: string) => `${quote}${name}${quote}`);

/** Programs whose output is made to be evaluated. */
const settingUp =
  /^(ssh-agent|gpg-agent|direnv|dircolors|brew|fnm|pyenv|rbenv|nodenv|jenv|goenv|opam|starship|zoxide|mise|rtx|asdf|thefuck|lesspipe|resize|keychain|docker-machine|minikube|podman|luarocks|register-python-argcomplete|hub|atuin|mcfly|conda|mamba|micromamba|poetry|pdm|uv|fzf|op|gh|glab|kubectl|helm|npm|pnpm|yarn|deno|rustup|ng|aws|eksctl|flux|argocd|just|task|volta|sheldon|antibody|vault|okta-awscli|aws-vault|saml2aws|chamber|doppler|locale|tset|set|export|declare|shopt|nvm)$/;

/** What tools are asked for when they are to set up a shell. */
const askedToSetUp =
  /^(init|shellenv|shell-init|hook|activate|env|completions?|print-dev-env|virtualenv-init|docker-env|bash-completion|shell-hook)$|^--(search-paths|bash-completion-script|shell-init|completion|init|export-env|sh-syntax)$/;

/** They say whatever they are given to say. */
const saying =
  /^(echo|printf|cat|tac|head|tail|grep|rg|sed|awk|gawk|tr|cut|rev|base(32|64)|xxd|od|openssl|gpg|jq|yq|curl|wget|nc|ssh|ba?sh|zsh|dash|python[\d.]*|node|ruby|php|lua|find|xargs|tee|gunzip|zcat|env|eval|dig|host)$/;

/** Whether a command says what sets up a shell. */
export const isSettingUp = ({ words }: ShellCommand): boolean => {
  const name = programName(words);
  if (name === "perl") return words.some((word) => word.includes("local::lib"));
  return settingUp.test(name) || (!saying.test(name) && !/[\uE000-\uE00F]/.test(name) && words.slice(1, 4).some((word) => askedToSetUp.test(word)));
};

function throughLine(text: string, { mounts }: Scene): string {
  return mounts.length === 0 ? text : text.replace(/(^|[\s"'=])(\/[^\s"';&|)]*)/g, (_, before: string, path: string) => before + throughMounts(path, mounts));
}
