import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { TestingError } from "./errors.ts";

export interface ClaudeTestEnvironment {
  /** The stand-in that answers in the model's place. */
  readonly endpoint: { readonly url: string };
  /** A temporary folder that becomes the program's home; its settings, transcripts and sockets stay inside. */
  readonly home: string;
  /** Default: `api-key`. `subscription` gives a made-up token instead, with which usage limits are reported. */
  readonly credential?: "api-key" | "subscription" | "none";
  /** How often a failed request is repeated. Default 2. */
  readonly maxRetries?: number;
}

/** The whole environment for running the real Claude Code program, shut off from this person's own home, login and network. */
export function claudeTestEnvironment(options: ClaudeTestEnvironment): Record<string, string> {
  const { endpoint, home, credential = "api-key", maxRetries = 2 } = options;
  const temporary = join(home, "tmp");
  mkdirSync(temporary, { recursive: true });
  return {
    PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
    HOME: home,
    LANG: "C.UTF-8",
    SHELL: "/bin/bash",
    TERM: "dumb",
    TMPDIR: temporary,
    CLAUDE_CONFIG_DIR: join(home, ".claude"),
    CLAUDE_CODE_TMPDIR: temporary,
    CLAUDE_CODE_MAX_RETRIES: String(maxRetries),
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    ANTHROPIC_BASE_URL: endpoint.url,
    ...(credential === "api-key" && { ANTHROPIC_API_KEY: "sk-ant-api03-made-up-for-tests" }),
    ...(credential === "subscription" && { CLAUDE_CODE_OAUTH_TOKEN: "sk-ant-oat01-made-up-for-tests" }),
    // Permissions can be bypassed as root only in what calls itself a sandbox.
    ...(process.getuid?.() === 0 && { IS_SANDBOX: "1" }),
  };
}

/** The path of the installed Claude Code program of this platform. Throws `TESTING_CLAUDE_MISSING` when there is none. */
export function claudeExecutable(): string {
  const file = process.platform === "win32" ? "claude.exe" : "claude";
  const names = [`@anthropic-ai/claude-code-${process.platform}-${process.arch}`, `@anthropic-ai/claude-code-${process.platform}-${process.arch}-musl`];
  const require = createRequire(import.meta.url);
  for (const name of names) {
    try {
      return join(dirname(require.resolve(`${name}/package.json`)), file);
    } catch {
      // Not the package of this machine's kind: the next name, or the error below.
    }
  }
  throw TestingError.CLAUDE_MISSING(names[0] as string);
}
