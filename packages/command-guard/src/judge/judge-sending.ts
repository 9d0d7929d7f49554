import type { ShellCommand } from "@instar/shell-words";
import { readInvocation } from "../invocation.ts";
import { programName } from "../program-name.ts";
import type { Scene } from "../scene.ts";
import { hostOf, isOwnAddress } from "../strange/addresses.ts";
import { isSecret } from "../targets/names.ts";
import type { Look } from "./look.ts";
import { isTelling } from "./origin.ts";

const senders = /^(nc|ncat|netcat|curl|wget|socat|ssh|telnet|http|xh|mail|sendmail|mailx|aws|gsutil|openssl|gh|glab|dig|nslookup|host|ping)$/;
const askers = /^(curl|wget|http|xh)$/;
/** What they are told goes to somebody, too. */
const tellers = /^(curl|wget|http|xh|nc|gh|glab|mail|dig|nslookup|host|ping|slack|slackcat|sns|aws|ntfy)$/;
/** One thing of a program that runs on this machine, as tests of it remove it; not an index of a search engine. */
const ownService = /\s(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?!9200\b)\d+)?\/[\w.-]+\/[^\s*]+/;

/** Judges what goes out to the network other than as a file by its name. */
export function judgeSending(look: Look): void {
  const { name, looked, command, origin, scene, say } = look;
  judgeTokens(look);
  judgeCodeThatSends(look);
  if (!senders.test(name)) return;
  const isRead = command.redirections.some(({ operator, target }) => operator.includes("<") && isSecret(target)) && name !== "gh";
  const isPiped = origin.chain.some(isTelling) && !/^(?:gh|glab|host|dig|nslookup|ping)$/.test(name);
  if (isRead || isPiped || (tellers.test(name) && origin.captured.some(isTelling))) say("network.send-secret-piped");
  if (askers.test(name) && /(^|\s)(-X\s*|--request[= ]|--method=)DELETE\b/i.test(looked) && !ownService.test(looked)) say("cloud.api-delete", name);
  if (askers.test(name) && sendsElsewhere(look, scene)) say("network.send-secret-piped");
}

