import { anyOf, randomFrom } from "../../testing/src/seeded-random.ts";

/** One request as it is sent, and who it claims to be. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly caller: "owner" | "agent" | "nobody";
  /** Host and Origin are ours. */
  readonly local: boolean;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly body?: Schema;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, read as far as it is needed
function operationsOf(document: any): readonly Operation[] {
  return Object.entries(document.paths as Record<string, Record<string, { parameters?: Operation["parameters"]; requestBody?: never }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, described]) => {
        const body = (described as { requestBody?: { content: { "application/json": { schema: Schema } } } }).requestBody?.content["application/json"].schema;
        return { method: method.toUpperCase(), path, parameters: described.parameters ?? [], ...(body === undefined ? {} : { body }) };
      }),
  );
}

const strange = [
  "",
  " ",
  "\u0000",
  "..",
  "../..",
  "%",
  "%00",
  "%2e%2e%2f",
  "%ff",
  "%E0%A4%A",
  "null",
  "true",
  "-1",
  "1e309",
  "__proto__",
  "constructor",
  "'",
  '"',
  "<script>",
  "$ne",
  "𝕏",
  "\u202e",
  ";",
  "a b",
  "\\..\\",
  "//",
  "?",
  "#",
  "&",
  "x".repeat(300),
];
const hosts = [
  "evil.example",
  "localhost",
  "127.0.0.1",
  "127.0.0.1:1",
  "localhost.evil.example",
  "0.0.0.0",
  "[::]",
  "2130706433",
  "127.1",
  "[::1]",
  "LOCALHOST.",
];
const origins = ["http://evil.example", "null", "http://localhost:1", "https://localhost", "file://", "http://127.0.0.1.evil.example"];
const types = [
  "application/json; charset=utf-8",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json\u0009",
  "application/xml",
  "",
  "APPLICATION/JSON",
];
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "LOCK", "SEARCH"];

export interface FuzzHouse {
  readonly host: string;
  readonly owner: string;
  readonly agent: string;
  readonly document: unknown;
}

/** Requests made from the document and changed at random, the same ones for the same seed. */
export function createRequests({ host, owner, agent, document }: FuzzHouse, seed: number): () => FuzzRequest {
  const random = randomFrom(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(values: readonly T[]): T => anyOf(random, values);
  const whole = (most: number) => Math.floor(random() * most);
  const operations = operationsOf(document);
  const words = ["main", "other", "a.b-c_1", "x".repeat(128)];

  function valueFor(schema: Schema, depth = 0): unknown {
    if (chance(0.1)) return pick<unknown>([null, [], {}, true, 0, -1, 1e300, ...strange]);
    if (schema.enum) return pick(schema.enum);
    if (schema.anyOf) return valueFor(pick(schema.anyOf), depth);
    if (schema.type === "integer" || schema.type === "number") return whole((schema.maximum ?? 1_000) + 2);
    if (schema.type === "boolean") return chance(0.5);
    if (schema.type === "array") return depth > 4 ? [] : Array.from({ length: whole(4) }, () => valueFor(schema.items ?? {}, depth + 1));
    if (schema.type === "object") {
      const named = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) === true || chance(0.5));
      const entries = named.map(([name, inner]) => [name, valueFor(inner, depth + 1)] as const).filter(() => !chance(0.05));
      return Object.fromEntries(chance(0.05) ? [...entries, [pick(strange), 1]] : entries);
    }
    return chance(0.7) ? pick(words) : pick(strange);
  }

  function pathOf({ path, parameters }: Operation): string {
    const filled = path.replace(/\{[^}]+\}/g, () => (chance(0.8) ? pick(words) : encodeURIComponent(pick(strange))));
    const query = parameters
      .filter((parameter) => parameter.in === "query" && chance(0.6))
      .map(({ name, schema }) => `${name}=${encodeURIComponent(String(valueFor(schema)))}`);
    return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
  }
  function bend(path: string): string {
    const changes: readonly (() => string)[] = [
      () => `${path}/`,
      () => path.toUpperCase(),
      () => `/${path}`,
      () => path.replace(/\//g, "%2f"),
      () => `/x/..${path}`,
      () => `/%2e%2e${path}`,
      () => `${path}/${encodeURIComponent(pick(strange))}`,
      () => `/${encodeURIComponent(pick(strange))}`,
      () => `${path}?${"a=b&".repeat(whole(200))}`,
      () => `${path}${"x".repeat(whole(9_500))}`,
      () => `${path}%${whole(256).toString(16)}`,
      () => path.replace("/", "/;/"),
      () => `http://evil.example${path}`,
      () => "*",
    ];
    return pick(changes)();
  }
  function bodyOf(schema: Schema | undefined): string {
    const text = JSON.stringify(valueFor(schema ?? { type: "object", properties: { text: { type: "string" } } })) ?? "";
    if (chance(0.7)) return text;
    const changes: readonly (() => string)[] = [
      () => text.slice(0, whole(text.length + 1)),
      () => `${"[".repeat(whole(3_000))}1`,
      () => `${"[".repeat(2_000)}${"]".repeat(2_000)}`,
      () => `{"text":"${"x".repeat(whole(chance(0.02) ? 1_200_000 : 20_000))}"}`,
      () => "",
      () => "\u0000",
      () => `{"__proto__":{"polluted":1},"text":"hi"}`,
      () => `{"text":"a","text":"b"}`,
      () => `{"text":"\\ud800"}`,
      () => `${text}${text}`,
      () => `\ufeff${text}`,
    ];
    return pick(changes)();
  }

  return () => {
    // An endless answer costs its connection, so there are fewer of them
    let operation = pick(operations);
    while (operation.path.endsWith("/stream") && chance(0.8)) operation = pick(operations);
    const method = chance(0.85) ? operation.method : pick(methods);
    const plain = pathOf(operation);
    const path = (chance(0.8) ? plain : bend(plain)).replace(/[^\x21-\xff]/g, "");
    const headers: Record<string, string> = { host };
    let caller: FuzzRequest["caller"] = "nobody";
    const who = random();
    if (who < 0.5) {
      caller = "owner";
      headers["authorization"] = `Bearer ${owner}`;
    } else if (who < 0.7) {
      caller = "agent";
      headers["authorization"] = `Bearer ${agent}`;
    } else if (who < 0.9)
      headers["authorization"] = pick([
        `Bearer ${owner.slice(0, -1)}`,
        `Bearer ${owner}0`,
        `Bearer ${owner.toUpperCase()}x`,
        "Bearer ",
        "Bearer null",
        `Basic ${owner}`,
        owner,
        `Bearer ${agent}0`,
        `Bearer instar_agent_x_${"0".repeat(64)}`,
        `Bearer ${"x".repeat(5_000)}`,
        "Bearer \u00ff",
      ]);
    let local = true;
    if (chance(0.1)) {
      headers["host"] = pick(hosts);
      local = false;
    }
    if (chance(0.1)) {
      headers["origin"] = pick(origins);
      local = false;
    }
    if (chance(0.05)) headers["accept"] = pick(["*/*", "text/html", "text/event-stream", ""]);
    if (chance(0.05))
      headers[`x-${pick(["a", "forwarded-for", "forwarded-host", "http-method-override", "original-url"])}`] = pick(["127.0.0.1", "DELETE", "/status"]);
    if (chance(0.02)) headers["last-event-id"] = pick(["0", "1", "-1", "x", "9".repeat(30)]);
    if (chance(0.01)) headers["expect"] = "100-continue";
    if (method === "GET" || method === "HEAD" ? chance(0.05) : chance(0.9)) {
      headers["content-type"] = chance(0.9) ? "application/json" : pick(types);
      return { method, path, headers, body: bodyOf(operation.body), caller, local };
    }
    return { method, path, headers, caller, local };
  };
}

