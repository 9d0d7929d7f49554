import { definePlugin } from "@instar/kernel";
import { type ChannelSink, Channels, sendFailed } from "@instar/kernel/contracts";
import { z } from "zod";

interface NtfyEvent {
  readonly id: string;
  readonly time: number;
  readonly event: string;
  readonly message: string;
  readonly tags?: readonly string[];
}

/** Talk to the agent through an ntfy topic. */
export default definePlugin({
  api: 1,
  name: "ntfy",
  options: z.strictObject({ topic: z.string().min(1), server: z.url().default("https://ntfy.sh"), pollMs: z.int().min(50).default(5_000) }),
  setup({ options, contribute, clock, background }) {
    const url = `${options.server}/${options.topic}`;
    const address = { channel: "ntfy", conversation: options.topic };

    async function drain(sink: ChannelSink, signal: AbortSignal) {
      const since = (await sink.cursor.load()) ?? "all";
      const response = await fetch(`${url}/json?poll=1&since=${since}`, { signal });
      for (const line of (await response.text()).split("\n").filter(Boolean)) {
        const event = JSON.parse(line) as NtfyEvent;
        if (event.event !== "message" || event.tags?.includes("agent")) continue; // our own answers come back, too
        await sink.receive({ key: event.id, from: { id: options.topic }, address, text: event.message, at: event.time * 1_000 });
        await sink.cursor.save(event.id); // only after it was durably accepted
      }
    }

    contribute(Channels, {
      id: "ntfy",
      open: async (sink) =>
        background("poll the topic", async (signal) => {
          for (;;) {
            await drain(sink, signal);
            await clock.sleep(options.pollMs, signal);
          }
        }),
      plan: ({ text }) => text.match(/[\s\S]{1,4000}/gu)?.map((body, index) => ({ index, body })) ?? [],
      async send(part, { key, signal }) {
        const response = await fetch(url, { method: "POST", body: String(part.body), headers: { tags: "agent", "x-id": key }, signal });
        if (response.status === 429) throw sendFailed("ntfy asks for a pause.", { outcome: "not-sent", next: { afterMs: 10_000, scope: "channel" } });
        return { ref: ((await response.json()) as NtfyEvent).id };
      },
    });
  },
});
