import type { Caller, Route, RouteCall } from "@instar/kernel/contracts";
import { withStatuses } from "@instar/plugin-http/contract";
import { z } from "zod";
import { maxPrompt, namePattern } from "./check-request.ts";
import type { NamedSessions } from "./contract.ts";
import { chunkSchema, limitsBody, sessionSchema, statusSchema } from "./route-schemas.ts";
import { turnSchema } from "./stored-turn.ts";

const statusByCode: Readonly<Record<string, number>> = {
  UNKNOWN: 404,
  UNKNOWN_TURN: 404,
  NOT_RUNNING: 503,
  TAKEN: 409,
  PAUSED: 409,
  OVER: 409,
  IDLE: 409,
  BUSY: 409,
  CONVERSATION: 409,
  TOO_DEEP: 403,
  TOO_MANY: 429,
  BUDGETED: 403,
  WIDER: 403,
  RAISED: 403,
  BEYOND: 403,
  UNFORKABLE: 403,
  FULL: 429,
  NOT_SAVED: 503,
};

/** Whatever a caller can mend is told as such; only the house's own failures are a 500. */
function statusOf(code: string): number | undefined {
  const [, own] = /^NAMED_SESSIONS_(.*)$/.exec(code) ?? [];
  if (own !== undefined) return statusByCode[own] ?? 422;
  return code.startsWith("SESSIONS_") ? 409 : undefined;
}

const answered = <T>(work: Promise<T>): Promise<T> => withStatuses(statusOf, () => work);

const params = z.object({ name: z.string().max(400) });
const turnParams = z.object({ name: z.string().max(400), id: z.string().max(100) });
const newName = z.string().regex(namePattern);
const words = z.string().min(1).max(200);
/** A turn's id alone finds it. */
const anyName = "-";
/** Less than what a request has. */
const wait = z.coerce.number().int().min(0).max(25).default(0).describe("Seconds to wait for its end, at most 25.");

const spawnBody = z.strictObject({
  name: newName,
  prompt: z.string().min(1).max(maxPrompt.spawn).optional(),
  model: words.optional(),
  workDir: z.string().min(1).optional(),
  permissionMode: words.optional(),
  tools: z.array(words).optional(),
  agent: words.optional(),
  systemPrompt: z.string().min(1).max(maxPrompt.spawn).optional(),
  limits: limitsBody.optional(),
  purpose: z.enum(["person", "job", "agent"]).optional(),
  turnId: z.uuid().optional(),
});
const cleanupQuery = z.strictObject({ days: z.coerce.number().min(0).describe("Those that were not used for so long, and have no process.") });
const inputBody = z.strictObject({ text: z.string().min(1).max(maxPrompt.send), turnId: z.uuid().optional() });
const interruptBody = z.strictObject({ reason: z.string().min(1).max(1_000).optional() }).optional();
const forkBody = z.strictObject({ newName, model: words.optional() });
const rewindBody = z.strictObject({ turns: z.int().min(1).max(1_000).default(1) }).optional();
const changeBody = z.strictObject({ model: words.optional(), permissionMode: words.optional(), limits: limitsBody.optional() });
const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");
const listQuery = z.object({
  status: z.union([statusSchema, z.array(statusSchema)], { error: `Expected one or more of ${statusSchema.options.join(", ")}` }).optional(),
  all: flag.optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
});
const outputQuery = z.object({ lines: z.coerce.number().int().min(1).max(10_000).default(100), after: z.coerce.number().int().min(0).optional(), wait });
const turnsQuery = z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(100) });

