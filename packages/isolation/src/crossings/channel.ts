import type { Address } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels, type Part, type Press, sendFailed } from "@instar/kernel/contracts";
import type { RemoteObject } from "../peer.ts";
import { offer } from "../plain-data.ts";
import type { Crossing } from "./crossing.ts";

type Target = Parameters<Channel["send"]>[1];

const optionalMembers = ["plan", "plain", "reroute", "find", "edit", "typing", "react", "fetch", "openThread", "findThread", "closeThread", "menu"] as const;
type OptionalMember = (typeof optionalMembers)[number];

interface ChannelData {
  readonly id: string;
  readonly members: readonly OptionalMember[];
  readonly limit?: number;
  readonly files?: true;
  readonly buttons?: true;
}

/** While its process is away nothing was sent for certain, and it may be back soon. */
const away = { outcome: "not-sent", next: { afterMs: 2_000, scope: "channel" } } as const;

function openAcross(channel: Channel) {
  return async (sink: RemoteObject) => {
    const handle = await channel.open({
      receive: async (message) => void (await sink.call("receive", message)),
      unsent: async (key) => void (await sink.call("unsent", key)),
      pressed: async (press) => (await sink.call("pressed", press)) as string,
      cursor: {
        load: async () => (await sink.call("load")) as string | undefined,
        save: async (cursor) => void (await sink.call("save", cursor)),
      },
      wake: (address) => sink.tell("wake", address),
      failed: (error) => sink.tell("failed", error),
    });
    return offer({ close: () => handle[Symbol.asyncDispose]() });
  };
}

const offerSink = (sink: ChannelSink) =>
  offer({
    receive: sink.receive.bind(sink),
    unsent: (key: string) => sink.unsent(key),
    pressed: (press: Press) => sink.pressed(press),
    load: () => sink.cursor.load(),
    save: (cursor: string) => sink.cursor.save(cursor),
    wake: (address?: Address) => sink.wake(address),
    failed: (error: Error) => sink.failed(error),
  });

export const channelCrossing: Crossing<Channel, ChannelData> = {
  point: Channels,
  dismantle: (channel) => ({
    data: {
      id: channel.id,
      members: optionalMembers.filter((member) => channel[member] !== undefined),
      ...(channel.limit === undefined ? {} : { limit: channel.limit }),
      ...(channel.files === undefined ? {} : { files: channel.files }),
      ...(channel.buttons === undefined ? {} : { buttons: channel.buttons }),
    },
    methods: {
      open: openAcross(channel),
      send: (part: Part, to: Target) => channel.send(part, to),
      ...Object.fromEntries(
        optionalMembers.map((member) => [
          member,
          (...args: readonly never[]) => (channel[member] as ((...args: readonly never[]) => unknown) | undefined)?.apply(channel, [...args]),
        ]),
      ),
    },
  }),
  restore({ id, members, limit, files: sendsFiles, buttons }, far, files) {
    const forwarded = {
      plan: async (reply) => (await far.call("plan", reply)) as readonly Part[],
      plain: async (part) => (await far.call("plain", part)) as Part,
      reroute: async (address) => (await far.call("reroute", address)) as Address | undefined,
      find: async (key, part, address) => (await far.call("find", key, part, address)) as Awaited<ReturnType<NonNullable<Channel["find"]>>>,
      edit: async (ref, part, address) => void (await far.call("edit", ref, part, address)),
      typing: async (to) => void (await far.call("typing", to)),
      react: async (mark, to) => void (await far.call("react", mark, to)),
      fetch: (file, to) => files.take(to.path, to.maxBytes, async (path) => void (await far.call("fetch", file, { ...to, path }))),
      openThread: async (parent, thread) => (await far.call("openThread", parent, thread)) as Address,
      findThread: async (parent, thread) => (await far.call("findThread", parent, thread)) as Address | undefined,
      closeThread: async (thread) => void (await far.call("closeThread", thread)),
      menu: async (commands, owners) => void (await far.call("menu", commands, owners)),
    } satisfies Required<Pick<Channel, OptionalMember>>;
    return {
      id,
      async open(sink) {
        const handle = (await far.call("open", offerSink(sink))) as RemoteObject;
        const watch = far.whenAway((error) => sink.failed(error));
        return {
          async [Symbol.asyncDispose]() {
            watch[Symbol.dispose]();
            // Its process may have ended, and its listening with it
            if (!far.away) await handle.call("close").catch((error) => (far.away ? undefined : Promise.reject(error)));
          },
        };
      },
      async send(part, to) {
        if (far.away) throw sendFailed(far.away.message, away);
        const send = async (given: Part) => (await far.call("send", given, to)) as { readonly ref: string };
        const { file } = part.body;
        return file === undefined ? send(part) : files.lend(file, (copy) => send({ ...part, body: { ...part.body, file: copy } }));
      },
      ...(limit === undefined ? {} : { limit }),
      ...(sendsFiles === undefined ? {} : { files: sendsFiles }),
      ...(buttons === undefined ? {} : { buttons }),
      ...Object.fromEntries(members.map((member) => [member, forwarded[member]])),
    };
  },
};
