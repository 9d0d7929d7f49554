import { definePlugin } from "@instar/kernel";
import { type ChannelSink, Channels, sendFailed } from "@instar/kernel/contracts";
import { z } from "zod";

const event = z.object({ id: z.string(), time: z.number(), event: z.string(), message: z.string().default(""), tags: z.array(z.string()).default([]) });

/** Talk to the agent through an ntfy topic. Whoever knows the topic's name is who writes there. */
export default definePlugin({
  api: 1,
  name: "ntfy",
  options: z.strictObject({
    topic: z.string().min(1).describe("the topic; a long name that nobody guesses"),
    server: z.url().default("https://ntfy.sh").describe("where ntfy runs"),
    pollMs: z.int().min(50).default(5_000).describe("between two looks, in ms"),
  }),
  setup({ options: { topic, server, pollMs }, contribute, clock, background, log }) {
    const url = `${server.replace(/\/$/, "")}/${topic}`;

    async function drain(sink: ChannelSink, signal: AbortSignal) {
      const response = await fetch(`${url}/json?poll=1&since=${(await sink.cursor.load()) ?? "all"}`, { signal });
      if (!response.ok) throw new Error(`ntfy answered ${response.status} when it was asked for messages.`);
      for (const line of (await response.text()).split("\n").filter(Boolean)) {
        const { data } = event.safeParse(JSON.parse(line));
        if (data === undefined) log.warn("An event of ntfy could not be read; it is skipped.", { length: line.length });
        if (data === undefined || data.event !== "message") continue;
        const message = { key: data.id, from: { id: topic }, address: { channel: "ntfy", conversation: topic }, text: data.message, at: data.time * 1_000 };
        if (!data.tags.includes("agent")) await sink.receive(message); // our own answers come back, too
        await sink.cursor.save(data.id); // only now it is durably accepted
      }
    }

    contribute(Channels, {
      id: "ntfy",
      limit: 1_300, // ntfy takes 4,096 bytes
      open: async (sink) =>
        background("poll the topic", async (signal) => {
          for (;;) {
            await drain(sink, signal).catch((error: Error) => sink.failed(error));
            await clock.sleep(pollMs, signal);
          }
        }),
      async send({ body }, { signal }) {
        const response = await fetch(url, { method: "POST", body: body.text, headers: { tags: "agent", markdown: "yes" }, signal });
        if (response.ok) return { ref: event.parse(await response.json()).id };
        const said = `ntfy answered ${response.status}.`;
        if (response.status === 429) throw sendFailed(said, { outcome: "not-sent", next: { afterMs: 10_000, scope: "channel" } });
        if (response.status < 500) throw sendFailed(said, { outcome: "not-sent", next: "never" });
        throw sendFailed(said, { outcome: "unknown", next: { afterMs: 5_000, scope: "channel" } });
      },
    });
  },
});
