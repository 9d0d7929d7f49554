import { definePlugin } from "@instar/kernel";
import { type ChannelSink, Channels, type SendFailure, sendFailed } from "@instar/kernel/contracts";
import { z } from "zod";

const message = z.object({ id: z.number(), room: z.string(), user: z.string(), bot: z.boolean(), text: z.string(), at: z.number() });

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
    async function call(path: string, stop: AbortSignal, body?: object): Promise<unknown> {
      const signal = AbortSignal.any([stop, AbortSignal.timeout(20_000)]); // and one of its own: what fetch was given it holds on to for a while
      const headers = { authorization: `Bearer ${options.token}`, "content-type": "application/json" };
      const response = await fetch(new URL(path, options.server), { signal, headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
      if (response.ok) return response.json();
      const refused = refusals[response.status]?.(Number(response.headers.get("retry-after")) * 1_000);
      throw sendFailed(`The service answered ${response.status}.`, refused ?? { outcome: "unknown", next: { afterMs: 2_000, scope: "address" } });
    }

    async function drain(sink: ChannelSink, signal: AbortSignal) {
      const since = (await sink.cursor.load()) ?? "0";
      for (const raw of (await call(`/messages?since=${since}`, signal)) as { id: number }[]) {
        const said = message.safeParse(raw).data;
        if (said === undefined) log.warn("A message could not be read; it is skipped.", { id: raw.id });
        else if (!said.bot) {
          const { id, room, user, text, at } = said;
          await sink.receive({ key: String(id), from: { id: user }, address: { channel: "__name__", conversation: room }, text, at });
        }
        await sink.cursor.save(String(raw.id)); // only now: it is durably accepted
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
      async send({ body }, { address, key, signal }) {
        const { ref } = (await call("/send", signal, { to: address.conversation, text: body.text, key })) as { ref: string };
        return { ref };
      },
    });
  },
});
