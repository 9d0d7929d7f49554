import type { Clock } from "@instar/kernel";
import type { Route, RouteCall } from "@instar/kernel/contracts";
import { withStatuses } from "@instar/plugin-http/contract";
import { z } from "zod";
import { type Quota, type UsageQuery, usageDimensions } from "./contract.ts";
import { parseSince } from "./since.ts";

const level = z.union([0, 50, 70, 85, 95, 100].map((step) => z.literal(step)));
const priority = z.enum(["critical", "high", "normal", "low"]);

const budgetSchema = z.object({
  name: z.string(),
  per: z.enum(["5h", "day", "week", "month"]),
  spent: z.object({ usd: z.number(), tokens: z.number() }),
  limit: z.object({ usd: z.number().optional(), tokens: z.number().optional() }),
  share: z.number().describe("1 is all of it."),
  level,
  resetsAt: z.number().describe("Epoch ms."),
});

const stateSchema = z.object({
  status: z.enum(["open", "normal", "reduced", "critical", "stopped"]),
  level,
  budgets: z.array(budgetSchema),
  mayRun: z.array(priority),
  stopped: z.boolean(),
  limited: z.object({ until: z.number(), text: z.string() }).optional(),
  burn: z.object({ lastHourUsd: z.number(), usualUsd: z.number() }),
});

const totals = { inputTokens: z.number(), outputTokens: z.number(), costUsd: z.number(), entries: z.int() };
const usageSchema = z.object({ rows: z.array(z.object({ key: z.string().optional(), ...totals })), total: z.object(totals), more: z.boolean() });

const filters = usageDimensions.filter((dimension) => dimension !== "day");
const word = z.string().min(1).max(400).exactOptional();

const usageQuery = z.strictObject({
  by: z.enum(usageDimensions).optional(),
  since: z.string().max(40).optional().describe("7d, a date, or epoch ms. Default: 30 days."),
  until: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
  ...(Object.fromEntries(filters.map((dimension) => [dimension, word])) as Record<(typeof filters)[number], typeof word>),
});

/** What an agent asks is about its own session, whatever it names. */
function queryOf({ query, caller }: RouteCall, now: number): UsageQuery {
  const { by, since, until, limit, ...where } = query as z.output<typeof usageQuery>;
  const own = caller?.kind === "owner" ? {} : { session: caller?.session ?? "" };
  return {
    ...(by !== undefined && { by }),
    ...(since !== undefined && { since: parseSince(since, now) }),
    ...(until !== undefined && { until: parseSince(until, now) }),
    ...(limit !== undefined && { limit }),
    where: { ...where, ...own },
  };
}

const statusOf = (code: string) => (code === "QUOTA_BAD_QUERY" ? 422 : undefined);

export const quotaRoutes = (quota: () => Quota, clock: Clock): readonly Route[] => [
  {
    method: "GET",
    path: "/quota",
    access: "agent",
    summary: "How full the budgets are, and what may run.",
    schema: { answer: stateSchema },
    handle: async () => Response.json(await quota().state()),
  },
  {
    method: "GET",
    path: "/usage",
    access: "agent",
    summary: "What was used, summed up by day or by something else; an agent is told of its own session.",
    schema: { query: usageQuery, answer: usageSchema },
    handle: async (_, call) => Response.json(await withStatuses(statusOf, () => quota().usage(queryOf(call, clock.now())))),
  },
  {
    method: "POST",
    path: "/usage/rescan",
    access: "owner",
    summary: "Reads the runtimes' own records and books what nobody told.",
    schema: { answer: z.object({ read: z.int(), found: z.int() }) },
    handle: async () => Response.json(await quota().rescan()),
  },
];
