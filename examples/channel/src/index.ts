import { definePlugin } from "@instar/kernel";
import { type ChannelSink, Channels, sendFailed } from "@instar/kernel/contracts";
import { z } from "zod";

const event = z.object({
  id: z.string(),
  time: z.number(),
  event: z.string(),
  topic: z.string(),
  message: z.string().default(""),
  tags: z.array(z.string()).default([]),
});

/** Talk to the agent through ntfy: each person has a topic of their own, and whoever knows its name is that person. */
export default definePlugin({
  api: 1,
  name: "ntfy",
  options: z.strictObject({
    topics: z.array(z.string().min(1)).min(1).describe("one for each person; long names that nobody guesses"),
    server: z.url().default("https://ntfy.sh").describe("where ntfy runs"),
    pollMs: z.int().min(50).default(5_000).describe("between two looks, in ms"),
  }),
  setup({ options: { topics, server, pollMs }, contribute, clock, background, log }) {
    async function drain(sink: ChannelSink, signal: AbortSignal) {
      const response = await fetch(new URL(`/${topics.join(",")}/json?poll=1&since=${(await sink.cursor.load()) ?? "all"}`, server), { signal });
      if (!response.ok) throw new Error(`ntfy answered ${response.status} when it was asked for messages.`);
      for (const line of (await response.text()).split("\n").filter(Boolean)) {
        const { data } = event.safeParse(JSON.parse(line));
        if (data === undefined) log.warn("An event of ntfy could not be read; it is skipped.", { length: line.length });
        if (data?.event !== "message" || data.tags.includes("agent")) continue; // our own answers come back, too
        const address = { channel: "ntfy", conversation: data.topic };
        const message = { key: data.id, from: { id: data.topic }, address, text: data.message, at: data.time * 1_000 };
        await sink.receive(message);
        await sink.cursor.save(data.id); // only now it is durably accepted
      }
    }

    contribute(Channels, {
      id: "ntfy",
      limit: 1_300, // ntfy takes 4,096 bytes
      open: async (sink) =>
        background("poll the topics", async (signal) => {
          for (;;) {
            await drain(sink, signal).catch((error: Error) => sink.failed(error));
            await clock.sleep(pollMs, signal);
          }
        }),
      async send({ body }, { address, signal }) {
        const headers = { tags: "agent", markdown: "yes" };
        const response = await fetch(new URL(`/${address.conversation}`, server), { method: "POST", body: body.text, headers, signal });
        if (response.ok) return { ref: event.parse(await response.json()).id };
        const said = `ntfy answered ${response.status}.`;
        const afterMs = Number(response.headers.get("retry-after") ?? 10) * 1_000;
        if ([401, 429].includes(response.status)) throw sendFailed(said, { outcome: "not-sent", next: { afterMs, scope: "address" } });
        if (response.status < 500) throw sendFailed(said, { outcome: "not-sent", next: "never" });
        throw sendFailed(said, { outcome: "unknown", next: { afterMs: 5_000, scope: "channel" } });
      },
    });
  },
});
