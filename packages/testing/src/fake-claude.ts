import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TestingError } from "./errors.ts";

/**
 * The path of a program that speaks Claude Code's stream-json protocol without a model: `claude({ executable: fakeClaudeExecutable() })`.
 * It starts in some 40 ms, keeps a real transcript, asks the callbacks of `initialize`, and runs real commands.
 * What it does is written in the messages; everything else is said back:
 *
 * - `[[tool <command>]]` a guarded `Bash` call, `[[bg <command>]]` one in the background, whose end starts a turn of its own
 * - `[[mcp <server> <tool> <JSON>]]` a guarded call of a tool of a server at the other end of the wire
 * - `[[say <text>]]`, `[[told]]` (the system prompt and what hooks added), `[[slow <ms>]]`, `[[compact]]` (automatic)
 * - `[[hang]]` (can be interrupted), `[[freeze]]` (cannot), `[[crash]]` (`SIGKILL`), `[[crash <code>]]`, `[[garbage]]` (a line that is no JSON)
 * - `[[retry <status> <times>]]`, `[[error <status>]]`, `[[limit <epoch seconds>]]` (a used-up subscription)
 * - "what did I say?" is answered from the transcript, so that a resumed session can be told from a new one
 *
 * `FAKE_CLAUDE_VERSION` in its environment changes the version that it claims. Throws `TESTING_FAKE_CLAUDE_NOT_BUILT` before the build.
 */
export function fakeClaudeExecutable(): string {
  const file = fileURLToPath(new URL("../dist/fake-claude-main.js", import.meta.url));
  if (!existsSync(file)) throw TestingError.FAKE_CLAUDE_NOT_BUILT(file);
  try {
    accessSync(file, constants.X_OK);
  } catch {
    // A fresh build, which only its owner can make executable.
    chmodSync(file, 0o755);
  }
  return file;
}
