import { innerScene } from "../scene.ts";
import { filesAmong } from "./judge-input.ts";
import { judgeLine } from "./judge-line.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

/** Scripts of a package that run by themselves when it is installed. */
const byThemselves = /^(?:pre|post)?(?:install|prepare|publish|pack|uninstall)$|^prepublishOnly$|^dependencies$/;
/** What brings code from the network and runs it, or gives a shell away, in any language. */
const fetching =
  /(?:curl|wget)\s[^\n]{0,400}\|\s{0,4}(?:sudo\s+)?(?:ba|z|da)?sh\b|(?:child_process|exec(?:Sync)?|spawn(?:Sync)?|system|popen)\b[^\n]{0,200}(?:curl|wget|https?:\/\/|\bnc\b|\/dev\/tcp)|(?:eval|new Function)\b[^\n]{0,200}(?:fetch|https?:|curl|wget|atob|base64)|fetch\([^\n]{0,300}\beval\b|\/dev\/tcp\//;
const givesSecrets =
  /toJSON\(\s*secrets\s*\)|(?:curl|wget|nc|fetch|Invoke-WebRequest)\b[^\n]{0,400}\$\{\{\s*secrets\.|\$\{\{\s*secrets\.[^\n]{0,300}\|[^\n]{0,80}(?:curl|wget|nc|base64|rev|xxd)\b/;

const workflows =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci\.yml$|\.circleci\/|azure-pipelines\.ya?ml$|bitbucket-pipelines\.yml$|\.woodpecker|\.drone\.yml$)/;
const runs =
  /(?:^|\/)(?:node_modules\/(?!\.)|\.venv\/|site-packages\/|\.husky\/|\.vscode\/tasks\.json$|\.envrc$|conftest\.py$|sitecustomize\.py$|\.devcontainer\/)/;

/** Judges what is written to where it runs by itself later: scripts of a package, a folder's settings, pipelines, the code of others. */
export function judgePlanted(look: Look): void {
  const { name, args, command, scene, say, judge } = look;
  if (name === "direnv" && /^(?:allow|permit|grant)$/.test(args[0] ?? "")) {
    const set = scene.traces.written.get(wholePath(scene.folders[0] ?? "/", ".envrc"));
    if (set !== undefined) judge(set, "direnv allow");
  }
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name) && args[0] === "pkg" && args[1] === "set")
    for (const word of args.slice(2)) judgeScript(look, /^scripts\.([\w:-]+)=([\s\S]*)$/.exec(word));
  if (/^(?:jq|yq|gojq)$/.test(name))
    for (const word of args)
      for (const match of word.matchAll(/\.scripts(?:\.|\[")([\w:-]{1,60})(?:"\])?\s{0,4}\|?=\s{0,4}"((?:[^"\\]|\\.){0,1000})"/g)) judgeScript(look, match);
  const files = [
    ...command.redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target),
    ...(name === "tee" || name === "sponge" ? filesAmong(args) : []),
  ];
  if (files.length === 0) return;
  const text = (/^(?:echo|printf)$/.test(name) ? args.join("\n") : (command.input ?? "")).slice(0, 20_000);
  if (text === "") return;
  if (files.some((file) => workflows.test(file)) && givesSecrets.test(text)) say("network.send-secret-piped");
  if (files.some((file) => runs.test(file)) && fetching.test(text)) say("later.planted", files[0]);
  if (files.some((file) => /(?:^|\/)package\.json$/.test(file)))
    for (const match of text.matchAll(/"((?:pre|post)?(?:install|prepare|publish|pack))"\s{0,4}:\s{0,4}"((?:[^"\\]|\\.){0,1000})"/g)) judgeScript(look, match);
}

/** Whatever is bad in a script that runs by itself; in another one only what nobody gets back, or what comes from the network. */
function judgeScript({ scene, inside }: Look, match: RegExpMatchArray | null): void {
  const [, script = "", line = ""] = match ?? [];
  if (line === "") return;
  const steps = judgeLine(line.replace(/\\(["\\])/g, "$1"), innerScene(scene), `the script ${script}`);
  if (byThemselves.test(script)) inside.push(...steps);
  else inside.push(...steps.filter(({ severity, rule }) => severity === "catastrophic" || rule?.startsWith("network.") === true));
}
