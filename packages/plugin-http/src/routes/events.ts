import type { Clock } from "@instar/kernel";
import type { Events, Route } from "@instar/kernel/contracts";
import { z } from "zod";
import { HttpError } from "../errors.ts";
import { type EventStream, openEventStream } from "../event-stream.ts";

const hourMs = 3_600_000;
/** A reader that comes back gets at most so many of what it missed. */
const mostMissed = 1_000;

const type = z.string().min(1).max(64);
const query = z.strictObject({
  type: z
    .union([type.transform((one) => [one]), z.array(type).max(20)])
    .optional()
    .describe("Only these: `tool.denied`, or `tool` for all of its kind; may be repeated"),
  since: z.coerce.number().min(1).max(720).default(24).describe("How many hours back"),
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe("How many at most"),
});

const answer = z.object({
  events: z.array(
    z.object({
      position: z.number(),
      at: z.number(),
      type: z.string(),
      about: z.record(z.string(), z.string()),
      text: z.string(),
      data: z.unknown().optional(),
      costUsd: z.number().optional(),
    }),
  ),
});

async function follow(events: Events, types: readonly string[] | undefined, after: number | undefined, stream: EventStream): Promise<void> {
  const filter = types === undefined ? {} : { types };
  const coming = events.follow(filter, stream.ended)[Symbol.asyncIterator]();
  // Asked for before the past is read, so that nothing falls between the two
  let next = coming.next();
  next.catch(() => undefined); // where the past cannot be read nobody comes to wait for it
  let position = after ?? -1;
  if (after !== undefined) {
    const missed = (await events.list({ ...filter, limit: mostMissed })).filter((event) => event.position > after).reverse();
    for (const event of missed) {
      stream.send("event", event, String(event.position));
      position = event.position;
    }
  }
  for (;;) {
    const { done, value } = await next;
    if (done === true) return;
    if (value.position > position) stream.send("event", value, String(value.position));
    next = coming.next();
  }
}

const positionOf = (request: Request): number | undefined => {
  const last = request.headers.get("last-event-id");
  return last !== null && /^\d{1,15}$/.test(last) ? Number(last) : undefined;
};

/** `GET /events`: newest first, or as they happen with `Accept: text/event-stream`; `Last-Event-ID` takes up where a stream broke off. */
export function eventsRoute(events: Events | undefined, clock: Clock): Route {
  return {
    method: "GET",
    path: "/events",
    access: "agent",
    summary: "What happened, newest first; as it happens with `Accept: text/event-stream`",
    schema: { query, answer },
    async handle(request, call) {
      if (events === undefined) throw HttpError.NO_EVENTS();
      const { type: types, since, limit } = call.query as z.output<typeof query>;
      if (request.headers.get("accept")?.includes("text/event-stream") === true) {
        const stream = openEventStream({ clock, signal: request.signal });
        follow(events, types, positionOf(request), stream).then(
          () => stream.end("There is nothing more."),
          () => stream.end("The events could not be read on."),
        );
        return stream.response;
      }
      return Response.json({ events: await events.list({ ...(types === undefined ? {} : { types }), since: clock.now() - since * hourMs, limit }) });
    },
  };
}
