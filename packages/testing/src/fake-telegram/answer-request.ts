import type { IncomingMessage, ServerResponse } from "node:http";
import { type FaultPlan, refusalOf, type TelegramFault } from "./faults.ts";
import type { Limits } from "./limits.ts";
import { findMethod, lackedMethod } from "./methods/all-methods.ts";
import type { TelegramMethod } from "./methods/method.ts";
import { type Call, readCall } from "./parameters.ts";
import { Refusal } from "./refusal.ts";
import { refuse } from "./refusals.ts";
import { parseRequest, type RawRequest, readBody } from "./request.ts";
import type { World } from "./world.ts";

/** A request that reached Telegram, and what came of it. Carries no token. */
export interface TelegramRequest {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Uploads, by the name of their part. */
  readonly files: Readonly<Record<string, { readonly name: string; readonly bytes: number }>>;
  readonly at: number;
  /** Its method delivers a message. */
  readonly sends: boolean;
  /** Absent while it waits, and where the connection broke. */
  readonly status?: number;
  /** Of a refusal: Telegram's words, and the rule behind them. */
  readonly description?: string;
  readonly rule?: string;
  /** The fault that the test had asked for hit it. */
  readonly fault?: TelegramFault["kind"];
}

export interface Desk {
  readonly world: World;
  readonly faults: FaultPlan;
  readonly limits: Limits;
  readonly requests: TelegramRequest[];
  /** Not answered yet. */
  readonly open: Set<TelegramRequest>;
  readonly closing: AbortSignal;
}

type Entry = { -readonly [Member in keyof TelegramRequest]: TelegramRequest[Member] };

/** Answers one call of a method, with the fault that waits for it. */
export async function answerRequest(desk: Desk, name: string, query: URLSearchParams, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const found = findMethod(name);
  const entry: Entry = { method: found?.name ?? name, parameters: {}, files: {}, at: desk.world.clock.now(), sends: found?.method.sends === true };
  desk.requests.push(entry);
  desk.open.add(entry);
  response.once("close", () => {
    gone.abort();
    desk.open.delete(entry);
  });
  let fault: TelegramFault | undefined;
  const outcome = await settle(async () => {
    const raw = parseRequest(query, incoming.headers["content-type"] ?? "", await readBody(incoming));
    entry.parameters = raw.parameters;
    entry.files = Object.fromEntries([...raw.files].map(([part, file]) => [part, { name: file.name, bytes: file.content.length }]));
    fault = desk.faults.take(entry);
    if (fault) entry.fault = fault.kind;
    if (fault && !("committed" in fault && fault.committed) && fault.kind !== "slow") throw refusalOf(fault) ?? new Broken();
    const result = await run(desk, name, found, raw, gone.signal);
    if (fault?.kind === "slow") await desk.world.clock.sleep(fault.ms, gone.signal);
    return result;
  });
  if (response.destroyed || desk.closing.aborted) return;
  if (fault && breaks(fault, response)) return;
  if (outcome instanceof Refusal) Object.assign(entry, { status: outcome.status, description: outcome.description, rule: outcome.rule });
  else entry.status = 200;
  sendJson(response, entry.status as number, outcome instanceof Refusal ? outcome.body : { ok: true, result: outcome });
}

async function run(desk: Desk, name: string, found: ReturnType<typeof findMethod>, raw: RawRequest, signal: AbortSignal): Promise<unknown> {
  const { world } = desk;
  if (world.loggedOut) refuse("loggedOut");
  const lacked = found ? undefined : lackedMethod(name);
  if (lacked) refuse("notModelled", lacked);
  const { method, name: known } = found ?? refuse("unknownMethod");
  const call = readCall(known, method.parameters, raw, signal);
  checkLimits(desk, known, method, call);
  return await method.run(world, call);
}

function checkLimits({ world, limits }: Desk, name: string, method: TelegramMethod, call: Call): void {
  const chat = call.chat();
  if (!method.inChat || typeof chat !== "number") return;
  limits.check(name, chat, (world.rooms.get(chat)?.chat.type ?? "private") !== "private");
}

/** The connection, not Telegram, is what fails. */
class Broken extends Error {}

async function settle(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal || error instanceof Broken) return error;
    throw error;
  }
}

function breaks(fault: TelegramFault, response: ServerResponse): boolean {
  if (fault.kind === "hang") return true;
  if (fault.kind === "reset") {
    response.destroy();
    return true;
  }
  if (fault.kind !== "bad-gateway" && fault.kind !== "garbage") return false;
  const page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
  response.writeHead(fault.kind === "bad-gateway" ? 502 : 200, { "content-type": fault.kind === "bad-gateway" ? "text/html" : "application/json" });
  response.end(fault.kind === "bad-gateway" ? page : '{"ok":true,"result":{"message_id":');
  return true;
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
