import type { Address, Clock, Contribution, Contributions, Logger } from "@instar/kernel";
import type { Channel, Incoming, Press, Records, Store } from "@instar/kernel/contracts";
import { checkKey, checkMessage } from "./check-message.ts";
import type { ChannelStatus } from "./contract.ts";
import { ConversationsError } from "./errors.ts";
import { reasonOf } from "./reason-of.ts";

/** Who speaks there has shown the owner's token, so only the plugin of the same name may bring it. */
const reserved: ReadonlySet<string> = new Set(["local", "http"]);
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A channel that was open for so long has recovered: its next failure is a first one. */
const steadyAfterMs = 60_000;

interface Desk {
  /** As it was when it was judged: the channel's own may say something else later. */
  readonly id: string;
  readonly plugin: string;
  readonly channel: Channel;
  readonly abort: AbortController;
  state: ChannelStatus["state"];
  reason?: string;
  lastInboundAt?: number;
  running: Promise<void>;
}

export interface ChannelDesk {
  channel(id: string): Channel | undefined;
  status(): readonly Omit<ChannelStatus, "pending" | "lastOutboundAt">[];
  /** Opens every contributed channel, keeps it open, and follows the ones that come and go. */
  open(): void;
  /** Resolves when no channel hands over messages any more. */
  close(): Promise<void>;
}

/** `over`: nobody waits for it any more. A channel is opened again and again, and each wait would leave a listener behind. */
const abortOf = (signal: AbortSignal, over?: AbortSignal) =>
  new Promise<void>((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true, ...(over && { signal: over }) }),
  );

/** What a channel hands over, as plain data that nobody changes any more. Throws CONVERSATIONS_MESSAGE_MALFORMED. */
function readOnce(channel: string, message: Incoming): Incoming {
  try {
    return structuredClone(message);
  } catch (error) {
    throw ConversationsError.MESSAGE_MALFORMED(channel, "it holds more than plain data", { cause: error });
  }
}

/** Keeps the channels open. One that fails is tried again with growing pauses and never disturbs another. */
export function createChannelDesk({
  contributed,
  cursors,
  store,
  accept,
  unsent,
  pressed,
  wake,
  opened,
  clock,
  log,
}: {
  contributed: Contributions<Channel>;
  cursors: Records<string>;
  store: Store;
  accept(message: Incoming): Promise<void>;
  unsent(channel: string, key: string): Promise<void>;
  pressed(channel: string, press: Press): Promise<string>;
  wake(channel: string, address?: Address): void;
  opened(channel: string): void;
  clock: Clock;
  log: Logger;
}): ChannelDesk {
  const desks = new Map<string, Desk>();
  let following: Disposable | undefined;

  async function keepOpen(desk: Desk): Promise<void> {
    const { id, channel } = desk;
    const { signal } = desk.abort;
    const sink = {
      receive: async (message: Incoming) => {
        // Read once: what is judged must be what is kept
        const read = readOnce(id, message);
        checkMessage(id, read);
        await accept(read);
        desk.lastInboundAt = clock.now();
      },
      unsent: async (key: string) => {
        checkKey(id, key);
        await unsent(id, key);
      },
      pressed: (press: Press) => pressed(id, press),
      cursor: {
        load: async () => (await cursors.get(id))?.value,
        save: async (cursor: string) => void (await store.commit([cursors.put(id, cursor)])),
      },
      wake: (address?: Address) => wake(id, address),
    };
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const broken = new AbortController();
      const began = clock.now();
      if (desk.state !== "failed") desk.state = "opening";
      try {
        const opening = channel.open({ ...sink, failed: (error) => broken.abort(error) });
        const begun = new AbortController();
        const listening = await Promise.race([opening, abortOf(signal, begun.signal)]).finally(() => begun.abort());
        if (!listening) {
          opening
            .then((late) => late[Symbol.asyncDispose]())
            .catch((error: Error) => log.debug("A channel that was closed while it opened failed.", { channel: id, error }));
          break;
        }
        if (!broken.signal.aborted) {
          desk.state = "open";
          delete desk.reason;
          opened(id);
          await abortOf(AbortSignal.any([signal, broken.signal]));
        }
        await listening[Symbol.asyncDispose]();
        if (!signal.aborted) throw broken.signal.reason;
      } catch (error) {
        if (clock.now() - began >= steadyAfterMs) pauseMs = firstPauseMs;
        desk.state = "failed";
        desk.reason = reasonOf(error);
        log.error("A channel could not be opened.", {
          channel: id,
          channelPlugin: desk.plugin,
          error: ConversationsError.CHANNEL_CLOSED(id, desk.reason, { cause: error }),
        });
        await clock.sleep(pauseMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
      }
    }
    desk.state = "closed";
  }

  async function shut(desk: Desk) {
    desk.abort.abort(new Error("The channel is closed."));
    await desk.running;
  }

  function follow() {
    const wanted = new Map<Channel, Contribution<Channel>>();
    for (const contribution of contributed) wanted.set(contribution.value, contribution);
    for (const [id, desk] of desks)
      if (!wanted.has(desk.channel)) {
        desks.delete(id);
        shut(desk).catch((error: Error) => log.error("A channel could not be closed.", { channel: id, error }));
      }
    for (const { plugin, value: channel } of wanted.values()) {
      const { id } = channel;
      const other = desks.get(id);
      if (other?.channel === channel) continue;
      if (reserved.has(id) && plugin !== id) {
        log.error("A plugin brings a channel with a reserved id; it stays closed.", { error: ConversationsError.CHANNEL_RESERVED(id, plugin) });
        continue;
      }
      if (other) {
        log.error("Two channels have one id.", { error: ConversationsError.CHANNEL_TWICE(id, other.plugin, plugin) });
        continue;
      }
      const desk: Desk = { id, plugin, channel, abort: new AbortController(), state: "opening", running: Promise.resolve() };
      desks.set(id, desk);
      desk.running = keepOpen(desk);
    }
  }

  return {
    channel: (id) => desks.get(id)?.channel,
    status: () =>
      [...desks.values()].map(({ id, state, reason, lastInboundAt }) => ({
        id,
        state,
        ...(reason === undefined ? {} : { reason }),
        ...(lastInboundAt === undefined ? {} : { lastInboundAt }),
      })),
    open() {
      follow();
      following = contributed.onChange(follow);
    },
    async close() {
      following?.[Symbol.dispose]();
      const results = await Promise.allSettled([...desks.values()].map(shut));
      for (const result of results) if (result.status === "rejected") log.error("A channel could not be closed.", { error: result.reason });
    },
  };
}
