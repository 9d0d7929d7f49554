import type { Caller, Route, RouteCall } from "@instar/kernel/contracts";
import { withStatuses } from "@instar/plugin-http/contract";
import { z } from "zod";
import type { DelegateRequest, Delegates, SafetyLimits } from "./contract.ts";
import { messageSchema, moreSchema, requestSchema } from "./parse-request.ts";
import { delegationSchema } from "./result-schema.ts";

const params = z.object({ name: z.string() });
const query = z.object({ wait: z.coerce.number().int().min(0).max(25).default(0).describe("Seconds to wait for its end, at most 25.") });
const continued = moreSchema.extend({ message: messageSchema });

const statuses: Readonly<Record<string, number>> = {
  DELEGATE_REQUEST_MALFORMED: 400,
  DELEGATE_PRESET_UNKNOWN: 400,
  DELEGATE_FOLDER_MISSING: 400,
  DELEGATE_LIMIT_USED: 400,
  DELEGATE_UNKNOWN: 404,
  DELEGATE_AGENT_LIMIT: 403,
  DELEGATE_AGENT_UNSAFE: 403,
  DELEGATE_AGENT_TOO_MANY: 429,
};

/** What a state does not allow is a conflict; failures of ours stay failures. */
const statusOf = (code: string): number | undefined =>
  /^(DELEGATE|NAMED_SESSIONS|SESSIONS)_/.test(code) && code !== "DELEGATE_NOT_SAVED" ? (statuses[code] ?? 409) : undefined;

/** An agent reaches its own delegations, the owner all. */
export function delegateRoutes(delegatesFor: (caller: Caller) => Delegates): readonly Route[] {
  const answer = async (call: RouteCall, status: number, ask: (delegates: Delegates, name: string) => Promise<unknown>) => {
    const { caller, params } = call;
    if (caller === undefined) throw new Error("A route of delegations was called without a caller.");
    return Response.json(await withStatuses(statusOf, () => ask(delegatesFor(caller), params["name"] ?? "")), { status });
  };
  return [
    {
      method: "POST",
      path: "/delegations",
      access: "agent",
      spawns: true,
      summary: "Hands a task to an agent of its own, with limits.",
      schema: { body: requestSchema, answer: delegationSchema },
      handle: (_, call) => answer(call, 202, (delegates) => delegates.run(call.body as DelegateRequest)),
    },
    {
      method: "GET",
      path: "/delegations",
      access: "agent",
      summary: "The delegations, the latest first.",
      schema: { answer: z.object({ delegations: z.array(delegationSchema) }) },
      handle: (_, call) => answer(call, 200, async (delegates) => ({ delegations: await delegates.list() })),
    },
    {
      method: "GET",
      path: "/delegations/:name",
      access: "agent",
      summary: "A delegation, as soon as it no longer runs or as it is after `wait` seconds (at most 25).",
      schema: { params, query, answer: delegationSchema },
      handle: (_, call) => answer(call, 200, (delegates, name) => delegates.status(name, (call.query as z.output<typeof query>).wait * 1_000)),
    },
    {
      method: "POST",
      path: "/delegations/:name/continue",
      access: "agent",
      spawns: true,
      summary: "Goes on with what remains of its limits, or with more: totals from its beginning.",
      schema: { params, body: continued, answer: delegationSchema },
      handle: (_, call) => {
        const { message, ...more } = call.body as z.output<typeof continued>;
        return answer(call, 202, (delegates, name) => delegates.continue(name, message, more as SafetyLimits));
      },
    },
    {
      method: "POST",
      path: "/delegations/:name/finish",
      access: "agent",
      summary: "Accepts the result: its session is stopped and stays for reading.",
      schema: { params, answer: delegationSchema },
      handle: (_, call) => answer(call, 200, (delegates, name) => delegates.finish(name)),
    },
    {
      method: "POST",
      path: "/delegations/:name/abort",
      access: "agent",
      summary: "Ends its run at once.",
      schema: { params, answer: delegationSchema },
      handle: (_, call) => answer(call, 200, (delegates, name) => delegates.abort(name)),
    },
  ];
}
