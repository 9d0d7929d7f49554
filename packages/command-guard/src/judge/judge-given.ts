import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import type { Scene } from "../scene.ts";
import { isShell, linesOf } from "../unwrap/lines.ts";
import { throughMounts } from "../unwrap/unwrap.ts";
import { type Look, networkRule } from "./look.ts";

/** Judges the lines of shell that a program is given as arguments. */
export function judgeGiven({ name, args, origin, scene, fetches, say, sayUnread, judge }: Look): void {
  for (const line of linesOf(name, args)) {
    const { remote = false, root = false, given } = line;
    if (line.text.includes(unknown) && line.text.replaceAll(unknown, "").trim() === "") {
      const isRead = isShell(name) || name === "eval";
      if (isRead && (fetches || name !== "eval" || !origin.captured.some(isSettingUp))) sayUnread();
      continue;
    }
    const numbered = Object.fromEntries((given ?? []).map((word, index) => [String(index), word]));
    judge(throughLine(withItsName(line.text, given?.[0]), scene), line.via, {
      variables: { ...scene.variables, ...numbered },
      root: scene.root || root,
      ...(remote ? { remote: true, folders: [scene.ground.surroundings.home] } : {}),
    });
    if (fetches && isShell(name) && /^\s*\uE00F/.test(line.text)) say(networkRule(scene));
  }
}

/** `$0` of a line is the first word behind it. */
const withItsName = (text: string, name: string | undefined) =>
  name === undefined || /['\n]/.test(name) ? text : text.replace(/(["']?)\$\{?0\}?\1/g, (_, quote: string) => `${quote}${name}${quote}`);

/** Programs whose output is made to be evaluated. */
export const isSettingUp = ({ words }: ShellCommand): boolean => {
  const name = programName(words);
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
