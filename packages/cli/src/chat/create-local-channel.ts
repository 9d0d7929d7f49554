import { type Address, type Clock, definePlugin, type Json, type Plugin } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels, type Part, sendFailed } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";
import type { ChatPart } from "./chat-part.ts";

/** A terminal that listens to one conversation. */
export interface LocalListener {
  push(event: "part" | "typing", data: Json): void;
  onClose(listener: () => void): void;
}

/** The channel of this machine's terminals, and what the socket does with it. */
export interface LocalChannel {
  readonly plugin: Plugin;
  /** `seen`: keys of parts that this terminal has shown before; they are not sent again. */
  attach(listener: LocalListener, conversation: string, seen: readonly string[]): void;
  /** Resolves with the message's id in the inbox, once it is durable. The same key is accepted once. */
  say(conversation: string, key: string, text: string): Promise<{ readonly id: string | undefined }>;
  /** A terminal has shown a part. */
  acknowledge(conversation: string, key: string): void;
}

/** How many shown parts are remembered per conversation. */
const remembered = 1_000;

/** A part that nobody was there to read waits for the next `attach`; this is only the longest wait between two looks. */
const nobodyListensMs = 3_600_000;

const wakeAgainMs = 1_000;

/** One conversation: who listens, what was shown, and which sends wait for that. */
function createRoom() {
  const listeners = new Set<LocalListener>();
  const seen = new Set<string>();
  const waiting = new Map<string, Set<{ shown(): void; gone(): void }>>();
  return {
    listeners,
    seen,
    asked: false,
    enter(listener: LocalListener) {
      listeners.add(listener);
      listener.onClose(() => {
        listeners.delete(listener);
        if (listeners.size === 0) for (const waiters of waiting.values()) for (const waiter of waiters) waiter.gone();
      });
    },
    show(key: string) {
      seen.add(key);
      for (const oldest of seen) {
        if (seen.size <= remembered) break;
        seen.delete(oldest);
      }
      for (const waiter of waiting.get(key) ?? []) waiter.shown();
    },
    untilShown(key: string, signal: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        const waiters = waiting.get(key) ?? new Set();
        const end = (finish: () => void) => {
          waiters.delete(waiter);
          if (waiters.size === 0) waiting.delete(key);
          signal.removeEventListener("abort", abort);
          finish();
        };
        const abort = () => end(() => reject(signal.reason as Error));
        const waiter = {
          shown: () => end(resolve),
          gone: () =>
            end(() =>
              reject(sendFailed("The terminal was closed before it had shown the answer.", { outcome: "unknown", next: { afterMs: 0, scope: "address" } })),
            ),
        };
        waiting.set(key, waiters.add(waiter));
        signal.addEventListener("abort", abort, { once: true });
      });
    },
  };
}

/** `instar chat` in its terminals. Who reaches it has shown the owner's token, so the sender is the owner. */
export function createLocalChannel(): LocalChannel {
  const rooms = new Map<string, ReturnType<typeof createRoom>>();
  let conversations: Conversations | undefined;
  let sink: ChannelSink | undefined;
  let announce: (call: { readonly sink: ChannelSink; readonly clock: Clock }) => void;
  const opened = new Promise<{ readonly sink: ChannelSink; readonly clock: Clock }>((resolve) => {
    announce = resolve;
  });

  const room = (conversation: string) => {
    const found = rooms.get(conversation) ?? createRoom();
    rooms.set(conversation, found);
    return found;
  };
  const addressOf = (conversation: string): Address => ({ channel: "local", conversation });

  async function describePart(part: Part, key: string): Promise<ChatPart> {
    // A reply that was planned while this channel was not up is its text alone.
    const { text, answers = [] } = part.body as unknown as { text: string; answers?: readonly string[] };
    const answered = await Promise.all(
      answers.map(async (id) => {
        const row = await conversations?.message(id);
        return { id, ...(row === undefined ? {} : { key: row.key, state: row.state }) };
      }),
    );
    return { key, text, answers: answered };
  }

  const createChannel = (clock: Clock): Channel => ({
    id: "local",
    plan: (reply) => [{ index: 0, body: { text: reply.text, answers: [...reply.answers], attachments: [...(reply.attachments ?? [])] } }],
    async open(opening) {
      sink = opening;
      announce({ sink, clock });
      return {
        async [Symbol.asyncDispose]() {
          sink = undefined;
        },
      };
    },
    async send(part, { address, key, signal }) {
      const { listeners, seen, untilShown } = room(address.conversation);
      if (seen.has(key)) return { ref: key };
      if (listeners.size === 0)
        throw sendFailed("Nobody has a terminal open for this conversation.", { outcome: "not-sent", next: { afterMs: nobodyListensMs, scope: "address" } });
      const described = await describePart(part, key);
      const shown = untilShown(key, signal);
      for (const listener of listeners) listener.push("part", described as unknown as Json);
      await shown;
      return { ref: key };
    },
    async find(key, _part, address) {
      const { seen, asked } = room(address.conversation);
      if (seen.has(key)) return { ref: key };
      return asked ? "absent" : "unknown";
    },
    async typing(to) {
      for (const listener of room(to.conversation).listeners) listener.push("typing", { conversation: to.conversation });
    },
  });

  const plugin = definePlugin({
    api: 1,
    name: "local",
    needs: { conversations: Conversations },
    setup({ services, contribute, clock }) {
      conversations = services.conversations;
      contribute(Channels, createChannel(clock));
    },
  })();

  return {
    plugin,
    attach(listener, conversation, seen) {
      const entered = room(conversation);
      for (const key of seen) entered.show(key);
      entered.asked = true;
      entered.enter(listener);
      const wake = () => sink?.wake(addressOf(conversation));
      wake();
      // A send that found nobody may just now be putting itself to sleep, and would miss the first call.
      void opened.then(({ clock }) => clock.after(wakeAgainMs, wake));
    },
    async say(conversation, key, text) {
      const { clock } = await opened;
      if (sink === undefined) throw CliError.CONNECTION_LOST();
      await sink.receive({ key, from: { id: "owner" }, address: addressOf(conversation), text, at: clock.now() });
      return { id: (await conversations?.message(`local:${key}`))?.id };
    },
    acknowledge: (conversation, key) => room(conversation).show(key),
  };
}
