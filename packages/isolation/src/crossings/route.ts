import { type Route, type RouteCall, type RouteSchema, Routes } from "@instar/kernel/contracts";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { IsolationError } from "../errors.ts";
import type { Crossing } from "./crossing.ts";
import { describeSchema, restoreSchema, type SchemaData, validateAcross } from "./schema.ts";

/** Larger bodies do not cross, in neither direction. */
const maxBodyBytes = 1_024 * 1_024;

type Part = keyof RouteSchema;
const parts = ["params", "query", "body", "answer"] as const satisfies readonly Part[];

interface RouteData {
  readonly rest: Omit<Route, "access" | "schema" | "handle">;
  readonly access: "agent" | "owner" | "signed";
  readonly schema: Readonly<Partial<Record<Part, SchemaData>>> | undefined;
}

interface WireBody {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}
type WireRequest = WireBody & { readonly url: string; readonly method: string };
type WireResponse = WireBody & { readonly status: number; readonly statusText: string };

async function readBody(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array | undefined> {
  if (!stream) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(Buffer.concat(chunks));
    bytes += value.byteLength;
    chunks.push(value);
    if (bytes <= maxBodyBytes) continue;
    // Not awaited: one half of a doubled stream is cancelled only with the other
    reader.cancel().catch(() => undefined);
    throw IsolationError.BODY_TOO_LARGE(maxBodyBytes);
  }
}

const takeRequest = async (request: Request): Promise<WireRequest> => ({
  url: request.url,
  method: request.method,
  headers: [...request.headers],
  body: await readBody(request.clone().body),
});

const giveRequest = ({ url, method, headers, body }: WireRequest): Request =>
  new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });

async function takeResponse(response: Response, path: string): Promise<WireResponse> {
  if (/^text\/event-stream/i.test(response.headers.get("content-type") ?? "")) throw IsolationError.STREAM_REFUSED(path);
  return { status: response.status, statusText: response.statusText, headers: [...response.headers], body: await readBody(response.body) };
}

const giveResponse = ({ status, statusText, headers, body }: WireResponse): Response =>
  new Response(body === undefined ? null : Buffer.from(body), { status, statusText, headers: headers.map(([name, value]): [string, string] => [name, value]) });

const eachPart = <T>(make: (part: Part) => T | undefined): Partial<Record<Part, T>> =>
  Object.fromEntries(parts.map((part) => [part, make(part)] as const).filter(([, made]) => made !== undefined)) as Partial<Record<Part, T>>;

export const routeCrossing: Crossing<Route, RouteData> = {
  point: Routes,
  dismantle: (route) => {
    const { access, schema, handle: _, ...rest } = route;
    return {
      data: {
        rest,
        access: typeof access === "object" ? "signed" : access,
        schema: schema && eachPart((part) => schema[part] && describeSchema(schema[part])),
      },
      methods: {
        signed: (request: WireRequest) => typeof access === "object" && access.signed(giveRequest(request)),
        validate: (part: Part, value: unknown) => validateAcross(schema?.[part] as StandardSchemaV1, value),
        handle: async (request: WireRequest, call: RouteCall) => takeResponse(await route.handle(giveRequest(request), call), route.path),
      },
    };
  },
  restore: ({ rest, access, schema }, far) => ({
    ...rest,
    access: access === "signed" ? { signed: async (request) => (await far.call("signed", await takeRequest(request))) === true } : access,
    ...(schema === undefined ? {} : { schema: eachPart((part) => schema[part] && restoreSchema(schema[part], (value) => far.call("validate", part, value))) }),
    handle: async (request, call) => giveResponse((await far.call("handle", await takeRequest(request), { ...call })) as WireResponse),
  }),
};
