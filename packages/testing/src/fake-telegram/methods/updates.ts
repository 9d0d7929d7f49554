import { refusalWith, refuse } from "../refusals.ts";
import type { TelegramMethod } from "./method.ts";

const longestPollSeconds = 50;
const closableAfterMs = 600_000;

export const getMe: TelegramMethod = { parameters: {}, run: (world) => world.profile };

export const getUpdates: TelegramMethod = {
  parameters: { offset: "integer", limit: "integer", timeout: "integer", allowed_updates: "json" },
  run(world, call) {
    if (world.webhook !== "") refuse("webhookActive");
    const limit = call.integer("limit") ?? 100;
    if (limit < 1 || limit > 100) refuse("outOfRange", "getUpdates", "limit", "1 to 100");
    const timeout = call.integer("timeout") ?? 0;
    if (timeout < 0 || timeout > longestPollSeconds) refuse("outOfRange", "getUpdates", "timeout", `0 to ${longestPollSeconds}`);
    const allowed = readKinds("getUpdates", call.json("allowed_updates"));
    return world.updates.poll({ offset: call.integer("offset") ?? 0, limit, timeoutMs: timeout * 1000, signal: call.signal, ...(allowed && { allowed }) });
  },
};

export const setWebhook: TelegramMethod = {
  parameters: { url: "string", max_connections: "integer", allowed_updates: "json", drop_pending_updates: "boolean", secret_token: "string" },
  run(world, call) {
    const url = call.string("url");
    if (url !== "") {
      const parsed = URL.canParse(url) ? new URL(url) : undefined;
      if (parsed?.protocol !== "https:") return refuse("webhookUrl");
      if (!["", "80", "88", "443", "8443"].includes(parsed.port)) refuse("webhookPort");
      world.updates.allow(readKinds("setWebhook", call.json("allowed_updates")));
      world.updates.endPoll(refusalWith("endedByWebhook", {}));
    }
    if (call.flag("drop_pending_updates")) world.updates.drop();
    world.webhook = url;
    return true;
  },
};

export const deleteWebhook: TelegramMethod = {
  parameters: { drop_pending_updates: "boolean" },
  run(world, call) {
    world.webhook = "";
    if (call.flag("drop_pending_updates")) world.updates.drop();
    return true;
  },
};

export const getWebhookInfo: TelegramMethod = {
  parameters: {},
  run: (world) => ({ url: world.webhook, has_custom_certificate: false, pending_update_count: world.updates.pending.length }),
};

export const logOut: TelegramMethod = {
  parameters: {},
  run(world) {
    world.loggedOut = true;
    return true;
  },
};

export const close: TelegramMethod = {
  parameters: {},
  run(world) {
    const left = Math.ceil((world.startedAt + closableAfterMs - world.clock.now()) / 1000);
    if (left > 0) throw refusalWith("tooManyRequests", { retry_after: left }, left);
    return true;
  },
};

function readKinds(method: string, given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.some((kind) => typeof kind !== "string")) return refuse("wrongType", method, "allowed_updates", "a list of strings");
  return given as string[];
}
