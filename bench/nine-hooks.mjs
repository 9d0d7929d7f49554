import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/** A node script that reads the event on its standard input, and says something by \`say\`. */
const reads = (body) => `let text = "";
process.stdin.on("data", (chunk) => { text += chunk; });
process.stdin.on("end", () => {
  const event = JSON.parse(text);
  const command = event.tool_input.command ?? "";
  const advise = (additionalContext) => console.log(JSON.stringify({ decision: "approve", additionalContext }));
  ${body}
});
`;

const asRegExp = (parts) => `/${parts.join("|")}/i`;

/** The guard of the commands searches the whole input for pieces of text; one look for each level, where it had one for each piece. */
const commandGuard = `#!/bin/bash
INPUT=$(cat)
LEVEL=$(jq -r '.safety.level // 1' "$CLAUDE_PROJECT_DIR/.instar/config.json" 2>/dev/null || echo 1)
if echo "$INPUT" | grep -qiF -e 'rm -rf /' -e 'rm -rf ~' -e '> /dev/sda' -e 'mkfs.' -e 'dd if=' -e ':(){' -e '--accept-data-loss' -e 'prisma migrate reset'; then
  echo "BLOCKED: this is catastrophic." >&2
  exit 2
fi
if echo "$INPUT" | grep -qiF -e 'rm -rf .' -e 'git push --force' -e 'git push -f' -e 'git reset --hard' -e 'git clean -fd' -e 'DROP TABLE' -e 'DROP DATABASE' -e 'TRUNCATE' -e 'DELETE FROM' -e 'prisma db push' -e 'prisma migrate deploy'; then
  if [ "$LEVEL" -eq 1 ]; then echo "BLOCKED: ask the user first." >&2; exit 2; fi
fi
exit 0
`;
const beforeMessages = `#!/bin/bash
INPUT=$(cat)
COMMAND=$(echo "$INPUT" | jq -r '.tool_input.command // empty')
if echo "$COMMAND" | grep -qE 'telegram-reply|send-email|send-message|POST.*/(telegram/)?reply'; then echo "Who are you, and is this so?"; fi
exit 0
`;
const rawMessages = `#!/bin/bash
COMMAND=$(jq -r '.tool_input.command // empty')
if [[ "$COMMAND" =~ (^|[;\\&|])[[:space:]]*imsg[[:space:]]+send ]]; then echo "BLOCKED: send it by the relay." >&2; exit 2; fi
exit 0
`;
const deferral = reads(`if (!/telegram-reply|send-email|send-message|\\/reply/.test(command) || /password|captcha|legal|billing/i.test(command)) return;
  if (${asRegExp(["(I|we) can(no|')t", "you('ll| will) (have|need) to", "(requires|needs) a human", "please (run|go|open)", "(shall|should) I", "blocked (by|on)"])}.test(command)) advise("Is that so? Try it first.");`);
const external = reads(`if (/localhost|127\\.0\\.0\\.1|\\/health/.test(command)) return;
  if (/curl.*(-X\\s*(POST|PUT|PATCH)|\\s-d\\s)|gh (issue|pr) comment|sendmail|slack/i.test(command)) advise("Others will read this.");`);
const reflection = reads(
  `if (/git (commit|push)|npm publish|deploy|server (re)?start/.test(command)) advise("What was learned? /learn /gaps /evolve /commit-action");`,
);
const leaks = reads(`const output = JSON.stringify(event.tool_response);
  const patterns = [/sk-(proj-)?[A-Za-z0-9]{20,}/, /sk-ant-api[\\w-]{90,}/, /AKIA[A-Z0-9]{16}/, /gh[pousr]_\\w{36,}/, /github_pat_\\w{22}_\\w{59}/, /sk_(live|test)_\\w{24,}/,
    /-----BEGIN (RSA |EC |DSA )?PRIVATE KEY/, /AIza[\\w-]{35}/, /xox[bpors]-[\\w-]{10,}/, /SG\\.[\\w-]{22}\\.[\\w-]{43}/, /SK[0-9a-f]{32}/, /Bearer [\\w.-]{20,}/,
    /(password|secret|token|api_key)\\s*[=:]\\s*\\S{16,}/i, /\\b[0-9a-f]{64}\\b/];
  if (patterns.some((pattern) => pattern.test(output))) advise("The output holds a secret.");`);
const telemetry = `#!/bin/bash
TOOL=$(jq -r '.tool_name // empty')
if [ "$TOOL" = "Skill" ]; then echo "{\\"skill\\":true}" >> "$CLAUDE_PROJECT_DIR/.instar/skill-telemetry.jsonl"; fi
exit 0
`;
const reporter = reads(
  `fetch(process.env.HOOK_EVENTS, { method: "POST", body: JSON.stringify({ event: event.hook_event_name, tool: event.tool_name }) }).catch(() => {});`,
);

const hooks = {
  PreToolUse: {
    "dangerous-command-guard.sh": commandGuard,
    "grounding-before-messaging.sh": beforeMessages,
    "intercept-raw-messages.sh": rawMessages,
    "deferral-detector.js": deferral,
    "external-communication-guard.js": external,
    "post-action-reflection.js": reflection,
  },
  PostToolUse: { "credential-leak-detector.js": leaks, "skill-usage-telemetry.sh": telemetry, "event-reporter.js": reporter },
};

function runHook(line, env, event) {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", line], { env, stdio: ["pipe", "ignore", "ignore"] });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 || code === 2 ? resolve(code === 2) : reject(new Error(`A hook ended with code ${code}: ${line}`))));
    child.stdin.on("error", () => undefined); // it may end without having read
    child.stdin.end(JSON.stringify(event));
  });
}

/**
 * The first Instar's way to guard a call of the shell: six hook processes before the tool and three behind it. Each is written anew in bash with `jq` and
 * `grep`, or in node, by what it did. Claude Code starts all hooks of an event at once, each by `/bin/sh -c`, and waits for all of them.
 */
export async function openNineHooks(folder) {
  const server = createServer((request, response) => request.resume().on("end", () => response.end()));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = join(folder, ".claude", "hooks");
  mkdirSync(place, { recursive: true });
  mkdirSync(join(folder, ".instar"), { recursive: true });
  writeFileSync(join(folder, ".instar", "config.json"), JSON.stringify({ safety: { level: 1 } }));
  const lines = {};
  for (const [event, scripts] of Object.entries(hooks)) {
    lines[event] = Object.keys(scripts).map((name) =>
      name.endsWith(".js") ? `node "$CLAUDE_PROJECT_DIR/.claude/hooks/${name}"` : `"$CLAUDE_PROJECT_DIR"/.claude/hooks/${name}`,
    );
    for (const [name, text] of Object.entries(scripts)) {
      writeFileSync(join(place, name), text);
      chmodSync(join(place, name), 0o755);
    }
  }
  writeFileSync(join(place, "package.json"), JSON.stringify({ type: "commonjs" }));
  const env = { PATH: process.env.PATH, CLAUDE_PROJECT_DIR: folder, HOOK_EVENTS: `http://127.0.0.1:${server.address().port}/hooks/events` };
  const fire = async (name, event) => {
    const blocked = await Promise.all(lines[name].map((line) => runHook(line, env, { session_id: "s1", cwd: folder, hook_event_name: name, ...event })));
    return !blocked.includes(true);
  };
  return {
    /** Whether the tool may run. */
    decide: (command) => fire("PreToolUse", { tool_name: "Bash", tool_input: { command } }),
    toolDone: (command, output) => fire("PostToolUse", { tool_name: "Bash", tool_input: { command }, tool_response: { stdout: output, stderr: "" } }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
