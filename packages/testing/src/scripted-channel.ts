import { writeFile } from "node:fs/promises";
import { type Address, type Button, definePlugin, type Plugin, type Reply } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels, type Incoming, type IncomingFile, type Part, type SendFailure, sendFailed } from "@instar/kernel/contracts";

export interface SentPart {
  readonly key: string;
  readonly conversation: string;
  readonly text: string;
  readonly attempt: number;
  readonly thread?: string;
  readonly file?: string;
  readonly buttons?: readonly Button[];
  readonly silent?: true;
}

export interface ScriptedChannelOptions {
  readonly id?: string;
  /** How long a part may be. */
  readonly partLength?: number;
  readonly canFind?: boolean;
  readonly typing?: boolean;
  readonly canFetch?: boolean;
  /** It leaves the plan to the house. */
  readonly housePlan?: boolean;
  /** It has a plain form of a part: without stars. */
  readonly plain?: boolean;
  readonly buttons?: boolean;
  /** Default what `housePlan` is. */
  readonly files?: boolean;
  /** It can mark messages. */
  readonly react?: boolean;
  /** It can edit what it sent. */
  readonly edit?: boolean;
  readonly menu?: boolean;
  /** It opens and closes threads, and can find those that it has opened. */
  readonly threads?: "open" | "find";
}

/** How something is said: by whom, where, and with what. */
export interface Said extends Pick<Incoming, "files" | "album" | "group" | "edits" | "quoted"> {
  readonly key?: string;
  readonly conversation?: string;
  readonly thread?: string;
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
  /** Somebody presses a button. Resolves with what is shown to them. */
  press(button: string, how?: Pick<Said, "key" | "conversation" | "thread" | "from"> & { readonly group?: true }): Promise<string>;
  /** What was marked, in order. */
  readonly marks: readonly { readonly key: string; readonly conversation: string; readonly mark: "seen" | "failed" | undefined }[];
  /** The menus that it was told, as names. */
  readonly menus: readonly (readonly string[])[];
  /** By its key: the threads that the service has. */
  readonly threads: Map<string, Address>;
  /** The threads that are closed now, by what the service calls them: what is sent or said there opens them. */
  readonly closed: ReadonlySet<string>;
  /** How many threads are being opened. */
  readonly opening: number;
  /** Conversations that the service has moved: the old one refuses, and says where it went. */
  readonly moved: Map<string, string>;
  /** What the service took, in order, repeats included. */
  readonly sent: readonly SentPart[];
  /** What was edited, in order. */
  readonly edits: readonly { readonly ref: string; readonly text: string }[];
  /** Answers the next edits with these failures. */
  failEdits(...failures: readonly SendFailure[]): void;
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
export function createScriptedChannel(options: ScriptedChannelOptions = {}): ScriptedChannel {
  const { id = "scripted-chat", partLength = 1_000, canFind = false, typing = true, canFetch = true } = options;
  const contents: ScriptedChannel["contents"] = new Map();
  const fetched: string[] = [];
  const marks: { key: string; conversation: string; mark: "seen" | "failed" | undefined }[] = [];
  const menus: (readonly string[])[] = [];
  const threads: ScriptedChannel["threads"] = new Map();
  const closed = new Set<string>();
  const moved: ScriptedChannel["moved"] = new Map();
  const sent: SentPart[] = [];
  const edits: { ref: string; text: string }[] = [];
  const failures: (SendFailure & { readonly after?: boolean })[] = [];
  const editFailures: SendFailure[] = [];
  let sink: ChannelSink | undefined;
  let typed = 0;
  let opening = 0;
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
    ...(options.housePlan
      ? { limit: partLength }
      : {
          plan({ text }: Reply) {
            const parts: Part[] = [];
            for (let from = 0; from < Math.max(1, text.length); from += partLength)
              parts.push({ index: parts.length, body: { text: text.slice(from, from + partLength) } });
            return parts;
          },
        }),
    async send(part, { address, key, attempt }) {
      await gate;
      const failure = failures.shift();
      if (moved.has(address.conversation)) throw sendFailed("The conversation has moved.", { outcome: "not-sent", next: "reroute" });
      const { text, file, buttons, silent } = part.body;
      const { conversation, thread } = address;
      if (thread !== undefined && !failure) closed.delete(thread);
      if (!failure || failure.after)
        sent.push({
          key,
          conversation,
          text,
          attempt,
          ...(thread === undefined ? {} : { thread }),
          ...(file ? { file } : {}),
          ...(buttons ? { buttons } : {}),
          ...(silent ? { silent } : {}),
        });
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
    ...(options.edit
      ? {
          async edit(ref: string, { body }: Part) {
            const failure = editFailures.shift();
            if (failure) throw sendFailed("The service refused the edit.", failure);
            edits.push({ ref, text: body.text });
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
    async reroute({ conversation, ...address }) {
      const to = moved.get(conversation);
      return to === undefined ? undefined : { ...address, conversation: to };
    },
    ...(options.plain ? { plain: (part: Part) => ({ ...part, body: { ...part.body, text: part.body.text.replaceAll("*", "") } }) } : {}),
    ...((options.files ?? options.housePlan) ? { files: true as const } : {}),
    ...(options.buttons ? { buttons: true as const } : {}),
    ...(options.react
      ? {
          async react(mark: "seen" | "failed" | undefined, { key, address }: { readonly key: string; readonly address: Address }) {
            marks.push({ key, conversation: address.conversation, mark });
          },
        }
      : {}),
    ...(options.menu
      ? {
          async menu(commands: readonly { readonly name: string }[]) {
            menus.push(commands.map(({ name }) => name));
          },
        }
      : {}),
    ...(options.threads
      ? {
          async openThread(parent: Address, { key }: { readonly key: string }) {
            opening++;
            await gate;
            opening--;
            const failure = failures.shift();
            const thread = { ...parent, thread: `thread-${threads.size + 1}` };
            if (!failure || failure.after) threads.set(threads.has(key) ? `${key} again` : key, thread);
            if (failure) throw sendFailed("The service refused the thread.", failure);
            return thread;
          },
          async closeThread({ thread }: Address) {
            const failure = failures.shift();
            if (failure) throw sendFailed("The service refused to close the thread.", failure);
            if (thread !== undefined) closed.add(thread);
          },
        }
      : {}),
    ...(options.threads === "find" ? { findThread: async (_: Address, { key }: { readonly key: string }) => threads.get(key) } : {}),
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
    async say(text, { key = `message-${++count}`, conversation = "main", thread, from = "owner", at = 0, ...more } = {}) {
      if (thread !== undefined) closed.delete(thread);
      await opened().receive({ key, from: { id: from }, address: { channel: id, conversation, ...(thread !== undefined && { thread }) }, text, at, ...more });
    },
    unsay: (key) => opened().unsent(key),
    press: (button, { key = `press-${++count}`, conversation = "main", thread, from = "owner", group } = {}) =>
      opened().pressed({
        key,
        button,
        from: { id: from },
        address: { channel: id, conversation, ...(thread !== undefined && { thread }) },
        ...(group ? { group } : {}),
      }),
    contents,
    fetched,
    marks,
    menus,
    threads,
    closed,
    moved,
    get opening() {
      return opening;
    },
    sent,
    edits,
    failEdits: (...next) => void editFailures.push(...next),
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
