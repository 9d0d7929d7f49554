import { definePlugin } from "@instar/kernel";
import { Channels } from "@instar/kernel/contracts";

const partLength = 60;

/**
 * A messaging provider's channel that polls with a cursor. `readable`: the provider can be asked what it has shown. `dedupe: false`
 * is the mistake that the harness must find: every delivery gets a key of its own.
 */
export function chatChannel({ id, service, life, readable, dedupe, arm }) {
  const call = async (path, { body, signal } = {}) => {
    const response = await fetch(new URL(path, service), {
      signal,
      ...(body && { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!response.ok) throw new Error(`The chat service answered ${response.status}.`);
    return response.json();
  };

  async function poll(sink, signal) {
    let cursor = (await sink.cursor.load()) ?? "0";
    while (!signal.aborted) {
      const { messages, next, kill } = await call(`/messages?channel=${id}&after=${cursor}&life=${life}`, { signal });
      if (kill) arm(kill);
      for (const { key, delivery, conversation, text, at } of messages)
        await sink.receive({ key: dedupe ? key : `${key}-${delivery}`, from: { id: "owner" }, address: { channel: id, conversation }, text, at });
      if (next !== cursor) await sink.cursor.save((cursor = next));
    }
  }

  const channel = {
    id,
    async open(sink) {
      const closing = new AbortController();
      const polling = poll(sink, closing.signal).catch((error) => {
        if (!closing.signal.aborted) process.stderr.write(`The channel ${id} has lost its service: ${error.stack}\n`);
      });
      return {
        async [Symbol.asyncDispose]() {
          closing.abort();
          await polling;
        },
      };
    },
    plan({ key, text, answers }) {
      const pieces = text.match(new RegExp(`[\\s\\S]{1,${partLength}}`, "g")) ?? [""];
      return pieces.map((piece, index) => ({ index, body: { reply: key, index, of: pieces.length, text: piece, ends: answers.length } }));
    },
    send: (part, { address, key, signal }) => call("/parts", { body: { channel: id, conversation: address.conversation, key, life, ...part.body }, signal }),
    async typing() {},
    ...(readable && {
      async find(key) {
        const { ref } = await call(`/parts?channel=${id}&key=${encodeURIComponent(key)}`);
        return ref === undefined ? "absent" : { ref };
      },
    }),
  };
  return definePlugin({ api: 1, name: id, setup: ({ contribute }) => void contribute(Channels, channel) })();
}
