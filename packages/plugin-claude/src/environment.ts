import { delimiter, join } from "node:path";
import { ClaudeError } from "./errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const always = new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TEMP", "TMP", "PWD", "LANG", "LANGUAGE", "TZ", "TERM", "COLORTERM", "DISPLAY", "WAYLAND_DISPLAY"],
  ...[
    "SSH_AUTH_SOCK",
    "SSH_AGENT_PID",
    "GPG_TTY",
    "NODE_EXTRA_CA_CERTS",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
  ],
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"],
  ...[
    "CLAUDE_CONFIG_DIR",
    "IS_SANDBOX",
    "DISABLE_AUTOUPDATER",
    "DISABLE_TELEMETRY",
    "DISABLE_ERROR_REPORTING",
    "MAX_THINKING_TOKENS",
    "API_TIMEOUT_MS",
    "BASH_DEFAULT_TIMEOUT_MS",
    "BASH_MAX_TIMEOUT_MS",
  ],
  ...["SystemRoot", "SYSTEMROOT", "ComSpec", "PATHEXT", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "ProgramFiles"],
]);

/** Named one by one: other switches of this prefix open the gate or continue turns by themselves. */
const claudeCode = new Set(
  [
    ...[
      "OAUTH_TOKEN",
      "API_KEY_HELPER_TTL_MS",
      "API_BASE_URL",
      "CUSTOM_OAUTH_URL",
      "CLIENT_CERT",
      "CLIENT_KEY",
      "CLIENT_KEY_PASSPHRASE",
      "CERT_STORE",
      "PROXY_RESOLVES_HOSTS",
    ],
    ...["USE_BEDROCK", "USE_VERTEX", "USE_FOUNDRY", "USE_MANTLE", "USE_GATEWAY", "USE_ANTHROPIC_AWS", "USE_ANTHROPIC_GOOGLE_CLOUD"],
    ...["SKIP_BEDROCK_AUTH", "SKIP_VERTEX_AUTH", "SKIP_FOUNDRY_AUTH", "SKIP_MANTLE_AUTH", "SKIP_ANTHROPIC_AWS_AUTH", "SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH"],
    ...[
      "MAX_RETRIES",
      "MAX_OUTPUT_TOKENS",
      "AUTO_COMPACT_WINDOW",
      "SUBAGENT_MODEL",
      "EFFORT_LEVEL",
      "DISABLE_NONESSENTIAL_TRAFFIC",
      "TMPDIR",
      "SHELL",
      "GIT_BASH_PATH",
    ],
  ].map((name) => `CLAUDE_CODE_${name}`),
);

/** `CLAUDE_CODE_SIMPLE` drops every hook while the program still says that they were applied. */
const forbidden = new Set([
  "CLAUDE_CODE_SIMPLE",
  "CLAUDE_CODE_RESUME_INTERRUPTED_TURN",
  "CLAUDE_CODE_EVEN_MORE_DANGEROUSLY_SKIP_PERMISSIONS",
  "CLAUDE_CODE_MANAGED_SETTINGS_PATH",
]);

const switchedOn = (value: string | undefined) => value !== undefined && value !== "" && value !== "0" && value.toLowerCase() !== "false";

/** What the agent may see of the daemon's environment: a login, a proxy, a CA, an SSH agent, a locale; nothing else. */
export function passedOn(daemon: Environment, more: readonly string[] = []): Record<string, string> {
  const amazon = ["BEDROCK", "ANTHROPIC_AWS", "MANTLE"].some((name) => switchedOn(daemon[`CLAUDE_CODE_USE_${name}`]));
  const google = ["VERTEX", "ANTHROPIC_GOOGLE_CLOUD"].some((name) => switchedOn(daemon[`CLAUDE_CODE_USE_${name}`]));
  const azure = switchedOn(daemon.CLAUDE_CODE_USE_FOUNDRY);
  const wanted = (name: string) =>
    always.has(name) ||
    claudeCode.has(name) ||
    more.includes(name) ||
    /^(LC_|XDG_|ANTHROPIC_)/.test(name) ||
    (amazon && name.startsWith("AWS_")) ||
    (google && /^(GOOGLE_|GCLOUD_|CLOUDSDK_|CLOUD_ML_REGION$|VERTEX_REGION_)/.test(name)) ||
    (azure && name.startsWith("AZURE_"));
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(daemon)) if (value !== undefined && wanted(name) && !forbidden.has(name)) passed[name] = value;
  return passed;
}

export interface EnvironmentRequest {
  readonly daemon: Environment;
  readonly passEnv: readonly string[];
  /** From the options and from the session, later ones win. */
  readonly given: readonly Readonly<Record<string, string>>[];
  readonly allowRoot: boolean;
}

/** The whole environment of the program but for the process mark. Throws CLAUDE_UNSAFE_ENVIRONMENT. */
export function claudeEnvironment(request: EnvironmentRequest): Record<string, string> {
  const given = Object.assign({}, ...request.given) as Record<string, string>;
  for (const name of forbidden) if (switchedOn(given[name])) throw ClaudeError.UNSAFE_ENVIRONMENT(name);
  return {
    DISABLE_AUTOUPDATER: "1",
    ...passedOn(request.daemon, request.passEnv),
    ...given,
    ...(request.allowRoot && { IS_SANDBOX: "1" }),
    CLAUDE_CODE_STARTUP_FAILURE_RESULTS: "1",
  };
}

/** With the commands that are installed beside the agent, `instar` among them, last on the path: a house may have been started without them. */
export function withCommandsOf(project: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const folder = join(project, "node_modules", ".bin");
  const { PATH: known } = env;
  return known === undefined || known.split(delimiter).includes(folder) ? env : { ...env, PATH: `${known}${delimiter}${folder}` };
}
