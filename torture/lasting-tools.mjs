import { claudeExecutable, claudeTestEnvironment, startModelEndpoint } from "@instar/testing/model-endpoint";

const seconds = 3_000;

/** Shells that outlive what began them, as far as a shell can: in a session of their own, without a parent, deaf to a hang-up, multiplying. */
const tools = {
  plain: { command: `sleep ${seconds}` },
  "in a session of its own": { command: `setsid sleep ${seconds} & sleep ${seconds}` },
  "forked twice": { command: `(setsid sh -c 'sleep ${seconds} & exec sleep ${seconds}' >/dev/null 2>&1 &); sleep 0.1` },
  "deaf to signals": { command: `(trap '' HUP TERM INT; setsid nohup sleep ${seconds} >/dev/null 2>&1 &); sleep 0.1` },
  "in the background": { command: `while :; do sleep 1; done`, run_in_background: true },
  multiplying: { command: `(setsid sh -c 'while :; do setsid sleep 7 & sleep 0.2; done' >/dev/null 2>&1 &); sleep ${seconds}` },
};

export const toolNames = Object.keys(tools);

const askedFor = (text) => text.match(/#m\d+#\[[^\]]+\]/g)?.at(-1);

/** The genuine program behind a script that begins each asked tool once, and answers after that. */
export async function lastingAgent() {
  const begun = new Set();
  const endpoint = await startModelEndpoint({
    respond({ text, lastUserText }) {
      const asked = askedFor(lastUserText) ?? askedFor(text);
      if (asked === undefined || begun.has(asked)) return "Done.";
      begun.add(asked);
      return { tools: [{ name: "Bash", input: { ...tools[/\[([^\]]+)\]/.exec(asked)[1]], description: "scripted" } }] };
    },
  });
  return {
    executable: claudeExecutable(),
    env: (home) => claudeTestEnvironment({ endpoint, home }),
    /** Tools that the model has called so far. */
    begun: () => begun.size,
    close: () => endpoint.close(),
  };
}
