import { defineErrors } from "@instar/kernel/command";

export const HttpError = defineErrors("HTTP", {
  PORT_TAKEN: (host: string, port: number) => ({
    message: `Port ${port} on ${host}, which the config asks for, is taken by another program, so the API cannot listen there.`,
    hint: "Write another port into `http({ port })`, or leave it out: then the first free one from 4040 is used.",
  }),
  NO_FREE_PORT: (host: string, from: number, to: number) => ({
    message: `No port from ${from} to ${to} is free on ${host}, so the API cannot listen.`,
    hint: "Name a free one in `http({ port })`.",
  }),
  ROUTE_CLASH: (plugin: string, segment: string, owner: string) => ({
    message: `The routes of ${plugin} under /${segment} are not served: that part of the API belongs to ${owner}.`,
    hint: `Let ${plugin} use another first segment, or remove one of the two plugins.`,
  }),
  ROUTE_UNFIT: (plugin: string, route: string, why: string) => ({
    message: `The route ${route} of ${plugin} is not served: ${why}.`,
    hint: "A route has a method, an absolute path of plain segments and `:names`, and an access.",
  }),
  BAD_REQUEST: (why: string) => ({ message: `The request cannot be read: ${why}.` }),
  WRONG_HOST: () => ({
    message: "The request names another host than this machine's own.",
    hint: "Use http://127.0.0.1 or http://localhost with the agent's port.",
  }),
  WRONG_ORIGIN: () => ({ message: "Requests from other web pages are refused.", hint: "Call the API from a program, without an Origin header." }),
  UNAUTHORIZED: () => ({
    message: "A token is needed.",
    hint: "Send `Authorization: Bearer TOKEN`: the owner finds theirs in .instar/secrets/owner-token, and `instar api` sends it; a session has its own in INSTAR_TOKEN.",
  }),
  OWNER_ONLY: () => ({ message: "Only the owner may do this; the token is an agent's.", hint: "Ask the owner to do it." }),
  AGENT_PROCESS: () => ({
    message: "The owner's token was shown by a process that an agent's session has started, so it does not count.",
    hint: "The owner does this in a terminal of their own.",
  }),
  NOT_FOUND: () => ({ message: "There is nothing here.", hint: "GET /openapi.json lists all routes." }),
  METHOD_NOT_ALLOWED: (method: string) => ({ message: `${method} is not possible here.`, hint: "The Allow header names what is." }),
  TIMEOUT: (timeoutMs: number) => ({ message: `The request was not done within ${timeoutMs} ms, and was given up.` }),
  GONE: () => ({ message: "The caller has gone before the answer." }),
  BODY_TOO_LARGE: (maxBytes: number) => ({ message: `The body is larger than ${maxBytes} bytes.` }),
  NOT_JSON: (why: string) => ({ message: `The body is not JSON that can be read: ${why}.` }),
  WRONG_TYPE: () => ({ message: "The body is not declared as JSON.", hint: "Send it with `content-type: application/json`." }),
  INVALID: (where: string, fields: string) => ({ message: `The ${where} does not fit: ${fields}`, hint: "GET /openapi.json describes what fits." }),
  TOO_OFTEN: (count: number, perMs: number) => ({
    message: `More than ${count} requests that start work came within ${perMs / 1_000} s.`,
    hint: "Wait as long as Retry-After says.",
  }),
  BUSY: () => ({ message: "Too many requests are under way.", hint: "Wait as long as Retry-After says." }),
  CROWDED: (most: number) => ({ message: `More than ${most} streams are open, so the oldest one ends.` }),
  STOPPING: () => ({ message: "The agent is stopping." }),
  FAILED: () => ({ message: "Something failed inside; the agent's log has the whole story under this instance." }),
  NO_EVENTS: () => ({ message: "No events are recorded here.", hint: "A plugin that provides `events` records them, such as @instar/plugin-events." }),
  CHANNEL_CLOSED: () => ({ message: "The conversations are not open yet.", hint: "Try again in a moment." }),
  TOO_MANY_WAIT: (why: string) => ({ message: `The message was not taken: ${why}`, hint: "Wait for answers first." }),
  NOT_LISTENING: () => ({ message: "The agent does not listen for requests.", hint: "Start it with `instar start`; `instar status` shows whether it runs." }),
  NO_TOKEN: (file: string) => ({ message: `There is no owner's token in ${file}.`, hint: "`instar start` makes one." }),
  BAD_DATA: (why: string) => ({ message: `What --data holds is not JSON: ${why}`, hint: `Quote it for the shell: --data '{"text":"Hello"}'` }),
});

/** Answers to requests; everything else that is thrown is a failure of ours, 500. */
const statuses: Readonly<Record<string, number>> = {
  HTTP_BAD_REQUEST: 400,
  HTTP_NOT_JSON: 400,
  HTTP_UNAUTHORIZED: 401,
  HTTP_WRONG_HOST: 403,
  HTTP_WRONG_ORIGIN: 403,
  HTTP_OWNER_ONLY: 403,
  HTTP_AGENT_PROCESS: 403,
  HTTP_NOT_FOUND: 404,
  HTTP_NO_EVENTS: 404,
  HTTP_METHOD_NOT_ALLOWED: 405,
  HTTP_TIMEOUT: 408,
  HTTP_GONE: 408,
  HTTP_BODY_TOO_LARGE: 413,
  HTTP_WRONG_TYPE: 415,
  HTTP_INVALID: 422,
  HTTP_TOO_OFTEN: 429,
  HTTP_TOO_MANY_WAIT: 429,
  HTTP_BUSY: 503,
  HTTP_CROWDED: 503,
  HTTP_STOPPING: 503,
  HTTP_CHANNEL_CLOSED: 503,
};

export const ownStatus = (code: string): number | undefined => statuses[code];
