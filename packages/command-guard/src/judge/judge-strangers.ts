import type { ShellCommand } from "@instar/shell-words";
import type { Finding } from "../rule-book.ts";
import type { Scene } from "../scene.ts";
import { brief } from "../steps.ts";
import { strangeSource } from "../strange/package-source.ts";
import { isOddVariable, oddLine, oddSetting } from "../strange/standing-settings.ts";

/** Files in which package managers keep from where they bring code. */
const settingFiles = /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|pip\.(?:conf|ini)|uv\.toml|\.pypirc|bunfig\.toml|\.gemrc|\.condarc|rc)$/;

/** Files of an agent, or of git, that a patch would change. */
const patchedFile = /^\+\+\+ (?:b\/)?((?:\.claude\/(?:settings|hooks)|\.mcp\.json|\.git\/)[^\s]{0,200})/m;
const agentFolders = /^(?:CLAUDE_CONFIG_DIR|CODEX_HOME|GEMINI_CONFIG_DIR|GEMINI_CLI_HOME|OPENCODE_CONFIG(?:_DIR)?|CLAUDE_CODE_SKIP_\w+)$/;

/** What is said of a variable that makes programs take their settings, or the code that they run, from somewhere else. */
export function findVariable(variable: string, value: string, { book }: Scene): Finding | undefined {
  if (isOddVariable(variable, value)) return book.finding("packages.setting", `${variable}=${brief(value)}`);
  if (agentFolders.test(variable) && value !== "") return book.finding("agents.elsewhere", variable);
  return /^TF_CLI_ARGS/.test(variable) && /-auto-approve|-destroy/.test(value) ? book.finding("cloud.terraform-apply", variable) : undefined;
}

/** Whether a program would bring code of a stranger, or make others do so from now on: what is said of it. */
export function findStranger(name: string, args: readonly string[], command: ShellCommand, scene: Scene): Finding | undefined {
  const { settings, redirections, input } = command;
  const source = strangeSource(name, args);
  if (source !== undefined) return scene.book.finding("network.stranger", brief(source));
  const lasting = oddSetting(name, args);
  if (lasting !== undefined) return scene.book.finding("packages.setting", brief(lasting));
  for (const [variable, value] of Object.entries(settings)) {
    const odd = findVariable(variable, value, scene);
    if (odd !== undefined) return odd;
  }
  const patched = /^(?:git|patch)$/.test(name) ? patchedFile.exec(input ?? "")?.[1] : undefined;
  if (patched !== undefined) return scene.book.finding("later.start-files", patched);
  const written = /^(?:echo|printf)$/.test(name) ? args.join("\n") : input;
  if (written === undefined) return undefined;
  const files = [...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target), ...(name === "tee" ? args : [])];
  const odd = files.some((file) => settingFiles.test(file)) ? oddLine(written) : undefined;
  return odd === undefined ? undefined : scene.book.finding("packages.setting", brief(odd));
}