/** What no client library would send. */
export function createRawRequests({ host, owner }: FuzzHouse, seed: number): () => string | Buffer {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[]): T => anyOf(random, values);
  const head = `host: ${host}\r\nauthorization: Bearer ${owner}\r\n`;
  const noise = () => Buffer.from(Array.from({ length: 1 + Math.floor(random() * 400) }, () => Math.floor(random() * 256)));
  const shapes: readonly (() => string | Buffer)[] = [
    noise,
    () => `GET /status HTTP/9.9\r\n${head}\r\n`,
    () => `GET /status\r\n\r\n`,
    () => `GET  /status HTTP/1.1\r\n${head}\r\n`,
    () => `GET /status HTTP/1.1\n${head}\n\n`,
    () => `GET /status HTTP/1.1\r\nhost: evil.example\r\n${head}\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}host: evil.example\r\n\r\n`,
    () => `GET /status HTTP/1.1\r\n\r\n`,
    () => `GET /status HTTP/1.0\r\n\r\n`,
    () => `GET http://evil.example/status HTTP/1.1\r\n${head}\r\n`,
    () => `CONNECT evil.example:443 HTTP/1.1\r\n${head}\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}upgrade: websocket\r\nconnection: upgrade\r\n\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n\r\n`,
    () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}content-length: -1\r\n\r\n`,
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd`,
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}content-length: 99999999999999999999\r\n\r\n`,
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\nZZ\r\n`,
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
    () => `POST /conversations/raw/messages HTTP/1.1\r\n${head}transfer-encoding: gzip\r\n\r\nxx`,
    () => `GET /status HTTP/1.1\r\n${head}x: ${"y".repeat(20_000)}\r\n\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}${"x: y\r\n".repeat(3_000)}\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}bad header: x\r\n\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}x: a\u0000b\r\n\r\n`,
    () => `GET /status HTTP/1.1\r\n${head} folded: x\r\n\r\n`,
    () => `GET /${"x".repeat(70_000)} HTTP/1.1\r\n${head}\r\n`,
    () => `GET /sta\u0000tus HTTP/1.1\r\n${head}\r\n`,
    () => `OPTIONS * HTTP/1.1\r\n${head}\r\n`,
    () => `get /status HTTP/1.1\r\n${head}\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}\r\nGET /status HTTP/1.1\r\n${head}\r\nGET /nothing HTTP/1.1\r\n${head}\r\n`,
    () => `GET /status HTTP/1.1\r\n${head}expect: the unexpected\r\n\r\n`,
    () => "\r\n\r\n\r\n",
    () => Buffer.concat([Buffer.from(`GET /status HTTP/1.1\r\n${head}x: `), noise(), Buffer.from("\r\n\r\n")]),
  ];
  return () => pick(shapes)();
}