/** Whose secret a variable or a program's answer is, by its name; and where it may go. */
const owners: readonly (readonly [name: RegExp, host: RegExp])[] = [
  [/^ANTHROPIC_|^CLAUDE_/, /anthropic|claude/],
  [/^OPENAI_/, /openai|azure/],
  [/^(?:GITHUB|GH)_|^gh$/, /github/],
  [/^GITLAB_|^(?:CI_JOB_TOKEN|glab)$/, /gitlab/],
  [/^NPM_|^NODE_AUTH_/, /npm/],
  [/^AWS_/, /aws/],
  [/^(?:GOOGLE|GEMINI|GCP|GCLOUD)_|^gcloud$/, /google|run\.app|cloudfunctions|appspot|pkg\.dev|gcr\.io|firebase/],
  [/^AZURE_|^az$/, /azure|microsoft|windows\.net|visualstudio/],
  [/^STRIPE_/, /stripe/],
  [/^SLACK_/, /slack/],
  [/^(?:TELEGRAM|TG)_/, /telegram/],
  [/^DISCORD_/, /discord/],
  [/^(?:HF|HUGGINGFACE|HUGGING_FACE)_/, /huggingface|hf\.co/],
  [/^(?:CLOUDFLARE|CF)_/, /cloudflare/],
  [/^VERCEL_/, /vercel/],
  [/^SENTRY_/, /sentry/],
  [/^(?:PYPI|TWINE)_/, /pypi/],
  [/^HEROKU_/, /heroku/],
  [/^(?:DIGITALOCEAN|DO)_/, /digitalocean/],
  [/^OPENROUTER_/, /openrouter/],
];
const secretNames = /\$\{?([A-Z][A-Z0-9_]{1,60}(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|_PAT|CREDENTIALS))\b/g;

/** Whether a secret that belongs to one service goes to another. */
function sendsElsewhere({ args, command, origin }: Look, scene: Scene): boolean {
  const hosts = args.flatMap((word) => hostOf(word) ?? []);
  if (hosts.length === 0) return false;
  const names = [
    ...[...command.source.matchAll(secretNames)].map(([, name = ""]) => name),
    ...origin.captured.filter((one) => isTokenTeller(one, scene)).map(({ words }) => programName(words)),
  ];
  return names.some((name) => {
    const owner = owners.find(([fits]) => fits.test(name));
    if (owner === undefined) return /^[a-z]/.test(name) && !hosts.every((host) => isOwnAddress(`//${host}`));
    return hosts.some((host) => !owner[1].test(host) && !isOwnAddress(`//${host}`) && !/[\uE000-\uE00F]/.test(host));
  });
}

/** Whether a command would print a secret, were it to stand alone. */
function isTokenTeller({ words }: ShellCommand, { book }: Scene): boolean {
  const name = programName(words);
  return book.mayTell(name) && book.judge({ call: readInvocation(name, words.slice(1)), acts: [], texts: [] })?.rule.startsWith("tokens.") === true;
}

/** They take a secret from their input and keep it. */
const takers = /^(?:login|auth|credential|import|secret|secrets)$|^--(?:password-stdin|with-token|body-file)|^-p$/;

/** Judges what says a secret that another command has told it. */
function judgeTokens({ name, args, origin, scene, say }: Look): void {
  if (/^(?:echo|printf|logger|cat|tee)$/.test(name) && origin.captured.some((one) => isTokenTeller(one, scene))) say("tokens.told");
  const [source] = origin.chain;
  if (source === undefined || args.some((word) => takers.test(word)) || /^(?:wc|grep|true|read|sha\d+sum|md5sum|test|export)$/.test(name)) return;
  if (isTokenTeller(source, scene)) say("tokens.told");
}

const sendsOut =
  /\bfetch\s*\(|\baxios\b|https?\.request|requests\.(?:post|get|put)|urlopen|Net::HTTP|URI\.open|file_get_contents\s*\(\s*["']https?|\bLWP::|HTTP::Tiny|\bcurl\b|httpx\.|XMLHttpRequest|sendBeacon|socket\b/;
const wholeEnvironment =
  /process\.env\b(?!\s*(?:\.|\?\.|\[))|\bos\.environ\b(?!\s*(?:\[|\.get|\.setdefault))|\bENV\.(?:to_a|to_h|inspect|to_s|to_json)|\bENV\b\s*[),]|%ENV\b|\bgetenv\(\s*\)|\$_ENV\b(?!\[)|Deno\.env\.toObject/;
const shellOut =
  /(?:\b(?:sh|bash|zsh|dash|cmd(?:\.exe)?|powershell)\b["'])[^\n]{0,600}\.pipe\(|\.pipe\([^\n]{0,300}\b(?:stdin)\b|\bsockaddr_in\b[^\n]{0,400}\bexec|TCPSocket[^\n]{0,300}(?:exec|spawn|popen|`)|fsockopen[^\n]{0,300}(?:exec|proc_open|popen|sh\b)|socket\.tcp[^\n]{0,300}popen|\bTCPSocket\.(?:new|open)[^\n]{0,300}\$std|IO::Socket[^\n]{0,400}(?:exec|system|STDIN->fdopen)/;
const connects = /\bconnect\b|createConnection|TCPSocket|fsockopen|IO::Socket|socket\.tcp|\bSocket\b/;
const runsFetched =
  /\beval\b[^\n]{0,200}(?:URI\.open|open-uri|file_get_contents\s*\(\s*["']https?|`\s*(?:curl|wget)|LWP|HTTP::Tiny|Net::HTTP|qx.{0,3}curl)|\bexec\s*\(\s*(?:urllib|requests|urlopen|__import__\(["']urllib)|(?:include|require)(?:_once)?\s*\(?\s*["']https?:/;

/** Judges code that is given to an interpreter: what it sends away, and to whom it gives a shell. */
function judgeCodeThatSends({ name, args, command, say }: Look): void {
  if (!/^(?:python|pypy|node|nodejs|bun|deno|tsx|ts-node|ruby|perl|php|lua|luajit)[\d.]*$/.test(name)) return;
  for (const given of [...args.filter((word) => /[\s(]/.test(word)), ...(command.input === undefined ? [] : [command.input])]) {
    const code = given.slice(0, 20_000);
    if (runsFetched.test(code)) say("network.run");
    const isOwn = /https?:\/\/(?:localhost|127\.0\.0\.1)/.test(code) && !/https?:\/\/(?!localhost|127\.0\.0\.1)/.test(code);
    if (sendsOut.test(code) && wholeEnvironment.test(code) && !isOwn) say("network.send-secret-piped");
    if (connects.test(code) && shellOut.test(code) && /\b(?:sh|bash|cmd|powershell)\b/.test(code)) say("network.reverse-shell");
  }
}
