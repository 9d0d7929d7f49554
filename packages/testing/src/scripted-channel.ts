import { writeFile } from "node:fs/promises";
import { type Address, definePlugin, type Plugin } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels, type Incoming, type IncomingFile, type Part, type SendFailure, sendFailed } from "@instar/kernel/contracts";

export interface SentPart {
  readonly key: string;
  readonly conversation: string;
  readonly text: string;
  readonly attempt: number;
}

/** How something is said: by whom, where, and with what. */
export interface Said extends Pick<Incoming, "files" | "album" | "group" | "edits" | "quoted"> {
  readonly key?: string;
  readonly conversation?: string;
  readonly from?: string;
  readonly at?: number;
}

export interface ScriptedChannel {
  readonly plugin: Plugin;
  /** A person says something. Resolves when it was durably accepted. */
  say(text: string, how?: Said): Promise<void>;
  /** A person takes a message back. */
  unsay(key: string): Promise<void>;
  /** What the service gives out for a file, by its id. A function is asked at each fetch; what it throws is the failure. */
  readonly contents: Map<string, string | ((signal: AbortSignal) => string | Promise<string>)>;
  /** The ids of the files that were asked for, in order, repeats included. */
  readonly fetched: readonly string[];
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
  options: { readonly id?: string; readonly partLength?: number; readonly canFind?: boolean; readonly typing?: boolean; readonly canFetch?: boolean } = {},
): ScriptedChannel {
  const { id = "scripted-chat", partLength = 1_000, canFind = false, typing = true, canFetch = true } = options;
  const contents: ScriptedChannel["contents"] = new Map();
  const fetched: string[] = [];
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
      for (let from = 0; from < Math.max(1, text.length); from += partLength)
        parts.push({ index: parts.length, body: { text: text.slice(from, from + partLength) } });
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
    ...(canFetch
      ? {
          async fetch(file: IncomingFile, { path, maxBytes, signal }: { readonly path: string; readonly maxBytes: number; readonly signal: AbortSignal }) {
            fetched.push(file.id);
            const held = contents.get(file.id);
            const content = typeof held === "function" ? await held(signal) : held;
            if (content === undefined) throw new Error("The service has no such file.");
            if (content.length > maxBytes) throw Object.assign(new Error("The file is longer than it may be."), { code: "FILE_TOO_LARGE" });
            await writeFile(path, content, { flag: "wx" });
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
    async say(text, { key = `message-${++count}`, conversation = "main", from = "owner", at = 0, ...more } = {}) {
      await opened().receive({ key, from: { id: from }, address: { channel: id, conversation }, text, at, ...more });
    },
    unsay: (key) => opened().unsent(key),
    contents,
    fetched,
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
