import type { NamedSession, NamedSessions, NamedTurn, Spawned } from "@instar/plugin-named-sessions/contract";
import type { WireRequest } from "./wire.ts";

/** A method of a service, as one request of the HTTP API, and what of its answer the method resolves with. */
export interface CallRequest extends Omit<WireRequest, "signal"> {
  unwrap(answer: unknown): unknown;
}

type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

const whole = (answer: unknown) => answer;
const nothing = () => undefined;
const member = (name: string) => (answer: unknown) => (answer as Readonly<Record<string, unknown>>)[name];
const encode = encodeURIComponent;

function query(values: Query): Pick<WireRequest, "query"> {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => [name, String(one)] as const)));
  return given.length === 0 ? {} : { query: given };
}

/** The routes count in seconds; less than what a request has. */
const mostWait = 25;
const wait = (waitMs: number | undefined) => (waitMs === undefined ? undefined : Math.min(Math.ceil(waitMs / 1_000), mostWait));

const get = (path: WireRequest["path"], values: Query = {}, unwrap = whole): CallRequest => ({ method: "GET", path, ...query(values), unwrap });
const post = (path: WireRequest["path"], body: unknown, once?: string, unwrap = whole): CallRequest => ({
  method: "POST",
  path,
  body,
  ...(once === undefined ? {} : { once }),
  unwrap,
});

// biome-ignore lint/suspicious/noExplicitAny: what a method takes is what its contract says; callers are typed by it
type Table = Readonly<Record<string, (...args: any[]) => CallRequest>>;

const session = (name: string, rest = "") => `/sessions/${encode(name)}${rest}` as const;
const delegation = (name: string, rest = "") => `/delegations/${encode(name)}${rest}` as const;

/** Where it is not known whose turn it is: the id is enough to find it. */
const anyName = "-";

function splitSpawned(answer: unknown): Spawned {
  const { turn, ...there } = answer as NamedSession & { readonly turn?: NamedTurn };
  return { session: there, ...(turn === undefined ? {} : { turn }) };
}

function outputOf(answer: unknown) {
  const { chunks, next, status } = answer as Awaited<ReturnType<NamedSessions["output"]>>;
  return { chunks, next, status };
}

const services: Readonly<Record<string, Table>> = {
  "named-sessions": {
    spawn: (request) => post("/sessions/spawn", request, request.turnId === undefined ? `${request.name} was begun` : undefined, splitSpawned),
    send: (name, prompt, turnId) => post(session(name, "/input"), { text: prompt, turnId }),
    turn: (id, waitMs, name = anyName) => get(session(name, `/turns/${encode(id)}`), { wait: wait(waitMs) }),
    turns: (name, limit) => get(session(name, "/turns"), { limit }, member("turns")),
    status: (name) => get(session(name)),
    list: (filter = {}) => get("/sessions", { status: filter.statuses, all: filter.all, limit: filter.limit }, member("sessions")),
    // Without a position it gives the last pieces at once, but only to who would wait
    output: (name, after, waitMs) => get(session(name, "/output"), { after, wait: after === undefined ? 1 : wait(waitMs) }, outputOf),
    interrupt: (name, reason) => post(session(name, "/interrupt"), { reason }, `${name} was interrupted`, nothing),
    pause: (name) => post(session(name, "/pause"), {}),
    resume: (name) => post(session(name, "/resume"), {}),
    fork: (name, newName, changes) => post(session(name, "/fork"), { newName, ...changes }, `${name} was forked as ${newName}`),
    change: (name, changes) => ({ ...post(session(name), changes), method: "PATCH" }),
    rewind: (name, turns) => post(session(name, "/rewind"), { turns }, `turns of ${name} were taken back`),
    stop: (name) => post(session(name, "/stop"), {}),
    kill: (name) => post(session(name, "/kill"), {}),
    remove: (name) => ({ method: "DELETE", path: session(name), once: `${name} was deleted`, unwrap: nothing }),
    cleanup: (days) => ({ ...get("/sessions", { days }, member("removed")), method: "DELETE", once: "all old sessions were removed" }),
  },
  delegates: {
    run: (request) => post("/delegations", request, "the task was handed over"),
    continue: (name, message, more) => post(delegation(name, "/continue"), { message, ...more }, `${name} was continued`),
    status: (name, waitMs) => get(delegation(name), { wait: wait(waitMs) }),
    list: () => get("/delegations", {}, member("delegations")),
    finish: (name) => post(delegation(name, "/finish"), {}),
    abort: (name) => post(delegation(name, "/abort"), {}, `${name} was aborted`),
  },
};

export function callRequest(service: string, method: string, args: readonly unknown[]): CallRequest {
  const make = services[service]?.[method];
  if (make === undefined) throw new Error(`No route is known for ${service}.${method}.`);
  return make(...args);
}
