import { definePlugin } from "@instar/kernel";
import { type ChannelSink, Channels, type SendFailure, sendFailed } from "@instar/kernel/contracts";
import { z } from "zod";

const known = z.object({
  text: z.string(),
  at: z.number(),
  room: z.string(),
  author: z.object({ id: z.string(), name: z.string().optional(), bot: z.boolean() }),
});

/** What the outbox does when the service refuses: give up, or wait. Whatever is not here may have arrived, so it is tried again a little later. */
const refusals: Readonly<Record<number, (waitMs: number) => SendFailure>> = {
  401: () => ({ outcome: "not-sent", next: { afterMs: 30_000, scope: "channel" } }),
  403: () => ({ outcome: "not-sent", next: "never" }),
  429: (afterMs) => ({ outcome: "not-sent", next: { afterMs, scope: "address" } }),
};

/** Talks to the agent through a small chat service over HTTP. Only receiving and sending are written here; all else is the house's. */
export default definePlugin({
  api: 1,
  name: "__name__",
  options: z.object({
    server: z.url().default("http://127.0.0.1:8080").describe("where the service is"),
    token: z.string().min(1).describe('what it knows us by: env("__constant___TOKEN") in a config'),
    pollMs: z.int().min(50).default(1_000).describe("between two looks for messages, in ms"),
  }),
  setup({ options, contribute, background, clock, log, signal: stopped }) {
    async function call(path: string, signal: AbortSignal, body?: object): Promise<unknown> {
      const headers = { authorization: `Bearer ${options.token}`, "content-type": "application/json" };
      const response = await fetch(new URL(path, options.server), { signal, headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
      if (response.ok) return response.json();
      const refused = refusals[response.status]?.(Number(response.headers.get("retry-after")) * 1_000);
      throw sendFailed(`The service answered ${response.status}.`, refused ?? { outcome: "unknown", next: { afterMs: 2_000, scope: "address" } });
    }

    async function drain(sink: ChannelSink, signal: AbortSignal) {
      const since = (await sink.cursor.load()) ?? "0";
      for (const { id, ...said } of (await call(`/messages?since=${since}`, signal)) as { id: number }[]) {
        const message = known.safeParse(said).data;
        if (message === undefined) log.warn("A message could not be read; it is skipped.", { id });
        else if (!message.author.bot) {
          const { text, at, room, author } = message;
          const from = { id: author.id, ...(author.name !== undefined && { name: author.name }) };
          await sink.receive({ key: String(id), from, address: { channel: "__name__", conversation: room }, text, at });
        }
        await sink.cursor.save(String(id)); // only now: it is durably accepted
      }
    }

    contribute(Channels, {
      id: "__name__",
      limit: 2_000,
      async open(sink) {
        await drain(sink, stopped);
        return background("look for messages", async (signal) => {
          for (;;) {
            await clock.sleep(options.pollMs, signal);
            await drain(sink, signal).catch((error: Error) => sink.failed(error));
          }
        });
      },
      async send({ body }, { address, signal }) {
        const { id } = (await call("/send", signal, { room: address.conversation, text: body.text })) as { id: number };
        return { ref: String(id) };
      },
    });
  },
});
