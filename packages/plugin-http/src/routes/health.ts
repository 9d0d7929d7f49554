import type { Clock } from "@instar/kernel";
import type { Route, Sessions } from "@instar/kernel/contracts";
import { z } from "zod";
import type { HouseDescription } from "../contract.ts";
import type { ReadHealth } from "../health-checks.ts";
import { judgeHealth } from "../judge-health.ts";

const megabyte = 1_048_576;

const answer = z.object({
  status: z.enum(["ok", "degraded", "warming"]),
  reasons: z.array(z.string()).optional(),
  version: z.string().optional(),
  pid: z.int().optional(),
  uptimeMs: z.number().optional(),
  sessions: z.object({ living: z.int(), known: z.int() }).optional(),
  jobs: z.int().optional(),
  memory: z.object({ residentMb: z.number(), heapMb: z.number() }).optional(),
  plugins: z.object({ up: z.int(), down: z.array(z.string()) }).optional(),
  checks: z
    .array(z.object({ id: z.string(), plugin: z.string(), status: z.enum(["ok", "warn", "fail"]), summary: z.string(), hint: z.string().optional() }))
    .optional(),
  checkedAt: z.number().optional(),
});

const living: ReadonlySet<string> = new Set(["starting", "idle", "working"]);

async function countSessions(sessions: Sessions | undefined) {
  const records = (await sessions?.list()) ?? [];
  return { living: records.filter(({ state }) => living.has(state)).length, known: records.length };
}

/** `GET /health`: a word for everybody, the whole story with a token. 503 while the house warms up, else 200. */
export function healthRoute({
  read,
  house,
  sessions,
  clock,
  isReady,
}: {
  read: ReadHealth;
  house: HouseDescription | undefined;
  sessions: Sessions | undefined;
  clock: Clock;
  isReady(): boolean;
}): Route {
  return {
    method: "GET",
    path: "/health",
    access: "agent",
    summary: "Whether the agent is well; the whole story with a token",
    schema: { answer },
    async handle(_request, { caller }) {
      if (!isReady()) return Response.json({ status: "warming" }, { status: 503, headers: { "retry-after": "1" } });
      const { at, results } = await read();
      const plugins = house?.describe().plugins ?? [];
      const { status, reasons } = judgeHealth(results, plugins);
      if (caller === undefined) return Response.json({ status });
      const memory = process.memoryUsage();
      return Response.json({
        status,
        reasons,
        ...(house === undefined ? {} : { version: house.version, uptimeMs: clock.now() - house.startedAt }),
        pid: process.pid,
        sessions: await countSessions(sessions),
        jobs: 0,
        memory: { residentMb: Math.round(memory.rss / megabyte), heapMb: Math.round(memory.heapUsed / megabyte) },
        plugins: { up: plugins.filter(({ state }) => state === "up").length, down: plugins.filter(({ state }) => state !== "up").map(({ name }) => name) },
        checks: results,
        ...(at === undefined ? {} : { checkedAt: at }),
      });
    },
  };
}
