import type { Clock } from "@instar/kernel";
import type { Route, Sessions } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { z } from "zod";
import type { HouseDescription, Http } from "../contract.ts";

const plugin = z.object({ name: z.string(), state: z.string(), error: z.string().optional() });

const statusAnswer = z.object({
  name: z.string().optional(),
  phase: z.string().optional(),
  version: z.string().optional(),
  pid: z.int(),
  startedAt: z.number().optional(),
  uptimeMs: z.number().optional(),
  plugins: z.array(plugin),
  channels: z.array(z.object({ id: z.string(), state: z.string(), pending: z.int() }).loose()),
  messages: z.object({ open: z.int(), running: z.int(), unsent: z.int() }).optional(),
  sessions: z.array(z.object({ id: z.string(), key: z.string(), driver: z.string(), state: z.string(), turns: z.int(), costUsd: z.number() }).loose()),
});

/** `GET /status`: what runs, and what it is doing. */
export function statusRoute({
  house,
  sessions,
  conversations,
  clock,
}: {
  house: HouseDescription | undefined;
  sessions: Sessions | undefined;
  conversations: Conversations | undefined;
  clock: Clock;
}): Route {
  return {
    method: "GET",
    path: "/status",
    access: "agent",
    summary: "What runs, and what it is doing",
    schema: { answer: statusAnswer },
    async handle() {
      const described = house?.describe();
      const talk = await conversations?.status();
      const records = (await sessions?.list()) ?? [];
      return Response.json({
        ...(house === undefined || described === undefined
          ? {}
          : { name: described.name, phase: described.phase, version: house.version, startedAt: house.startedAt, uptimeMs: clock.now() - house.startedAt }),
        pid: process.pid,
        plugins: (described?.plugins ?? []).map(({ name, state, error }) => ({ name, state, ...(error === undefined ? {} : { error }) })),
        channels: (talk?.channels ?? []).map((channel) =>
          channel.reason === undefined || house === undefined ? channel : { ...channel, reason: house.redact(channel.reason) },
        ),
        ...(talk === undefined ? {} : { messages: { open: talk.open, running: talk.running, unsent: talk.pending } }),
        sessions: records.map(({ id, key, driver, state, model, turns, costUsd, usedAt }) => ({
          id,
          key,
          driver,
          state,
          ...(model === undefined ? {} : { model }),
          turns,
          costUsd,
          usedAt,
        })),
      });
    },
  };
}

const capabilitiesAnswer = z.object({
  plugins: z.record(
    z.string(),
    z.object({
      provides: z.string().optional(),
      needs: z.array(z.string()),
      guards: z.array(z.string()),
      contributes: z.record(z.string(), z.int()),
      taps: z.array(z.string()),
    }),
  ),
  services: z.record(z.string(), z.string()),
  routes: z.array(z.object({ method: z.string(), path: z.string(), access: z.string(), plugin: z.string(), summary: z.string().optional() })),
});

/** `GET /capabilities`: what this agent can do, and which plugin brings it; made from the house as it is. */
export function capabilitiesRoute(house: HouseDescription | undefined, routes: Http["routes"]): Route {
  return {
    method: "GET",
    path: "/capabilities",
    access: "agent",
    summary: "What this agent can do, and which plugin brings it",
    schema: { answer: capabilitiesAnswer },
    handle() {
      const described = house?.describe();
      const contributed = (name: string) =>
        Object.fromEntries(
          Object.entries(described?.points ?? {}).flatMap(([point, by]) => {
            const count = by.filter((plugin) => plugin === name).length;
            return count === 0 ? [] : [[point, count]];
          }),
        );
      const tapped = (name: string) =>
        Object.entries(described?.hooks ?? {}).flatMap(([hook, { taps }]) => (taps.some((tap) => tap.plugin === name) ? [hook] : []));
      return Response.json({
        plugins: Object.fromEntries(
          (described?.plugins ?? [])
            .filter(({ state }) => state === "up")
            .map(({ name, provides, needs, guards }) => [
              name,
              { ...(provides === undefined ? {} : { provides }), needs, guards, contributes: contributed(name), taps: tapped(name) },
            ]),
        ),
        services: described?.services ?? {},
        routes: routes(),
      });
    },
  };
}

/** `GET /openapi.json`. */
export function openApiRoute(document: Http["document"]): Route {
  return { method: "GET", path: "/openapi.json", access: "agent", summary: "This API as an OpenAPI 3.1 document", handle: () => Response.json(document()) };
}
