import { type Address, definePlugin, type Message, type Plugin, type Sender } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels, type Part, type SendFailure, sendFailed } from "@instar/kernel/contracts";

export interface SentPart {
  readonly key: string;
  readonly conversation: string;
  readonly text: string;
  readonly attempt: number;
}

export interface ScriptedChannel {
  readonly plugin: Plugin;
  /** A person says something. Resolves when it was durably accepted. */
  say(text: string, how?: { readonly key?: string; readonly conversation?: string; readonly from?: string; readonly at?: number }): Promise<void>;
  /** What the service took, in order, repeats included. */
  readonly sent: readonly SentPart[];
  /** How often typing was shown. */
  readonly typed: number;
  /** Answers the next sends with these failures; `after` means that the service took the part all the same. */
  fail(...failures: readonly (SendFailure & { readonly after?: boolean })[]): void;
  /** Sends wait until they are let go. */
  pause(): () => void;
  readonly cursor: ChannelSink["cursor"];
  wake(): void;
}

/** A channel at the edge of a test: the service behind it outlives kernels. Parts are 1,000 characters unless told otherwise. */
export function createScriptedChannel(
  options: { readonly id?: string; readonly partLength?: number; readonly canFind?: boolean; readonly typing?: boolean } = {},
): ScriptedChannel {
  const { id = "scripted-chat", partLength = 1_000, canFind = false, typing = true } = options;
  const sent: SentPart[] = [];
  const failures: (SendFailure & { readonly after?: boolean })[] = [];
  let sink: ChannelSink | undefined;
  let typed = 0;
  let count = 0;
  let gate: Promise<void> = Promise.resolve();

  const channel: Channel = {
    id,
    async open(opened) {
      sink = opened;
      return {
        async [Symbol.asyncDispose]() {
          sink = undefined;
        },
      };
    },
    plan({ text }) {
      const parts: Part[] = [];
      for (let from = 0; from < Math.max(1, text.length); from += partLength) parts.push({ index: parts.length, body: { text: text.slice(from, from + partLength) } });
      return parts;
    },
    async send(part, { address, key, attempt }) {
      await gate;
      const failure = failures.shift();
      if (!failure || failure.after) sent.push({ key, conversation: address.conversation, text: part.body.text, attempt });
      if (failure) throw sendFailed("The service refused the part.", failure);
      return { ref: `ref-${sent.length}` };
    },
    ...(canFind
      ? {
          async find(key: string) {
            const index = sent.findIndex((part) => part.key === key);
            return index < 0 ? ("absent" as const) : { ref: `ref-${index + 1}` };
          },
        }
      : {}),
    ...(typing
      ? {
          async typing(_to: Address) {
            typed++;
          },
        }
      : {}),
  };

  const opened = () => {
    if (!sink) throw new Error(`The channel ${id} is not open.`);
    return sink;
  };

  return {
    plugin: definePlugin({ api: 1, name: id, setup: ({ contribute }) => void contribute(Channels, channel) })(),
    async say(text, { key = `message-${++count}`, conversation = "main", from = "owner", at = 0 } = {}) {
      const message: Message<Sender> = { key, from: { id: from }, address: { channel: id, conversation }, text, at };
      await opened().receive(message);
    },
    sent,
    get typed() {
      return typed;
    },
    fail: (...next) => void failures.push(...next),
    pause() {
      let release: () => void = () => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    cursor: { load: () => opened().cursor.load(), save: (cursor) => opened().cursor.save(cursor) },
    wake: () => opened().wake(),
  };
}
