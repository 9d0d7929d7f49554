import { posix } from "node:path";
import { unknown } from "@instar/shell-words";
import { isSecret } from "../targets/names.ts";
import type { Look } from "./look.ts";

const copiers = /^(?:cp|mv|ln|install|rsync|ditto|scp|tar|zip|7z|gcp)$/;
/** What a site shows to everybody, and where every program of the machine may read. */
const shown = /(?:^|\/)(?:public|static|www|htdocs|wwwroot|public_html|html|dist|_site|site|assets)(?:\/|$)|^\/(?:tmp|var\/tmp|dev\/shm|srv|var\/www)(?:\/|$)/;
const keys = /(?:^|\/)\.(?:ssh|aws|gnupg|kube|azure|config\/gcloud|config\/gh|password-store)(?:\/(?!known_hosts|config$|.*\.pub$)|\/?$)/;
const browsers =
  /(?:^|\/)(?:Login Data|Cookies|key4\.db|logins\.json|cookies\.sqlite|Web Data|Local State)$|\/(?:\.config|Application Support)\/(?:google-chrome|chromium|Google\/Chrome|BraveSoftware|microsoft-edge|vivaldi)(?:\/|$)|\/\.mozilla\/firefox(?:\/|$)|\/Firefox\/Profiles(?:\/|$)/;
/** A file's name has blanks only where the browser gave it some; other words with blanks are texts. */
const isOfBrowser = (word: string) => browsers.test(word) && !/\s/.test(word.replace(/Login Data|Web Data|Local State|Application Support/g, ""));
const histories = /(?:^|\/)\.?(?:bash|zsh|psql|mysql|python|node_repl|sqlite|rediscli|fish)_history$|\.zhistory$/;
const searched = /passw|token|secret|api.?key|credential|bearer|\bpwd\b|\bauth\b|AKIA|ghp_|sk-/i;

/** Judges what shows secrets without printing a file of them: copies for others, old versions, histories of shells, and what a browser keeps. */
export function judgeSecrets({ name, args, origin, command, looked, say }: Look): void {
  const plain = args.filter((word) => !word.startsWith("-"));
  if (copiers.test(name)) {
    const isPacking = /^(?:tar|zip|7z)$/.test(name);
    const from = isPacking ? plain : plain.slice(0, -1);
    const to = isPacking ? (plain.find((word) => /\.(?:t?gz|tar|zip|7z|tgz|xz|bz2|zst)$/.test(word)) ?? "") : targetOf(args, plain);
    if (from.some((word) => isSecret(word) || keys.test(word)) && shown.test(posix.normalize(to))) say("secrets.shown", to);
    if (from.some(isOfBrowser)) say("secrets.browser");
  } else if (/^(?:sqlite3|strings|cat|jq|less|head|grep|xxd|base64|open|python[\d.]*)$/.test(name) && plain.some(isOfBrowser)) say("secrets.browser");
  if (/^(?:curl|wget|xh|http|open|aria2c)$/.test(name))
    for (const word of plain) if (/^file:\/\//i.test(word) && isSecret(decoded(word))) say("secrets.print", decoded(word));
  if (name === "git") judgeHistory(args, plain, say);
  if (
    /^(?:e?grep|fgrep|rg|ag|ack|awk|sed)$/.test(name) &&
    searched.test(plain.join(" ")) &&
    (plain.some((word) => !/\s/.test(word) && histories.test(word)) ||
      origin.chain.some(({ words }) => words[0] === "history" || words.some((word) => histories.test(word))))
  )
    say("secrets.history");
  if (
    name === "gh" &&
    /^secret set\b/.test(plain.join(" ")) &&
    args.some((word) => /^(?:-R|--repo)/.test(word)) &&
    command.redirections.some(({ operator, target }) => operator === "<" && isSecret(target))
  )
    say("network.send-secret", looked);
}

const decoded = (address: string) =>
  address.replace(/^file:\/\/(?:localhost)?/i, "").replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function targetOf(args: readonly string[], plain: readonly string[]): string {
  const at = args.findIndex((word) => word === "-t" || word === "--target-directory");
  return (at === -1 ? args.find((word) => word.startsWith("--target-directory="))?.slice(19) : args[at + 1]) ?? plain.at(-1) ?? "";
}

/** Old versions of secrets, and git as one that reads any file. */
function judgeHistory(args: readonly string[], plain: readonly string[], say: Look["say"]): void {
  const [verb = "", ...rest] = plain.filter((word, index) => index > 0 || word !== ".");
  const isAsking = verb === "cat-file" && args.some((word) => /^-[ets]$/.test(word));
  const named =
    !isAsking && /^(?:show|cat-file|archive)$/.test(verb) ? rest.find((word) => word.includes(":") && isSecret(word.slice(word.indexOf(":") + 1))) : undefined;
  const compared = verb === "diff" && args.includes("--no-index") ? rest.find(isSecret) : undefined;
  const followed =
    (verb === "log" || verb === "show") && args.some((word) => /^(?:-p|-u|--patch|-G.*|-S.*)$/.test(word))
      ? rest.find((word) => !word.includes(unknown) && isSecret(word))
      : undefined;
  const what = named ?? compared ?? followed;
  if (what !== undefined) say("secrets.print", what);
}
