import type { TurnError } from "@instar/kernel/contracts";
import { type CliLine, numberAt, objectAt, textAt, textsAt } from "./protocol.ts";

const loginHint = "Run `claude` in a terminal on this machine and log in with /login, or set ANTHROPIC_API_KEY.";

/** What an `assistant` line of a failed turn says beside its text. */
export interface ApiTrouble {
  readonly error?: string;
  readonly status?: number;
  readonly usageLimit: boolean;
  /** Epoch ms. */
  readonly resetsAt?: number;
}

/** The trouble that an `assistant` line reports, if it reports one. */
export function apiTrouble(line: CliLine): ApiTrouble | undefined {
  const error = textAt(line, "error");
  if (error === undefined) return undefined;
  const status = numberAt(line, "api_error_status");
  const resets = resetOf(objectAt(objectAt(line, "api_error_params"), "rate_limit_info"));
  return {
    error,
    usageLimit: textAt(line, "api_error") === "usage_limit_reached",
    ...(status !== undefined && { status }),
    ...(resets !== undefined && { resetsAt: resets }),
  };
}

/** When a limit ends (epoch ms), from the seconds that the program tells. */
export const resetOf = (limit: { readonly [key: string]: unknown }): number | undefined =>
  typeof limit.resetsAt === "number" ? limit.resetsAt * 1_000 : undefined;

/** Why a turn failed, in the house's words, from its `result` line and what was seen on the way. */
export function turnError(result: CliLine, trouble: ApiTrouble | undefined, resetsAt: number | undefined): TurnError {
  const said = (textAt(result, "result") ?? textsAt(result, "errors").join(" ")).trim();
  const status = numberAt(result, "api_error_status") ?? trouble?.status;
  if (trouble?.usageLimit) return limit(said || "The usage limit of the Claude subscription is reached", trouble.resetsAt ?? resetsAt);
  switch (textAt(result, "subtype")) {
    case "error_max_turns":
      return { kind: "refused", text: "Claude Code stopped because the turn took more steps than allowed." };
    case "error_max_budget_usd":
      return { kind: "refused", text: "Claude Code stopped because the turn cost more than allowed." };
  }
  return fromApi(trouble?.error, status, said, trouble?.resetsAt ?? resetsAt);
}

/** The reason of a repeated request. */
export const retryError = (line: CliLine): TurnError => fromApi(textAt(line, "error"), numberAt(line, "error_status"), "", undefined);

function fromApi(error: string | undefined, status: number | undefined, said: string, resetsAt: number | undefined): TurnError {
  if (/^not logged in/i.test(said)) return { kind: "not-logged-in", text: "Claude Code is not logged in on this machine.", hint: loginHint };
  if (error === "authentication_failed" || error === "oauth_org_not_allowed" || status === 401 || status === 403)
    return { kind: "not-logged-in", text: `Anthropic did not accept the login of Claude Code${status === undefined ? "" : ` (${status})`}.`, hint: loginHint };
  if (error === "billing_error" || status === 402)
    return { kind: "refused", text: sentence(said || "The Anthropic account can't pay for the request"), hint: "See the account's billing page." };
  if (error === "rate_limit" || status === 429) return limit("Anthropic takes no more requests from this account for the moment (429)", resetsAt);
  if (error === "overloaded" || status === 529) return { kind: "overloaded", text: "Anthropic's model is overloaded at the moment (529)." };
  if (status === 404 || error === "model_not_found")
    return { kind: "model", text: sentence(said || "The model was not found"), hint: "Check claude({ model }) and what the account may use." };
  if (status !== undefined && status >= 500) return { kind: "model", text: `Anthropic's service failed (${status}).` };
  if (error === "server_error") return { kind: "model", text: "The connection to Anthropic's service failed." };
  return { kind: "model", text: sentence(said || "The model gave no answer") };
}

function limit(text: string, resetsAt: number | undefined): TurnError {
  return { kind: "limit", text: sentence(text), ...(resetsAt !== undefined && { resetsAt }) };
}

/** One line, at most 300 characters, ending like a sentence. */
function sentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const cut = line.length > 300 ? `${line.slice(0, 299)}…` : line;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
}
