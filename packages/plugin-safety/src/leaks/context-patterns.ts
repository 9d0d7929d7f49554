import { looksRandom } from "./entropy.ts";
import { before, type Found, type LeakPattern, notAfter, tokenStart, wordStart } from "./pattern.ts";
import { isPlaceholder } from "./placeholder.ts";

/** Between a name and its value: `=`, `: `, `": "`, `" => "`, a flag's space, also with quotes that are written out. */
const is = String.raw`(?:\\?["'])?\]?\s{0,4}(?:=>|:=|=|:|\s|,)\s{0,4}(?:\\?["'\x60])?`;
const quiet = { severity: "high", action: "redact" } as const;
const loud = { severity: "critical", action: "block" } as const;
const random = ({ secret }: Found) => looksRandom(secret);

/** A key that only its name tells: `named("datadog-key", "a Datadog key", ["datadog", "dd_api"], "[0-9a-f]{32}")`. */
function named(name: string, label: string, anchors: readonly string[], value: string, rank: Pick<LeakPattern, "severity" | "action"> = quiet): LeakPattern {
  return {
    name,
    label,
    ...rank,
    anchors,
    shape: new RegExp(`(?:${anchors.join("|")})[A-Za-z0-9_.-]{0,30}${is}(?<secret>${value})(?![A-Za-z0-9_+/-])`, "iy"),
    fits: random,
  };
}