/** Sessions over the API; an agent's token reaches what that agent began. */
export function sessionRoutes(desk: (caller: Caller) => NamedSessions): readonly Route[] {
  const within = ({ caller }: RouteCall): NamedSessions => {
    if (!caller) throw new Error("A route of the sessions was called by nobody.");
    return desk(caller);
  };
  const nameIn = (call: RouteCall) => (call.params as z.output<typeof params>).name;

  /** `POST /sessions/:name/<verb>`, which answers with the session. */
  const verb = (name: "pause" | "resume" | "stop" | "kill", summary: string): Route => ({
    method: "POST",
    path: `/sessions/:name/${name}`,
    access: "agent",
    summary,
    schema: { params, answer: sessionSchema },
    handle: async (_, call) => Response.json(await answered(within(call)[name](nameIn(call)))),
  });

  return [
    {
      method: "POST",
      path: "/sessions/spawn",
      access: "agent",
      spawns: true,
      summary: "Begins a session; with a prompt, its first turn, too.",
      schema: { body: spawnBody, answer: sessionSchema.extend({ turn: turnSchema.optional() }) },
      async handle(_, call) {
        const { session, turn } = await answered(within(call).spawn(call.body as Parameters<NamedSessions["spawn"]>[0]));
        return Response.json({ ...session, ...(turn && { turn }) }, { status: 201 });
      },
    },
    {
      method: "GET",
      path: "/sessions",
      access: "agent",
      summary: "The sessions, the latest used first; `all`: those of conversations, too.",
      schema: { query: listQuery, answer: z.object({ sessions: z.array(sessionSchema) }) },
      async handle(_, call) {
        const { status, all, limit } = call.query as z.output<typeof listQuery>;
        const statuses = typeof status === "string" ? [status] : status;
        const filter = { ...(statuses && { statuses }), ...(all !== undefined && { all }), ...(limit !== undefined && { limit }) };
        return Response.json({ sessions: await answered(within(call).list(filter)) });
      },
    },
    {
      method: "GET",
      path: "/sessions/tmux",
      access: "agent",
      summary: "The sessions in a terminal of tmux; no agent of this house works in one.",
      schema: { answer: z.object({ sessions: z.array(z.never()) }) },
      handle: () => Response.json({ sessions: [] }),
    },
    {
      method: "GET",
      path: "/sessions/:name",
      access: "agent",
      summary: "One session.",
      schema: { params, answer: sessionSchema },
      handle: async (_, call) => Response.json(await answered(within(call).status(nameIn(call)))),
    },
    {
      method: "GET",
      path: "/sessions/:name/output",
      access: "agent",
      summary: "What was last seen of it: the last lines, and the pieces that came after a position.",
      schema: {
        params,
        query: outputQuery,
        answer: z.object({ output: z.string(), chunks: z.array(chunkSchema), next: z.int(), status: statusSchema }),
      },
      async handle(_, call) {
        const { lines, after, wait: seconds } = call.query as z.output<typeof outputQuery>;
        const seen = await answered(within(call).output(nameIn(call), after ?? (seconds > 0 ? undefined : 0), seconds * 1_000));
        const text = seen.chunks.map((chunk) => (chunk.kind === "text" ? chunk.text : `\n[${chunk.kind}: ${chunk.text}]\n`)).join("");
        return Response.json({
          ...seen,
          output: text
            .split("\n")
            .filter((line, index, all) => line !== "" || all[index - 1] !== "")
            .slice(-lines)
            .join("\n"),
        });
      },
    },
    {
      method: "GET",
      path: "/sessions/:name/turns",
      access: "agent",
      summary: "Its prompts and answers, the oldest first.",
      schema: { params, query: turnsQuery, answer: z.object({ turns: z.array(turnSchema) }) },
      handle: async (_, call) => Response.json({ turns: await answered(within(call).turns(nameIn(call), (call.query as z.output<typeof turnsQuery>).limit)) }),
    },
    {
      method: "GET",
      path: "/sessions/:name/turns/:id",
      access: "agent",
      summary: "One turn, as soon as it has ended or the wait is over; under the name `-` one of any session.",
      schema: { params: turnParams, query: z.object({ wait }), answer: turnSchema },
      async handle(_, call) {
        const { name, id } = call.params as z.output<typeof turnParams>;
        return Response.json(await answered(within(call).turn(id, (call.query as { wait: number }).wait * 1_000, name === anyName ? undefined : name)));
      },
    },
    {
      method: "POST",
      path: "/sessions/:name/input",
      access: "agent",
      spawns: true,
      summary: "Gives it a prompt; accepted once it is durable. With a `turnId` of your own, it may be asked again.",
      schema: { params, body: inputBody, answer: turnSchema },
      async handle(_, call) {
        const { text, turnId } = call.body as z.output<typeof inputBody>;
        return Response.json(await answered(within(call).send(nameIn(call), text, turnId)), { status: 202 });
      },
    },
    {
      method: "POST",
      path: "/sessions/:name/interrupt",
      access: "agent",
      summary: "Ends its running turn.",
      schema: { params, body: interruptBody, answer: sessionSchema },
      async handle(_, call) {
        await answered(within(call).interrupt(nameIn(call), (call.body as z.output<typeof interruptBody>)?.reason));
        return Response.json(await answered(within(call).status(nameIn(call))));
      },
    },
    verb("pause", "Keeps its process and takes no prompt."),
    verb("resume", "Ends a pause, and brings a stopped one back to life."),
    verb("stop", "Ends its process; a prompt resumes it."),
    verb("kill", "Ends its process tree at once; a prompt resumes it."),
    {
      method: "POST",
      path: "/sessions/:name/fork",
      access: "agent",
      spawns: true,
      summary: "A new session that knows the past of this one.",
      schema: { params, body: forkBody, answer: sessionSchema },
      async handle(_, call) {
        const { newName: name, model } = call.body as z.output<typeof forkBody>;
        return Response.json(await answered(within(call).fork(nameIn(call), name, model === undefined ? {} : { model })), { status: 201 });
      },
    },
    {
      method: "POST",
      path: "/sessions/:name/rewind",
      access: "agent",
      summary: "Takes back the last turns.",
      schema: { params, body: rewindBody, answer: sessionSchema },
      handle: async (_, call) => Response.json(await answered(within(call).rewind(nameIn(call), (call.body as z.output<typeof rewindBody>)?.turns ?? 1))),
    },
    {
      method: "PATCH",
      path: "/sessions/:name",
      access: "agent",
      summary: "Changes its model, permission mode or limits, in the living process, too.",
      schema: { params, body: changeBody, answer: sessionSchema },
      handle: async (_, call) => Response.json(await answered(within(call).change(nameIn(call), call.body as Parameters<NamedSessions["change"]>[1]))),
    },
    {
      method: "DELETE",
      path: "/sessions",
      access: "agent",
      summary: "Forgets what has no process and was not used for some days.",
      schema: { query: cleanupQuery, answer: z.object({ removed: z.array(z.string()) }) },
      handle: async (_, call) => Response.json({ removed: await answered(within(call).cleanup((call.query as z.output<typeof cleanupQuery>).days)) }),
    },
    {
      method: "DELETE",
      path: "/sessions/:name",
      access: "agent",
      summary: "Ends it and forgets it with its turns.",
      schema: { params },
      async handle(_, call) {
        await answered(within(call).remove(nameIn(call)));
        return new Response(null, { status: 204 });
      },
    },
  ];
}
