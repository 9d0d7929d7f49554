import { request as send } from "node:http";
import type { Plugin, PluginEntry } from "@instar/kernel";
import { definePlugin } from "@instar/kernel";
import { type Route, Routes } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import { Access } from "@instar/plugin-access/contract";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createTestKernel, type ScriptedAgent, type TestKernel } from "@instar/testing";
import { ensureOwnerToken } from "../../plugin-access/src/owner-token.ts";
import { Http } from "../src/contract.ts";
import http from "../src/index.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what its test says
  readonly body: any;
}

export interface Ask {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestHouse extends AsyncDisposable {
  readonly kernel: TestKernel;
  readonly agent: ScriptedAgent;
  readonly url: string;
  readonly owner: string;
  agentToken(session: string): Promise<string>;
  /** With the owner's token, unless another one or an empty one is given. */
  ask(method: string, path: string, how?: Ask): Promise<Answer>;
}

export interface HouseOptions {
  readonly http?: Parameters<typeof http>[0];
  readonly beside?: readonly PluginEntry[];
  readonly project?: string;
}

/** One request with exactly these headers: unlike `fetch`, it sends any Host and Origin. */
export function ask(url: string, method: string, path: string, { token = "", body, headers = {} }: Ask = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = send(
      {
        hostname,
        port,
        method,
        path,
        agent: false,
        headers: {
          ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }),
          ...headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const answer = Buffer.concat(chunks).toString();
          const json = /json/.test(incoming.headers["content-type"] ?? "") && answer !== "" ? (JSON.parse(answer) as unknown) : undefined;
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: answer, body: json });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(text);
  });
}

/** A house that really listens, with the whole way to an agent behind it. */
export async function openHouse({ http: options = {}, beside = [], project }: HouseOptions = {}): Promise<TestHouse> {
  const agent = createScriptedAgent();
  const kernel = await createTestKernel([store(), access(), sessions(), conversations(), agent.plugin, http(options), ...beside], {
    start: false,
    ...(project === undefined ? {} : { project }),
  });
  try {
    const owner = ensureOwnerToken(`${kernel.project}/.instar`);
    await kernel.setup();
    await kernel.start();
    const url = kernel.service(Http).url() as string;
    return {
      kernel,
      agent,
      url,
      owner,
      agentToken: (session) => kernel.service(Access).tokenFor(session),
      ask: (method, path, how = {}) => ask(url, method, path, { token: owner, ...how }),
      [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
    };
  } catch (error) {
    await kernel[Symbol.asyncDispose]();
    throw error;
  }
}

/** A plugin that brings routes and nothing else. */
export const withRoutes = (name: string, ...routes: readonly Route[]): Plugin =>
  definePlugin({
    api: 1,
    name,
    setup({ contribute }) {
      for (const route of routes) contribute(Routes, route);
    },
  })();

export interface StreamEvent {
  readonly event: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what an event holds is what its test says
  readonly data: any;
}

/** Reads server-sent events one by one; heartbeats are left out. */
export async function* readEvents(response: Response): AsyncGenerator<StreamEvent> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const lines = rest.slice(0, end).split("\n");
      rest = rest.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const event = field("event");
      const id = field("id");
      if (event !== undefined) yield { event, ...(id === undefined ? {} : { id }), data: JSON.parse(field("data") ?? "null") };
    }
  }
}
