import { readInvocation, valuesOf } from "../invocation.ts";
import type { Look } from "./look.ts";
import { isTelling } from "./origin.ts";

/** Judges requests to the keepers of repositories, and what is put there for others to read. */
export function judgeHosting({ name, args, command, origin, looked, say }: Look): void {
  if (name !== "gh" && name !== "glab") return;
  if (origin.captured.some(isTelling) || (origin.chain.some(isTelling) && !/^(auth|secret)$/.test(args[0] ?? "")) || isTellingInput(command.redirections))
    say("network.send-secret-piped");
  const call = readInvocation(name, args);
  if (call.plain[0] !== "api") return;
  const fields = valuesOf(call, "-f|-F|--field|--raw-field|--input");
  const method = (valuesOf(call, "-X|--method").at(-1) ?? (fields.length > 0 ? "POST" : "GET")).toUpperCase();
  const path = (call.plain[1] ?? "").replace(/^https?:\/\/[^/]+\/(api\/v\d+\/)?/, "").replace(/^\/|\?.*$/g, "");
  if (path === "graphql" ? fields.some((field) => mutating.test(field)) : method !== "GET" && (method === "DELETE" ? !spoken.test(path) : settled.test(path)))
    say("repositories.request", looked);
  if (method === "GET" && telling.test(path)) say("repositories.token", looked);
}

const isTellingInput = (redirections: Look["command"]["redirections"]) =>
  redirections.some(({ operator, target }) => operator === "<" && isTelling({ words: ["cat", target], files: [], redirections: [] } as never));

/** What is only talk: it can be said again. */
const spoken =
  /\/(comments\/\d+\/reactions|reactions|subscription|requested_reviewers|assignees|labels(\/[^/]+)?|reviews\/\d+)(\/\d+)?$|^(user\/starred|notifications)\//;

/** Settings, keys, members and branches, by the paths that both hosts give them. */
const settled =
  /^(repos\/[^/]+\/[^/]+|projects\/[^/]+|orgs\/[^/]+|groups\/[^/]+|user|users\/\d+)$|\/(protection|protected_branches|protected_tags|git\/refs|collaborators|members|memberships|hooks|keys|deploy_keys|gpg_keys|secrets|variables|permissions|rulesets|environments|pages|transfer|archive|invitations|teams|access_tokens|impersonation_tokens|personal_access_tokens|runners|installations|vulnerability-alerts|automated-security-fixes|actions\/permissions|interaction-limits|share|fork|mirror|push_rules?|approvals|approval_rules|dispatches|remote_mirrors|integrations)(\/|$)|^(user|admin|enterprises|application|applications)\//;

const mutating =
  /\bmutation\b[\s\S]{0,2000}\b(?:delete(?!Reaction|Label|IssueComment)|transfer|archive|remove(?!Reaction|Label|Assignees|Star|Upvote)|revoke|disable|update(?:Repository|Ref|BranchProtection|Enterprise|Organization|Environment)|create(?:Ref|BranchProtection|Deployment|Repository)|change|mergeBranch|grant|publish)\w{0,60}\s*\(/i;

/** What answers with a secret. */
const telling = /\/(registration-token|remove-token|access_tokens)$|^projects\/[^/]+\/variables(\/|$)|^(projects|groups)\/[^/]+\/(ci\/)?variables/;
