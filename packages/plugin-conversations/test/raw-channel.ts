import { definePlugin } from "@instar/kernel";
import { type Channel, type ChannelSink, Channels } from "@instar/kernel/contracts";

/** A second channel whose every step is the test's. */
export function rawChannel(change: Partial<Channel>) {
  let sink: ChannelSink | undefined;
  const sent: string[] = [];
  let early: string | undefined;
  const sayNow = (text: string) =>
    (sink as ChannelSink).receive({ key: text, from: { id: "owner" }, address: { channel: "raw", conversation: "1" }, text, at: 0 });
  const channel: Channel = {
    id: "raw",
    open: async (opened) => {
      sink = opened;
      if (early !== undefined) void sayNow(early);
      return { async [Symbol.asyncDispose]() {} };
    },
    plan: ({ text }) => [{ index: 0, body: { text } }],
    async send(part) {
      sent.push(JSON.stringify(part.body.text));
      return { ref: "1" };
    },
    ...change,
  };
  return {
    plugin: definePlugin({ api: 1, name: "raw-channel", setup: ({ contribute }) => void contribute(Channels, channel) })(),
    sent,
    say: sayNow,
    /** Says it at its next opening, before anything else happens. */
    atOpen(text: string) {
      early = text;
    },
  };
}