/** Those whose shape is nobody's own: where they stand tells what they are. */
export const contextPatterns: readonly LeakPattern[] = [
  named(
    "aws-secret-key",
    "an AWS secret key",
    ["aws_secret", "aws-secret", "awssecret", "secretaccesskey", "secret_access_key", "aws_sec"],
    "[A-Za-z0-9+/]{40}",
    loud,
  ),
  {
    name: "telegram-bot-token",
    label: "a Telegram bot token",
    ...loud,
    anchors: [],
    sign: (text) => /\d:[A-Za-z0-9_-]{35}/.test(text),
    shape: new RegExp(`(?=[b0-9])${wordStart}(?<!\\d[:.])(?:bot)?(?<secret>\\d{8,10}:[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])`, "g"),
    fits: ({ secret }) => looksRandom(secret.slice(secret.indexOf(":") + 1)) && /[A-Z]/.test(secret) && /[a-z]/.test(secret),
  },
  {
    name: "discord-bot-token",
    label: "a Discord bot token",
    ...loud,
    anchors: [],
    sign: (text) => /\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27}/.test(text),
    shape: new RegExp(`(?=[MNO])${notAfter("A-Za-z0-9_.-")}[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])`, "g"),
    fits: random,
  },
  {
    name: "azure-client-secret",
    label: "an Azure client secret",
    ...loud,
    anchors: [],
    sign: (text) => /\dQ~/.test(text),
    shape: new RegExp(`(?=.{3}\\dQ~)${notAfter("A-Za-z0-9_~.-")}[A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])`, "g"),
  },
  {
    name: "azure-key",
    label: "an Azure key",
    ...loud,
    anchors: ["accountkey=", "sharedaccesskey=", "sharedsecretkey=", "accesskey="],
    shape: /(?:Account|SharedAccess|SharedSecret|Access)Key=(?<secret>[A-Za-z0-9+/]{40,88}={0,2})/iy,
    fits: random,
  },
  {
    name: "azure-signature",
    label: "the signature of an Azure address",
    ...quiet,
    anchors: ["?sig=", "&sig="],
    shape: /[?&]sig=(?<secret>[A-Za-z0-9%+/]{40,80}(?:=|%3D){0,2})/iy,
    fits: random,
  },
  {
    name: "url-password",
    label: "a password in an address",
    ...quiet,
    anchors: ["://"],
    shape: /:\/\/[^\s:@/"'<>`]{0,100}:(?<secret>[^\s/"'<>`]{3,200})@(?=[A-Za-z0-9[])/y,
    fits: isUrlPassword,
  },
  {
    name: "url-token",
    label: "a token in an address",
    ...quiet,
    anchors: ["://"],
    shape: /:\/\/(?<secret>[A-Za-z0-9_-]{24,200})@(?=[A-Za-z0-9[])/y,
    fits: random,
  },
  {
    name: "basic-auth",
    label: "a name and password for basic authentication",
    ...quiet,
    anchors: ["basic ", "basic: "],
    shape: new RegExp(`${wordStart}basic:? (?<secret>[A-Za-z0-9+/_-]{12,}={0,2})(?![A-Za-z0-9+/_])`, "iy"),
    fits: (found) => isCredentialPair(found.secret, /authori[sz]ation|header|auth|curl|-H/i.test(before(found, 60))),
  },
  {
    name: "curl-password",
    label: "a password given to curl",
    ...quiet,
    anchors: ["-u ", "--user ", "--user="],
    shape: /(?:-u|--user)[ =]["']?[^\s:"']{1,80}:(?<secret>[^\s"'$]{6,200})/y,
    fits: (found) => /\b(?:curl|http|wget)\b/.test(before(found, 200)) && !isPlaceholder(found.secret) && !weakPassword.test(found.secret),
  },
  {
    name: "command-password",
    label: "a password given to a command",
    ...quiet,
    anchors: ["sshpass -p", "docker login", "podman login", "helm registry login", "mysql -u", "mysqldump -u"],
    shape:
      /(?:sshpass -p\s{0,2}|(?:docker|podman|helm registry) login[^\n]{0,80}? (?:-p|--password)[ =]|mysql(?:dump)? -u\s?\S{1,40} -p)["']?(?<secret>[^\s"'$]{6,200})/y,
    fits: ({ secret }) => !weakPassword.test(secret) && /\d/.test(secret),
  },
  {
    name: "pgpass-password",
    label: "a password as .pgpass keeps it",
    ...quiet,
    anchors: [":5432:"],
    shape: /:5432:[^\s:]{1,64}:[^\s:]{1,64}:(?<secret>[^\s:\\"']{6,200})(?=[\s\\"']|$)/y,
    fits: ({ secret }) => !weakPassword.test(secret) && looksRandom(secret),
  },
  {
    name: "putty-key",
    label: "a private key of PuTTY",
    ...loud,
    anchors: ["private-lines:"],
    shape: /Private-Lines: \d{1,3}(?:\s{1,2}|(?:\\r)?\\n)(?<secret>(?:[A-Za-z0-9+/=]{4,80}(?:\s{1,2}|(?:\\r)?\\n)){1,200})/y,
  },
  {
    name: "docker-auth",
    label: "a name and password of a container registry",
    ...quiet,
    anchors: ['"auth"', '\\"auth\\"'],
    shape: /\\?"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{12,}={0,2})\\?"/y,
    fits: ({ secret }) => isCredentialPair(secret, true),
  },
  {
    name: "npmrc-token",
    label: "a token of a package registry",
    ...loud,
    anchors: ["_authtoken", "_password=", "_auth="],
    shape: /(?:_authToken|_password|_auth)\s{0,3}=\s{0,3}"?(?<secret>[A-Za-z0-9+/_.:-]{12,}={0,2})/y,
    fits: ({ secret }) => !isPlaceholder(secret) && /\d|=$/.test(secret),
  },
  {
    name: "netrc-password",
    label: "a password as .netrc keeps it",
    ...quiet,
    anchors: ["machine "],
    shape: /machine\s{1,4}\S{1,200}\s{1,12}login\s{1,4}\S{1,200}\s{1,12}password\s{1,4}(?<secret>\S{4,300})/y,
    fits: ({ secret }) => !isPlaceholder(secret) && !weakPassword.test(secret),
  },
  {
    name: "terraform-token",
    label: "a Terraform Cloud token",
    ...loud,
    anchors: [],
    sign: (text) => /\.atlasv1\./.test(text),
    shape: new RegExp(`(?=[A-Za-z0-9])${wordStart}[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,}`, "g"),
  },
  {
    name: "mailchimp-key",
    label: "a Mailchimp key",
    ...loud,
    anchors: [],
    sign: (text) => /-us\d/.test(text),
    shape: new RegExp(`(?=[0-9a-f])${tokenStart}[0-9a-f]{32}-us\\d{1,2}(?![A-Za-z0-9_-])`, "g"),
  },
  {
    name: "wireguard-key",
    label: "a WireGuard key",
    ...loud,
    anchors: ["privatekey", "presharedkey"],
    shape: /(?:PrivateKey|PresharedKey)\s{0,3}=\s{0,3}(?<secret>[A-Za-z0-9+/]{43}=)/iy,
    fits: random,
  },
  named("datadog-key", "a Datadog key", ["datadog", "dd_api", "dd-api", "dd_app", "dd-app"], "[0-9a-f]{40}|[0-9a-f]{32}"),
  named("cloudflare-token", "a Cloudflare token", ["cloudflare", "cf_api", "cf-api", "x-auth-key", "cf_token"], "[A-Za-z0-9_-]{40}|[0-9a-f]{37}"),
  named("heroku-api-key", "a Heroku key", ["heroku"], "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
  named("okta-token", "an Okta token", ["okta", "ssws"], "00[A-Za-z0-9_-]{40}"),
  named("algolia-key", "an Algolia key", ["algolia"], "[0-9a-f]{32}"),
  named("wandb-key", "a Weights & Biases key", ["wandb", "weights_and"], "[0-9a-f]{40}"),
  named("twilio-auth-token", "a Twilio auth token", ["twilio"], "[0-9a-f]{32}"),
  named("postmark-token", "a Postmark token", ["postmark"], "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
  named("pagerduty-key", "a PagerDuty key", ["pagerduty", "pd_api"], "[A-Za-z0-9_+-]{20}|[0-9a-f]{32}"),
  named("vercel-api-token", "a Vercel token", ["vercel_token", "vercel_api", "zeit_token"], "[A-Za-z0-9]{24}"),
  named("fastly-token", "a Fastly token", ["fastly"], "[A-Za-z0-9_-]{32}"),
  named("facebook-secret", "a Facebook app secret", ["facebook", "fb_app", "fb_secret"], "[0-9a-f]{32}"),
  named("twitter-secret", "a Twitter secret", ["twitter", "consumer_secret", "consumersecret"], "[A-Za-z0-9]{45}|[A-Za-z0-9]{50}"),
  named("mistral-key", "a Mistral key", ["mistral"], "[A-Za-z0-9]{32}"),
  named("cohere-key", "a Cohere key", ["cohere", "co_api_key"], "[A-Za-z0-9]{40}"),
  named("deepl-key", "a DeepL key", ["deepl"], "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?::fx)?"),
];

const weakPassword =
  /^(?:pass(?:word|wd)?|pw|pwd|secret|postgres|mysql|mongo|redis|rabbitmq|guest|root|admin|user(?:name)?|test|testing|dev|local|demo|default|none|null|empty|token|key|api|auth|12345?6?7?8?|abc123|foo|bar|baz|qwerty|letmein|my-?_?(?:secret|pass(?:word)?|pw)|\[.*\]|%[sdv])$/i;
const constantName = /^:?[A-Z_]+$/;

function isUrlPassword({ secret, text, from, to }: Found): boolean {
  if (isPlaceholder(secret) || weakPassword.test(secret) || constantName.test(secret)) return false;
  // Code that joins an address, or says its parts: `://%s:%s@`, `://user:pass@`
  if (/^[$%{[(:]|\+|\\/.test(secret) && !/\d/.test(secret)) return false;
  const scheme = /[a-z][a-z0-9+.-]{1,30}$/i.exec(text.slice(Math.max(0, from - 32), from))?.[0];
  if (scheme === undefined) return false;
  if (/^(?:example\.|localhost[:/]|127\.0\.0\.1|host\b|hostname)/.test(text.slice(to, to + 20)) && !looksRandom(secret)) return false;
  return secret.length >= 6 ? /[^a-z]/.test(secret) || secret.length >= 14 : /\d/.test(secret) && /[A-Za-z]/.test(secret);
}

const base64 = (text: string): string => {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    // No base64, so there is nothing in it.
    return "";
  }
};

/** Base64 of `name:password`. */
function isCredentialPair(value: string, expected: boolean): boolean {
  const pair = base64(value);
  const password = /^[\x20-\x39\x3b-\x7e]{0,200}:([\x20-\x7e]{3,400})$/.exec(pair)?.[1];
  if (password === undefined) return false;
  return expected && !isPlaceholder(password) && !weakPassword.test(password) && !/^open ?sesame$/i.test(password);
}
