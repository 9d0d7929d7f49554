import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { claudeExecutable, claudeTestEnvironment, startModelEndpoint } from "@instar/testing/model-endpoint";

const say = (token) => `[[say ${token}]]`;
const slowly = (ms) => (token) => `[[slow ${ms}]] [[say ${token}]]`;
const withTool = (seconds) => (token) => `[[tool sleep ${seconds}]] [[say ${token}]]`;

/** Speaks Claude Code's protocol and keeps a transcript, without a model. */
export const fakeAgent = () => ({
  name: "stand-in",
  executable: fakeClaudeExecutable(),
  env: (home) => ({ HOME: home, CLAUDE_CONFIG_DIR: `${home}/.claude` }),
  horizonMs: 900,
  settleMs: 15_000,
  messages: [say, say, say, slowly(60), slowly(200), withTool(0.05), withTool(0.2)],
  async [Symbol.asyncDispose]() {},
});

/** The genuine program; a script answers in the model's place. */
export async function realAgent() {
  const endpoint = await startModelEndpoint({ respond: answerTokens });
  return {
    name: "Claude Code",
    executable: claudeExecutable(),
    env: (home) => claudeTestEnvironment({ endpoint, home }),
    horizonMs: 4_000,
    settleMs: 120_000,
    messages: [say, say, slowly(300), withTool(0.3)],
    [Symbol.asyncDispose]: () => endpoint.close(),
  };
}

const tokensIn = (text) => [...new Set(text.match(/#m\d+#/g))];

/** Uses a tool where the message asks for it, and then says the token. Of messages that were merged it names the last: the judge knows. */
function answerTokens(request) {
  const command = /\[\[tool ([^\]]+)\]\]/.exec(request.lastUserText)?.[1];
  if (command && !request.afterTool) return { tools: [{ name: "Bash", input: { command, description: "scripted" } }] };
  const delayMs = Number(/\[\[slow (\d+)\]\]/.exec(request.lastUserText)?.[1] ?? 0);
  return { text: `You said ${tokensIn(request.lastUserText).join(" ")}`, delayMs };
}
