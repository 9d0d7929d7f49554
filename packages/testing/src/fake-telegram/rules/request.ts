import type { Rule } from "../refusal.ts";

/** What is wrong with any request. */
export const requestRules = {
  unauthorized: { status: 401, words: "Unauthorized", rule: "1.6 a revoked or unknown token is worth nothing", docs: "making-requests" },
  malformedToken: { status: 404, words: "Not Found", rule: "1.6 a token that cannot be one is no address", docs: "making-requests" },
  loggedOut: { status: 400, words: "Logged out", rule: "1.1 a bot that logged out cannot come back for ten minutes", docs: "logout" },
  unknownMethod: { status: 404, words: "method not found", rule: "1.1 only the documented methods exist", docs: "available-methods" },
  notModelled: {
    status: 400,
    words: (method) => `Fake Bot API: the method ${method} exists, but this fake does not have it`,
    rule: "1.5 nothing may rely on what the fake lacks",
    docs: "available-methods",
  },
  unknownParameter: {
    status: 400,
    words: (method, name) => `Fake Bot API: ${method} here takes no parameter "${name}"; Telegram would ignore it or do what this fake does not`,
    rule: "1.5 nothing may rely on a parameter that has no effect",
    docs: "available-methods",
  },
  wrongType: {
    status: 400,
    words: (method, name, wanted) => `Fake Bot API: "${name}" of ${method} must be ${wanted}; Telegram would silently read something else`,
    rule: "1.1 parameters have the type that the documentation says",
    docs: "available-methods",
  },
  unreadableBody: {
    status: 400,
    words: (kind) => `Fake Bot API: the body is no ${kind}`,
    rule: "1.1 JSON, urlencoded, multipart or query",
    docs: "making-requests",
  },
  bodyTooLarge: { status: 413, words: "Request Entity Too Large", rule: "1.1 uploads end at 50 MB", docs: "sending-files" },
  notUtf8: { status: 400, words: "Strings must be encoded in UTF-8", rule: "1.1 strings are UTF-8", docs: "making-requests" },
  tooManyRequests: { status: 429, words: (seconds) => `retry after ${seconds}`, rule: "1.6 wait exactly as long as told", docs: "responseparameters" },
} satisfies Record<string, Rule>;
