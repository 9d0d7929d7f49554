import type { Address, Json, Reply } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels, type Part, sendFailed } from "@instar/kernel/contracts";
import type { RemoteObject } from "../peer.ts";
import { offer } from "../plain-data.ts";
import type { Crossing } from "./crossing.ts";

type Target = Parameters<Channel["send"]>[1];

const optionalMembers = ["reroute", "find", "edit", "typing"] as const;
type OptionalMember = (typeof optionalMembers)[number];

interface ChannelData {
  readonly id: string;
  readonly members: readonly OptionalMember[];
  readonly plain: boolean;
}

/** A part as it waits in the outbox: `plain` must answer at once, so its answer was asked for when the part was planned. */
interface DoublePart {
  readonly formatted: Json;
  readonly plain: Json;
}

const isDouble = (body: unknown): body is DoublePart => typeof body === "object" && body !== null && "formatted" in body && "plain" in body;
const single = (part: Part): Part => (isDouble(part.body) ? { ...part, body: part.body.formatted } : part);

/** While its process is away nothing was sent for certain, and it may be back soon. */
const away = { outcome: "not-sent", next: { afterMs: 2_000, scope: "channel" } } as const;

function openAcross(channel: Channel) {
  return async (sink: RemoteObject) => {
    const handle = await channel.open({
      receive: async (message) => void (await sink.call("receive", message)),
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
    load: () => sink.cursor.load(),
    save: (cursor: string) => sink.cursor.save(cursor),
    wake: (address?: Address) => sink.wake(address),
    failed: (error: Error) => sink.failed(error),
  });

/** `plan` answers at once, which another process cannot: the house asks `planLater` instead. */
export const channelCrossing: Crossing<Channel, ChannelData> = {
  point: Channels,
  dismantle: (channel) => ({
    data: { id: channel.id, members: optionalMembers.filter((member) => channel[member] !== undefined), plain: channel.plain !== undefined },
    methods: {
      open: openAcross(channel),
      plan: (reply: Reply): readonly Part[] =>
        channel.plan(reply).map((part) => {
          const plain = channel.plain?.(part);
          return plain === undefined ? part : { ...part, body: { formatted: part.body, plain: plain.body } };
        }),
      send: (part: Part, to: Target) => channel.send(part, to),
      ...Object.fromEntries(
        optionalMembers.map((member) => [
          member,
          (...args: readonly never[]) => (channel[member] as ((...args: readonly never[]) => unknown) | undefined)?.apply(channel, [...args]),
        ]),
      ),
    },
  }),
  restore({ id, members, plain }, far) {
    const forwarded = {
      reroute: async (address) => (await far.call("reroute", address)) as Address | undefined,
      find: async (key, part, address) => (await far.call("find", key, single(part), address)) as Awaited<ReturnType<NonNullable<Channel["find"]>>>,
      edit: async (ref, part, address) => void (await far.call("edit", ref, single(part), address)),
      typing: async (to) => void (await far.call("typing", to)),
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
      plan: (reply) => [{ index: 0, body: reply.text }],
      planLater: async (reply) => (await far.call("plan", reply)) as readonly Part[],
      async send(part, to) {
        if (far.away) throw sendFailed(far.away.message, away);
        return (await far.call("send", single(part), to)) as { readonly ref: string };
      },
      ...(plain ? { plain: (part: Part) => (isDouble(part.body) ? { ...part, body: part.body.plain } : part) } : {}),
      ...Object.fromEntries(members.map((member) => [member, forwarded[member]])),
    };
  },
};
