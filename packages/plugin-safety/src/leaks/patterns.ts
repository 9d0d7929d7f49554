import { assignedSecret } from "./assigned-secret.ts";
import { contextPatterns } from "./context-patterns.ts";
import { looksRandom } from "./entropy.ts";
import { isHexSecret } from "./hex-context.ts";
import { type LeakPattern, notAfter, tokenStart, vendor, wordStart } from "./pattern.ts";
import { isPrivateKey, privateKeyShape } from "./private-key.ts";
import { vendorPatterns } from "./vendor-patterns.ts";

const hexDigits = [..."0123456789abcdef"];
const critical = { severity: "critical" } as const;

/** The fourteen that everybody knows. */
const isHex = (code: number) => (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** Whether 64 hexadecimal digits stand beside each other: then one of them stands at every 64th place, and most texts need no other look. */
function hasLongHex(text: string): boolean {
  for (let at = 63; at < text.length; at += 64) {
    if (!isHex(text.charCodeAt(at))) continue;
    let from = at;
    while (from > 0 && isHex(text.charCodeAt(from - 1))) from -= 1;
    let to = at + 1;
    while (to < text.length && isHex(text.charCodeAt(to))) to += 1;
    if (to - from >= 64) return true;
    at = to;
  }
  return false;
}

const corePatterns: readonly LeakPattern[] = [
  {
    name: "openai-key",
    label: "an OpenAI key",
    severity: "critical",
    action: "block",
    anchors: ["sk-"],
    shape: new RegExp(`${tokenStart}sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{20,}(?![A-Za-z0-9_]))`, "y"),
    fits: ({ secret }) => secret.length <= 260 && looksRandom(secret.slice(3)),
  },
  vendor("anthropic-key", "an Anthropic key", "sk-ant-", "[a-z]{2,8}\\d{0,2}-[A-Za-z0-9_-]{60,}", critical),
  vendor("aws-access-key", "an AWS access key", "AKIA", "[A-Z0-9]{16}(?![A-Za-z0-9_])", { ...critical, anchors: ["akia"] }),
  vendor("github-token", "a GitHub token", "gh", "[pousr]_[A-Za-z0-9]{36,}", { ...critical, anchors: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"] }),
  vendor("github-fine-grained-token", "a fine-grained GitHub token", "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])", critical),
  vendor("stripe-key", "a Stripe key", "", "[sr]k_(?:live|test)_[A-Za-z0-9]{24,}", { ...critical, anchors: ["sk_live_", "sk_test_", "rk_live_", "rk_test_"] }),
  { name: "private-key", label: "a private key", severity: "critical", action: "block", anchors: ["-----begin"], shape: privateKeyShape, fits: isPrivateKey },
  vendor("google-api-key", "a Google API key", "AIza", "[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
  vendor("slack-token", "a Slack token", "x", "(?:ox[abeoprs]|app)-[A-Za-z0-9.-]{10,}", {
    anchors: ["xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"],
    fits: ({ secret }) => /\d{2}/.test(secret),
  }),
  vendor("sendgrid-key", "a SendGrid key", "SG.", "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"),
  vendor("twilio-key", "a Twilio key", "", "SK[0-9a-f]{32}(?![A-Za-z0-9_])", { action: "redact", anchors: hexDigits.map((digit) => `sk${digit}`) }),
  {
    name: "bearer-token",
    label: "a bearer token",
    severity: "high",
    action: "redact",
    anchors: ["bearer"],
    shape: new RegExp(`${wordStart}bearer(?:["']?\\s{1,3}|%20|\\+)["']?(?<secret>[A-Za-z0-9._~+/-]{20,}={0,2})`, "iy"),
    fits: ({ secret }) => looksRandom(secret),
  },
  assignedSecret,
  {
    name: "hex-secret",
    label: "64 hexadecimal digits, as keys are written",
    severity: "medium",
    action: "warn",
    anchors: [],
    sign: hasLongHex,
    shape: new RegExp(`(?=[0-9a-fA-F])${notAfter("A-Za-z0-9_+/-")}(?:0x)?(?<secret>[0-9a-f]{64}|[0-9A-F]{64})(?![A-Za-z0-9_+/=-])`, "g"),
    fits: isHexSecret,
  },
];

/** Every kind of secret that is known here, as data: the fourteen that everybody knows, vendors by their prefix, and those that only their surroundings tell. */
export const leakPatterns: readonly LeakPattern[] = [...corePatterns, ...vendorPatterns, ...contextPatterns];
