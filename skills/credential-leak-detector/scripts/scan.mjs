#!/usr/bin/env node
/* oxlint-disable */
// Made from the packages of Instar (MIT): change those, not this file.
import { readFileSync } from "node:fs";

var withheldSecret = "[withheld: a secret of this agent]";
function cleanText(text, own, leaks) {
  const others = withoutOverlaps(own, leaks);
  const masked = others.filter(({ action }) => action !== "warn");
  const changes = [...own.map((place) => ({ ...place, by: withheldSecret })), ...masked.map((leak) => ({ ...leak, by: leak.masked }))];
  const pieces = [];
  let at = 0;
  for (const { start, end: end2, by } of changes.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), by);
    at = end2;
  }
  const changed = changes.length === 0 ? text : [...pieces, text.slice(at)].join("");
  return { text: changed, own: own.length, masked, warned: others.filter(({ action }) => action === "warn") };
}
function withoutOverlaps(own, leaks) {
  let next = 0;
  return leaks.flatMap((leak) => {
    while (next < own.length && own[next].end <= leak.start) next += 1;
    let pieces = [leak];
    for (let at = next; at < own.length && own[at].start < leak.end; at += 1) {
      const place = own[at];
      pieces = pieces.flatMap(
        (piece) => [
          { ...piece, end: Math.min(piece.end, place.start) },
          { ...piece, start: Math.max(piece.start, place.end) }
        ].filter(({ start, end: end2 }) => end2 > start)
      );
    }
    return pieces.length === 1 && pieces[0] === leak ? [leak] : pieces.map((piece) => ({ ...piece, masked: "****" }));
  });
}

function entropyOf(text) {
  const counts = /* @__PURE__ */ new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count / text.length * Math.log2(count / text.length);
  return bits;
}
function kindsOf(text) {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
}
function looksRandom(text) {
  if (!/[A-Za-z]/.test(text) || !/[0-9]/.test(text) && !changesCase(text)) return false;
  const least = /^[0-9a-f-]+$/i.test(text) ? 2.8 : text.length >= 24 ? 3.2 : text.length >= 16 ? 3 : 2.8;
  return entropyOf(text) >= least && !isWords(text);
}
var changesCase = (text) => text.length >= 14 && (text.match(/[a-z](?=[A-Z])/g)?.length ?? 0) >= Math.max(3, text.length / 5.5);
function isWords(text) {
  const parts = text.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== "");
  return parts.every((part) => /^(?:[A-Z]?[a-z]{2,}|[A-Z]{2,}|[a-z])?\d{0,4}$/.test(part)) && (text.match(/\d/g)?.length ?? 0) <= Math.max(4, text.length / 5);
}

var written = String.raw`\\[nrtvfb0]|\\u[0-9a-fA-F]{4}|%[0-9A-Fa-f]{2}|\x1b\[[0-9;]{0,12}m`;
var notAfter = (characters) => `(?:(?<![${characters}])|(?<=${written}))`;
var wordStart = notAfter("A-Za-z0-9_");
var tokenStart = notAfter("A-Za-z0-9_-");
function vendor(name, label, prefix, rest, rank2 = {}) {
  const { severity = "high", action = "block", fits: fits2, anchors } = rank2;
  const literal = prefix.replace(/[.$^*+?()[\]{}|\\]/g, "\\$&");
  return {
    name,
    label,
    severity,
    action,
    anchors: anchors ?? [prefix.toLowerCase()],
    shape: new RegExp(`${wordStart}${literal}${rest}`, "y"),
    ...fits2 && { fits: fits2 }
  };
}
var lineEnd = /\n|\\n/g;
var colour = /\x1b\[[0-9;]{0,12}m/g;
function before({ text, from }, length = 80) {
  const piece = text.slice(Math.max(0, from - length), from);
  return piece.split(lineEnd).at(-1).replace(colour, "");
}
function after({ text, to }, length = 80) {
  return text.slice(to, to + length).split(lineEnd)[0].replace(colour, "");
}

var words = /example|your(?=[_ -]|[A-Z]|api|key|token|secret|pass)|placeholder|change[_-]?(?:me|it|this)|redacted|replace[_-]?(?:me|this|with)|x{4}|\*{3}|\.{3}|\u2026|<|>|\$\{|\{\{|\}\}|foobar|foo[_-]bar|not[_-]a?[_-]?(?:real|valid)|notreal|fake[_-]?(?:key|token|secret)|deadbeef|goes[_-]?here|(?:test|dummy|sample)[_-]?(?:key|token|secret|password)|(?:key|token|secret|value)[_-]?here/i;
var wholeWords = /(?<![A-Za-z])(?:dummy|sample|lorem|ipsum|fake|mock|todo|insert|null|undefined|here|your)(?![A-Za-z])/i;
var references = /^(?:\$|%[A-Za-z_]\w*%|@|#|process\.env|import\.meta|os\.|env\b|getenv|ENV\[|secrets?\.|vars\.|config\.|self\.|this\.|ctx\.|ENC\[|vault:|arn:|op:\/\/|sm:\/\/|ssm:|ref\+|!|&)/;
function steps(text) {
  let count = 0;
  for (let at = 1; at < text.length; at += 1) if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) count += 1;
  return count;
}
function isPlaceholder(secret, body2 = secret) {
  if (words.test(secret) || references.test(secret) || wholeWords.test(body2)) return true;
  const letters = body2.replace(/[^A-Za-z0-9]/g, "");
  if (letters.length < 4) return false;
  if (steps(letters) > (letters.length - 1) * 0.5) return true;
  if (new Set(letters.toLowerCase()).size <= 2) return true;
  const repeated = /^(.{1,2}?)\1{2,}/.exec(letters)?.[0].length ?? 0;
  return repeated >= letters.length * 0.7 || /(.)\1{7}/.test(letters);
}

var names = [
  "password",
  "passwd",
  "passphrase",
  "passcode",
  "_pass",
  "pwd",
  "secret",
  "token",
  "api_key",
  "api-key",
  "apikey",
  "access_key",
  "access-key",
  "accesskey",
  "auth_key",
  "authkey",
  "private_key",
  "privatekey",
  "encryption_key",
  "encryptionkey",
  "signing_key",
  "signingkey",
  "master_key",
  "masterkey",
  "credential",
  "client_key",
  "account_key",
  "accountkey",
  "app_key",
  "appkey",
  "license_key",
  "service_key",
  "webhook_key",
  "_auth"
];
var otherTail = /^(?:i[sz]|ful|ary|[_-]?(?:types?|names?|ids?|urls?|uris?|paths?|files?|length|counts?|hash(?:es|ed)?|digest|fields?|limits?|budget|usage|expir|ttl|version|policy|prefix|suffix|label|hint|pattern|regex|format|placeholder|rotation|manager|ref\b|arn\b|source|status|state|created|updated|at\b|input|output|endpoint|scopes?|class|kind|provider|store|store|reset|error|message|invalid|required|tests?\b|node|list|map|set\b|pos|index|start|end|range|value_?from))/i;
var otherLead = /(?:public|csrf|xsrf|next|page|continuation|cursor|design|syntax|lexer|css|sort|partition|primary|foreign|cache|hash|no|not|is|has|max|min|total|input|output|prompt|completion|num|count|per)[_.-]?$/i;
var codeTail = /^\s{0,2}[([]/;
var shape = new RegExp(
  `(?:${names.join("|")})(?<tail>[A-Za-z0-9_.-]{0,40})(?:\\\\?["'])?\\]?(?:\\s{0,8}(?:=>|:=|=|:|(?<=[a-z])>)\\s{0,8}|["']?\\s{0,4},\\s{0,4}(?=["'])|\\s{1,3}(?:is|was)\\s{1,3})(?:\\\\?["'\`]|[rbf]["'])?(?<secret>[^\\s\\x1b"'\`,;<>(){}\\[\\]\\\\]{8,})`,
  "iy"
);
var assignedSecret = {
  name: "assigned-secret",
  label: "a value that is called a secret",
  severity: "medium",
  action: "warn",
  anchors: names,
  shape,
  fits
};
function fits(found) {
  const { text, from, start, end: end2, secret } = found;
  if (secret.length > 512 || isPlaceholder(secret)) return false;
  const called = text.slice(from, start);
  const name = /^[A-Za-z_-]*/.exec(called)?.[0].toLowerCase() ?? "";
  const keyword = names.find((word) => name.startsWith(word)) ?? "";
  if (otherTail.test(called.slice(keyword.length)) || otherLead.test(before(found, 30))) return false;
  if (codeTail.test(text.slice(end2, end2 + 4))) return false;
  if (isReference(secret)) return false;
  const quoted = /["'`]/.test(text[start - 1] ?? "");
  const isPassword = /^_?p(?:ass|wd)/.test(keyword);
  if (secret.length < 16) return isPassword && (quoted || isVariable(found)) && kindsOf(secret) >= 3 && entropyOf(secret) >= 2.8 && looksRandom(secret);
  return looksRandom(secret) && (quoted || isVariable(found) || entropyOf(secret) >= 3.5);
}
var isVariable = (found) => {
  const lead = before(found, 60);
  return /^\s*[-+]?(?:export\s+|set\s+|ENV\s+|-\s+|-e\s+|--env\s+)?[A-Za-z0-9_.-]*$/.test(lead) || /[A-Z]_$|[;?&][A-Za-z _-]{0,20}$|\s--?[a-z-]{0,20}$|<$/.test(lead);
};
var uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function isReference(value) {
  return uuid.test(value) || /^(?:sha\d{1,3}|md5|blake\w*|bcrypt|argon2\w*)?[-:$]/i.test(value) || /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|[a-z][a-z0-9+.-]*:\/\/)/.test(value) || /^(?:[A-Za-z_$][\w$]*[.?!]{1,2})+[A-Za-z_$][\w$]*[!?.]*$/.test(value) || /^\d{4}-\d{2}-\d{2}/.test(value) || /^v?\d+(?:\.\d+)+/.test(value) || /^(?:[A-Za-z0-9_.-]+\/){1,}[A-Za-z0-9_.-]+\.[a-z]{2,5}$/.test(value);
}

var is = String.raw`(?:\\?["'])?\]?\s{0,4}(?:=>|:=|=|:|\s|,)\s{0,4}(?:\\?["'\x60])?`;
var quiet = { severity: "high", action: "redact" };
var loud = { severity: "critical", action: "block" };
var random = ({ secret }) => looksRandom(secret);
function named(name, label, anchors, value, rank2 = quiet) {
  return {
    name,
    label,
    ...rank2,
    anchors,
    shape: new RegExp(`(?:${anchors.join("|")})[A-Za-z0-9_.-]{0,30}${is}(?<secret>${value})(?![A-Za-z0-9_+/-])`, "iy"),
    fits: random
  };
}
var contextPatterns = [
  named(
    "aws-secret-key",
    "an AWS secret key",
    ["aws_secret", "aws-secret", "awssecret", "secretaccesskey", "secret_access_key", "aws_sec"],
    "[A-Za-z0-9+/]{40}",
    loud
  ),
  {
    name: "telegram-bot-token",
    label: "a Telegram bot token",
    ...loud,
    anchors: [],
    sign: (text) => /\d:[A-Za-z0-9_-]{35}/.test(text),
    shape: new RegExp(`(?=[b0-9])${wordStart}(?<!\\d[:.])(?:bot)?(?<secret>\\d{8,10}:[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])`, "g"),
    fits: ({ secret }) => looksRandom(secret.slice(secret.indexOf(":") + 1)) && /[A-Z]/.test(secret) && /[a-z]/.test(secret)
  },
  {
    name: "discord-bot-token",
    label: "a Discord bot token",
    ...loud,
    anchors: [],
    sign: (text) => /\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27}/.test(text),
    shape: new RegExp(`(?=[MNO])${notAfter("A-Za-z0-9_.-")}[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])`, "g"),
    fits: random
  },
  {
    name: "azure-client-secret",
    label: "an Azure client secret",
    ...loud,
    anchors: [],
    sign: (text) => /\dQ~/.test(text),
    shape: new RegExp(`(?=.{3}\\dQ~)${notAfter("A-Za-z0-9_~.-")}[A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])`, "g")
  },
  {
    name: "azure-key",
    label: "an Azure key",
    ...loud,
    anchors: ["accountkey=", "sharedaccesskey=", "sharedsecretkey=", "accesskey="],
    shape: /(?:Account|SharedAccess|SharedSecret|Access)Key=(?<secret>[A-Za-z0-9+/]{40,88}={0,2})/iy,
    fits: random
  },
  {
    name: "azure-signature",
    label: "the signature of an Azure address",
    ...quiet,
    anchors: ["?sig=", "&sig="],
    shape: /[?&]sig=(?<secret>[A-Za-z0-9%+/]{40,80}(?:=|%3D){0,2})/iy,
    fits: random
  },
  {
    name: "url-password",
    label: "a password in an address",
    ...quiet,
    anchors: ["://"],
    shape: /:\/\/[^\s:@/"'<>`]{0,100}:(?<secret>[^\s/"'<>`]{3,200})@(?=[A-Za-z0-9[])/y,
    fits: isUrlPassword
  },
  {
    name: "url-token",
    label: "a token in an address",
    ...quiet,
    anchors: ["://"],
    shape: /:\/\/(?<secret>[A-Za-z0-9_-]{24,200})@(?=[A-Za-z0-9[])/y,
    fits: random
  },
  {
    name: "basic-auth",
    label: "a name and password for basic authentication",
    ...quiet,
    anchors: ["basic ", "basic: "],
    shape: new RegExp(`${wordStart}basic:? (?<secret>[A-Za-z0-9+/_-]{12,}={0,2})(?![A-Za-z0-9+/_])`, "iy"),
    fits: (found) => isCredentialPair(found.secret, /authori[sz]ation|header|auth|curl|-H/i.test(before(found, 60)))
  },
  {
    name: "curl-password",
    label: "a password given to curl",
    ...quiet,
    anchors: ["-u ", "--user ", "--user="],
    shape: /(?:-u|--user)[ =]["']?[^\s:"']{1,80}:(?<secret>[^\s"'$]{6,200})/y,
    fits: (found) => /\b(?:curl|http|wget)\b/.test(before(found, 200)) && !isPlaceholder(found.secret) && !weakPassword.test(found.secret)
  },
  {
    name: "command-password",
    label: "a password given to a command",
    ...quiet,
    anchors: ["sshpass -p", "docker login", "podman login", "helm registry login", "mysql -u", "mysqldump -u"],
    shape: /(?:sshpass -p\s{0,2}|(?:docker|podman|helm registry) login[^\n]{0,80}? (?:-p|--password)[ =]|mysql(?:dump)? -u\s?\S{1,40} -p)["']?(?<secret>[^\s"'$]{6,200})/y,
    fits: ({ secret }) => !weakPassword.test(secret) && /\d/.test(secret)
  },
  {
    name: "pgpass-password",
    label: "a password as .pgpass keeps it",
    ...quiet,
    anchors: [":5432:"],
    shape: /:5432:[^\s:]{1,64}:[^\s:]{1,64}:(?<secret>[^\s:\\"']{6,200})(?=[\s\\"']|$)/y,
    fits: ({ secret }) => !weakPassword.test(secret) && looksRandom(secret)
  },
  {
    name: "putty-key",
    label: "a private key of PuTTY",
    ...loud,
    anchors: ["private-lines:"],
    shape: /Private-Lines: \d{1,3}(?:\s{1,2}|(?:\\r)?\\n)(?<secret>(?:[A-Za-z0-9+/=]{4,80}(?:\s{1,2}|(?:\\r)?\\n)){1,200})/y
  },
  {
    name: "docker-auth",
    label: "a name and password of a container registry",
    ...quiet,
    anchors: ['"auth"', '\\"auth\\"'],
    shape: /\\?"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{12,}={0,2})\\?"/y,
    fits: ({ secret }) => isCredentialPair(secret, true)
  },
  {
    name: "npmrc-token",
    label: "a token of a package registry",
    ...loud,
    anchors: ["_authtoken", "_password=", "_auth="],
    shape: /(?:_authToken|_password|_auth)\s{0,3}=\s{0,3}"?(?<secret>[A-Za-z0-9+/_.:-]{12,}={0,2})/y,
    fits: ({ secret }) => !isPlaceholder(secret) && /\d|=$/.test(secret)
  },
  {
    name: "netrc-password",
    label: "a password as .netrc keeps it",
    ...quiet,
    anchors: ["machine "],
    shape: /machine\s{1,4}\S{1,200}\s{1,12}login\s{1,4}\S{1,200}\s{1,12}password\s{1,4}(?<secret>\S{4,300})/y,
    fits: ({ secret }) => !isPlaceholder(secret) && !weakPassword.test(secret)
  },
  {
    name: "terraform-token",
    label: "a Terraform Cloud token",
    ...loud,
    anchors: [],
    sign: (text) => /\.atlasv1\./.test(text),
    shape: new RegExp(`(?=[A-Za-z0-9])${wordStart}[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,}`, "g")
  },
  {
    name: "mailchimp-key",
    label: "a Mailchimp key",
    ...loud,
    anchors: [],
    sign: (text) => /-us\d/.test(text),
    shape: new RegExp(`(?=[0-9a-f])${tokenStart}[0-9a-f]{32}-us\\d{1,2}(?![A-Za-z0-9_-])`, "g")
  },
  {
    name: "wireguard-key",
    label: "a WireGuard key",
    ...loud,
    anchors: ["privatekey", "presharedkey"],
    shape: /(?:PrivateKey|PresharedKey)\s{0,3}=\s{0,3}(?<secret>[A-Za-z0-9+/]{43}=)/iy,
    fits: random
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
  named("deepl-key", "a DeepL key", ["deepl"], "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?::fx)?")
];
var weakPassword = /^(?:pass(?:word|wd)?|pw|pwd|secret|postgres|mysql|mongo|redis|rabbitmq|guest|root|admin|user(?:name)?|test|testing|dev|local|demo|default|none|null|empty|token|key|api|auth|12345?6?7?8?|abc123|foo|bar|baz|qwerty|letmein|my-?_?(?:secret|pass(?:word)?|pw)|\[.*\]|%[sdv])$/i;
var constantName = /^:?[A-Z_]+$/;
function isUrlPassword({ secret, text, from, to }) {
  if (isPlaceholder(secret) || weakPassword.test(secret) || constantName.test(secret)) return false;
  if (/^[$%{[(:]|\+|\\/.test(secret) && !/\d/.test(secret)) return false;
  const scheme = /[a-z][a-z0-9+.-]{1,30}$/i.exec(text.slice(Math.max(0, from - 32), from))?.[0];
  if (scheme === void 0) return false;
  if (/^(?:example\.|localhost[:/]|127\.0\.0\.1|host\b|hostname)/.test(text.slice(to, to + 20)) && !looksRandom(secret)) return false;
  return secret.length >= 6 ? /[^a-z]/.test(secret) || secret.length >= 14 : /\d/.test(secret) && /[A-Za-z]/.test(secret);
}
var base64 = (text) => {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
};
function isCredentialPair(value, expected) {
  const pair = base64(value);
  const password = /^[\x20-\x39\x3b-\x7e]{0,200}:([\x20-\x7e]{3,400})$/.exec(pair)?.[1];
  if (password === void 0) return false;
  return expected && !isPlaceholder(password) && !weakPassword.test(password) && !/^open ?sesame$/i.test(password);
}

var hashes = /sha|md5|hash|digest|checksum|integrity|etag|commit|\btree\b|parent|revision|\brev\b|merkle|block|\btx|transaction|fingerprint|thumbprint|image|container|layer|cid\b|blob|object|chunk|binds|previous|build|version|cache|address|public|pub[_-]?key|signature|\bsig\b|nonce|salt|trace|span|request|correlation|\bid\b|_id\b|Id\b|\.(?:js|css|ts|map|json|lock|tgz|gz|zip|png|svg|whl)\b/i;
var secrets = /secret|token|private|passw|passphrase|\bseed\b|mnemonic|credential|api[_-]?key|access[_-]?key|encryption|master|signing|session[_-]?key|hmac|jwt|\bkey\b|_key\b|Key\b/i;
function isHexSecret(found) {
  const { secret } = found;
  if (isPlaceholder(secret) || /^\d+$/.test(secret)) return false;
  const lead = before(found);
  const tail = after(found);
  const name = lead.slice(-40);
  if (secrets.test(name) && !hashes.test(name.replace(/^.*?(?=\S*(?:secret|token|private|passw))/i, ""))) return true;
  if (/^["')\]};,]{0,4}\s{0,3}(?:#|\/\/|--)\s{0,3}[^\n]{0,20}(?:private|secret|passw|mnemonic|seed)/i.test(tail) && !hashes.test(lead)) return true;
  if (hashes.test(lead) || /^(?:\s+\*?\S|[./:@-]\w)/.test(tail) || /[/@:]$/.test(lead.trimEnd().slice(-1)) === true) return false;
  return lead.trim() === "" && tail.trim() === "" && isAlone(found);
}
function isAlone({ text, from, to }) {
  const around = `${text.slice(Math.max(0, from - 90), from)}
${text.slice(to, to + 90)}`;
  return !/[0-9a-f]{40}/i.test(around) && !hashes.test(around);
}

var privateKeyShape = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
var body = /(?:\\{1,4}[rnt]|[\s"'`+,>|]|[A-Za-z0-9/=]|[A-Z][A-Za-z-]{2,20}: [^\n\\]{1,80})+/y;
function bodyAt(text, at, length) {
  body.lastIndex = 0;
  return body.exec(text.slice(at, at + length))?.[0] ?? "";
}
function isPrivateKey({ text, from, to }) {
  const inside = bodyAt(text, to, 2e3);
  if (/[A-Za-z0-9+/]{24}/.test(inside)) return true;
  const rest = text.slice(to, to + 80);
  const lead = text.slice(Math.max(text.lastIndexOf("\n", from) + 1, from - 60), from);
  if (!/^[\s>|"'`]{0,8}(?:[A-Za-z_]{1,40}\s{0,2}[:=]\s{0,2}["'|]{0,2})?$/.test(lead)) return false;
  return /^["'`]?[ \t]*(?:$|\r?\n|\\n)(?!\s{0,20}(?:-----END|[^\n]{0,60}(?:\.\.\.|\u2026|<|\byour\b)))/i.test(rest);
}
function endOfPrivateKey(text, to, foot) {
  if (foot !== -1 && foot - to < 4e4 && !text.slice(to, foot).includes("-----BEGIN")) {
    const end2 = /^-----END [A-Z0-9 ]{0,60}-----/.exec(text.slice(foot, foot + 80));
    if (end2) return foot + end2[0].length;
  }
  return to + bodyAt(text, to, 4e4).length;
}

var critical = { severity: "critical" };
var redact = { action: "redact" };
var random2 = { fits: ({ secret }) => looksRandom(secret) };
var end = "(?![A-Za-z0-9_])";
var hex = (length) => `[0-9a-f]{${length}}${end}`;
var vendorPatterns = [
  vendor("aws-temporary-key", "a temporary AWS access key", "A", `(?:SIA|BIA|CCA)[A-Z0-9]{16}${end}`, {
    ...critical,
    anchors: ["asia", "abia", "acca"]
  }),
  vendor("gitlab-token", "a GitLab token", "gl", `(?:pat|ptt|dt|rt|cbt|imt|ft|soat|agent|rtr|oas|ffct)-[A-Za-z0-9_.-]{20,}`, {
    ...critical,
    anchors: ["glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "glimt-", "glft-", "glsoat-", "glagent-", "glrtr-", "gloas-", "glffct-"]
  }),
  vendor("npm-token", "an npm token", "npm_", `[A-Za-z0-9]{36}${end}`, critical),
  vendor("docker-token", "a Docker Hub token", "dckr_", `(?:pat|oat)_[A-Za-z0-9_-]{27,}`, critical),
  vendor("pypi-token", "a PyPI token", "pypi-", "[A-Za-z0-9_-]{50,}", critical),
  vendor("rubygems-key", "a RubyGems key", "rubygems_", hex(48)),
  vendor("crates-token", "a crates.io token", "cio", `[A-Za-z0-9]{32}${end}`, random2),
  vendor("nuget-key", "a NuGet key", "oy2", `[a-z0-9]{43}${end}`),
  vendor("huggingface-token", "a Hugging Face token", "hf_", `[A-Za-z0-9]{30,}${end}`, critical),
  vendor("openrouter-key", "an OpenRouter key", "sk-or-v1-", "[0-9a-f]{64}", critical),
  vendor("langfuse-key", "a Langfuse key", "sk-lf-", "[0-9a-f-]{36}"),
  vendor("groq-key", "a Groq key", "gsk_", "[A-Za-z0-9]{40,}", critical),
  vendor("xai-key", "an xAI key", "xai-", "[A-Za-z0-9_-]{60,}", critical),
  vendor("perplexity-key", "a Perplexity key", "pplx-", "[A-Za-z0-9]{40,}"),
  vendor("replicate-token", "a Replicate token", "r8_", `[A-Za-z0-9]{37}${end}`),
  vendor("tavily-key", "a Tavily key", "tvly-", "[A-Za-z0-9_-]{28,}", random2),
  vendor("pinecone-key", "a Pinecone key", "pcsk_", "[A-Za-z0-9_]{50,}"),
  vendor("langsmith-key", "a LangSmith key", "lsv2_", "(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
  vendor("elevenlabs-key", "an ElevenLabs key", "sk_", `[0-9a-f]{48}${end}`),
  vendor("instar-session-token", "the token of a session of this agent", "instar_agent_", "[A-Za-z0-9_-]{1,128}_[0-9a-f]{64}", critical),
  vendor("slack-webhook", "a Slack webhook", "", "hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,}", {
    anchors: ["hooks.slack"]
  }),
  vendor("slack-config-token", "a Slack configuration token", "xoxe", "\\.xox[bp]-\\d-[A-Za-z0-9]{100,}"),
  vendor("discord-webhook", "a Discord webhook", "", "discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks/\\d{17,20}/[A-Za-z0-9_-]{60,}", {
    anchors: ["discord.com/api", "discordapp.com/api"]
  }),
  vendor(
    "teams-webhook",
    "a Microsoft Teams webhook",
    "",
    "webhook\\.office\\.com/webhookb2/[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36}",
    {
      anchors: ["webhook.office.com"]
    }
  ),
  vendor("twilio-account", "a Twilio account id", "", `AC[0-9a-f]{32}${end}`, {
    ...redact,
    severity: "medium",
    anchors: [..."0123456789abcdef"].map((digit) => `ac${digit}`)
  }),
  vendor("stripe-webhook-secret", "a Stripe webhook secret", "whsec_", "[A-Za-z0-9+/]{32,}"),
  vendor("square-token", "a Square token", "", "(?:sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}|EAAA[A-Za-z0-9_-]{60}(?![A-Za-z0-9_-]))", {
    ...critical,
    anchors: ["sq0atp-", "sq0csp-", "sq0idp-", "eaaa"]
  }),
  vendor("facebook-token", "a Facebook token", "EAA", "[A-Za-z0-9]{90,}", { ...random2 }),
  vendor("shopify-token", "a Shopify token", "shp", `(?:at|ca|pa|ss|ua|tka)_[0-9a-fA-F]{32}${end}`, {
    ...critical,
    anchors: ["shpat_", "shpca_", "shppa_", "shpss_", "shpua_", "shptka_"]
  }),
  vendor("paypal-token", "a PayPal token", "access_token$", "(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}", critical),
  vendor("plaid-token", "a Plaid token", "access-", "(?:production|development|sandbox)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
  vendor("razorpay-key", "a Razorpay key", "rzp_", `(?:live|test)_[A-Za-z0-9]{14}${end}`),
  vendor("flutterwave-key", "a Flutterwave key", "FLWSECK", "(?:_TEST)?-[A-Za-z0-9]{32}-X"),
  vendor("easypost-key", "an EasyPost key", "EZ", `[AT]K[A-Za-z0-9]{54}${end}`, { anchors: ["ezak", "eztk"] }),
  vendor("duffel-token", "a Duffel token", "duffel_", "(?:live|test)_[A-Za-z0-9_-]{43}"),
  vendor("shippo-token", "a Shippo token", "shippo_", `(?:live|test)_[0-9a-f]{40}${end}`),
  vendor("mailgun-key", "a Mailgun key", "key-", hex(32)),
  vendor("brevo-key", "a Brevo key", "xkeysib-", "[0-9a-f]{64}-[A-Za-z0-9]{16}"),
  vendor("resend-key", "a Resend key", "re_", "[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,}", random2),
  vendor("digitalocean-token", "a DigitalOcean token", "do", `[oprt]{1,2}_v1_[0-9a-f]{64}${end}`, { ...critical, anchors: ["dop_v1_", "doo_v1_", "dor_v1_"] }),
  vendor("heroku-key", "a Heroku key", "HRKU-", "[A-Za-z0-9_-]{36,}"),
  vendor("vault-token", "a Vault token", "hv", "[sbr]\\.[A-Za-z0-9_-]{24,}", { ...critical, anchors: ["hvs.", "hvb.", "hvr."], ...random2 }),
  vendor("databricks-token", "a Databricks token", "dapi", "[0-9a-f]{32}(?:-\\d)?(?![A-Za-z0-9_])"),
  vendor("linear-key", "a Linear key", "lin_", `(?:api|oauth)_[A-Za-z0-9]{40,}${end}`),
  vendor("notion-token", "a Notion token", "", `(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}${end})`, { anchors: ["ntn_", "secret_"], ...random2 }),
  vendor("atlassian-token", "an Atlassian token", "AT", "(?:ATT3|CTT3|STT3)[A-Za-z0-9_=-]{50,}", { ...critical, anchors: ["atatt3", "atctt3", "atstt3"] }),
  vendor("bitbucket-token", "a Bitbucket token", "ATBB", `[A-Za-z0-9]{32,}${end}`),
  vendor("grafana-token", "a Grafana token", "gl", "(?:sa_[A-Za-z0-9]{32}_[0-9a-f]{8}|c_[A-Za-z0-9+/]{40,}={0,2})", { anchors: ["glsa_", "glc_"] }),
  vendor("sentry-token", "a Sentry token", "sntry", "[su]_[A-Za-z0-9+/=_-]{60,}", { anchors: ["sntrys_", "sntryu_"] }),
  vendor("newrelic-key", "a New Relic key", "NR", `(?:AK|JS|II|AA|RA)-[A-Za-z0-9_-]{19,32}${end}`, {
    anchors: ["nrak-", "nrjs-", "nrii-", "nraa-", "nrra-"]
  }),
  vendor("postman-key", "a Postman key", "PMAK-", "[0-9a-f]{24}-[0-9a-f]{34}"),
  vendor("doppler-token", "a Doppler token", "dp.", "(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}"),
  vendor("pulumi-token", "a Pulumi token", "pul-", hex(40)),
  vendor("fly-token", "a Fly.io token", "", "(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{80,}={0,3})", {
    anchors: ["fo1_", "fm1_", "fm1a_", "fm1r_", "fm2_"]
  }),
  vendor("netlify-token", "a Netlify token", "nf", "[pocub]_[A-Za-z0-9]{36,}", { anchors: ["nfp_", "nfo_", "nfc_", "nfu_", "nfb_"], ...random2 }),
  vendor("vercel-token", "a Vercel token", "vc", "[pciakr]_[A-Za-z0-9]{24,}", { anchors: ["vcp_", "vci_", "vca_", "vck_", "vcr_"], ...random2 }),
  vendor("supabase-token", "a Supabase key", "sb", `(?:p_[0-9a-f]{40}${end}|_secret_[A-Za-z0-9_-]{22,})`, { ...critical, anchors: ["sbp_", "sb_secret_"] }),
  vendor("planetscale-token", "a PlanetScale token", "pscale_", "(?:tkn|pw|oauth)_[A-Za-z0-9=._-]{32,}"),
  vendor("neon-key", "a Neon key", "napi_", "[A-Za-z0-9]{60,}"),
  vendor("airtable-token", "an Airtable token", "pat", "[A-Za-z0-9]{14}\\.[0-9a-f]{64}"),
  vendor("figma-token", "a Figma token", "fig", "[dour]{1,2}_[A-Za-z0-9_-]{38,}", { anchors: ["figd_", "figo_", "figu_", "figr_", "figdr_", "figou_"] }),
  vendor("mapbox-secret", "a Mapbox secret token", "sk.eyJ", "[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{20,}"),
  vendor("circleci-token", "a CircleCI token", "CCI", "(?:PAT|PRJ)_[A-Za-z0-9]{20,}_[0-9a-f]{40}", { anchors: ["ccipat_", "cciprj_"] }),
  vendor("buildkite-token", "a Buildkite token", "bk", `(?:ua|ct|aj|pat)_[0-9a-f]{40}${end}`, { anchors: ["bkua_", "bkct_", "bkaj_", "bkpat_"] }),
  vendor("contentful-token", "a Contentful token", "CFPAT-", "[A-Za-z0-9_-]{43}"),
  vendor("artifactory-key", "an Artifactory key", "AKC", `p[A-Za-z0-9]{10,69}${end}`, { anchors: ["akcp"], ...random2 }),
  vendor("clojars-token", "a Clojars token", "CLOJARS_", hex(60)),
  vendor("typeform-token", "a Typeform token", "tfp_", "[A-Za-z0-9_.=-]{59}"),
  vendor("hubspot-token", "a HubSpot token", "pat-", "(?:na|eu|ap)\\d-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
  vendor("dropbox-token", "a Dropbox token", "sl.", "(?:u\\.)?[A-Za-z0-9_-]{100,}"),
  vendor("tailscale-key", "a Tailscale key", "tskey-", "(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,}(?:-[A-Za-z0-9]{16,})?", random2),
  vendor("onepassword-token", "a 1Password token", "ops_eyJ", "[A-Za-z0-9+/_-]{200,}={0,3}", critical),
  vendor(
    "onepassword-secret-key",
    "a 1Password secret key",
    "A3-",
    "[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",
    critical
  ),
  vendor("age-key", "an age key", "AGE-SECRET-KEY-", "(?:PQ-)?1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58,}", critical),
  vendor("alibaba-key", "an Alibaba Cloud key", "LTAI", `[A-Za-z0-9]{16,20}${end}`, random2),
  vendor("tencent-key", "a Tencent Cloud key", "AKID", `[A-Za-z0-9]{32}${end}`, random2),
  vendor("google-oauth-secret", "a Google OAuth secret", "GOCSPX-", "[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])"),
  vendor("google-oauth-token", "a Google OAuth token", "ya29.", "[A-Za-z0-9_-]{30,}"),
  vendor("google-refresh-token", "a Google refresh token", "1//0", "[A-Za-z0-9_-]{40,}"),
  vendor("firebase-server-key", "a Firebase server key", "AAAA", "[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{100,}", { anchors: ["aaaa"] }),
  vendor("sonar-token", "a SonarQube token", "sq", `[apu]_[0-9a-f]{40}${end}`, { anchors: ["sqa_", "sqp_", "squ_"] }),
  vendor("dynatrace-token", "a Dynatrace token", "dt0", "[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
  vendor("snyk-token", "a Snyk token", "snyk_", "[a-z]{2,4}\\.[0-9a-f]{8}\\.[A-Za-z0-9._-]{20,}"),
  vendor("prefect-key", "a Prefect key", "pn", `[ub]_[A-Za-z0-9]{36}${end}`, { anchors: ["pnu_", "pnb_"] }),
  vendor("readme-key", "a ReadMe key", "rdme_", "[a-z0-9]{70}"),
  vendor("frameio-token", "a Frame.io token", "fio-u-", "[A-Za-z0-9_=-]{64}"),
  vendor("infracost-key", "an Infracost key", "ico-", `[A-Za-z0-9]{32}${end}`),
  vendor("launchdarkly-key", "a LaunchDarkly key", "", "(?:sdk|api|mob)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", { anchors: ["sdk-", "api-", "mob-"] }),
  vendor("posthog-key", "a PostHog key", "phx_", "[A-Za-z0-9]{40,}"),
  vendor("cloudflare-origin-key", "a Cloudflare origin CA key", "v1.0-", "[0-9a-f]{24}-[0-9a-f]{146}"),
  vendor("asana-token", "an Asana token", "", "[0-2]/\\d{10,20}(?:/\\d{10,20})?:[0-9a-f]{32}(?![A-Za-z0-9_])", {
    anchors: ["0/", "1/", "2/"].flatMap((lead) => [..."123456789"].map((digit) => `${lead}${digit}`))
  }),
  vendor("yandex-token", "a Yandex token", "y0_", "[A-Za-z0-9_-]{50,}"),
  vendor("json-web-token", "a web token", "eyJ", "[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,}", { ...redact })
];

var hexDigits = [..."0123456789abcdef"];
var critical2 = { severity: "critical" };
var isHex = (code) => code >= 48 && code <= 57 || code >= 97 && code <= 102 || code >= 65 && code <= 70;
function hasLongHex(text) {
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
var corePatterns = [
  {
    name: "openai-key",
    label: "an OpenAI key",
    severity: "critical",
    action: "block",
    anchors: ["sk-"],
    shape: new RegExp(`${tokenStart}sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{20,}(?![A-Za-z0-9_]))`, "y"),
    fits: ({ secret }) => secret.length <= 260 && looksRandom(secret.slice(3))
  },
  vendor("anthropic-key", "an Anthropic key", "sk-ant-", "[a-z]{2,8}\\d{0,2}-[A-Za-z0-9_-]{60,}", critical2),
  vendor("aws-access-key", "an AWS access key", "AKIA", "[A-Z0-9]{16}(?![A-Za-z0-9_])", { ...critical2, anchors: ["akia"] }),
  vendor("github-token", "a GitHub token", "gh", "[pousr]_[A-Za-z0-9]{36,}", { ...critical2, anchors: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"] }),
  vendor("github-fine-grained-token", "a fine-grained GitHub token", "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])", critical2),
  vendor("stripe-key", "a Stripe key", "", "[sr]k_(?:live|test)_[A-Za-z0-9]{24,}", { ...critical2, anchors: ["sk_live_", "sk_test_", "rk_live_", "rk_test_"] }),
  { name: "private-key", label: "a private key", severity: "critical", action: "block", anchors: ["-----begin"], shape: privateKeyShape, fits: isPrivateKey },
  vendor("google-api-key", "a Google API key", "AIza", "[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
  vendor("slack-token", "a Slack token", "x", "(?:ox[abeoprs]|app)-[A-Za-z0-9.-]{10,}", {
    anchors: ["xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"],
    fits: ({ secret }) => /\d{2}/.test(secret)
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
    fits: ({ secret }) => looksRandom(secret)
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
    fits: isHexSecret
  }
];
var leakPatterns = [...corePatterns, ...vendorPatterns, ...contextPatterns];

var labels = new Map(leakPatterns.map(({ name, label }) => [name, label]));
function namesOf(leaks) {
  const names2 = [...new Set(leaks.map(({ pattern }) => labels.get(pattern) ?? pattern))];
  const shown = names2.length > 4 ? [...names2.slice(0, 3), "others"] : names2;
  return shown.length === 1 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
function describeForModel({ own, masked, warned }) {
  const sentences = [];
  if (masked.length > 0)
    sentences.push(
      `Parts of this output were masked before you could read them, because they look like secrets: ${namesOf(masked)}. Don't try to get at them in another way.`
    );
  if (own > 0 && masked.length === 0) sentences.push("Secrets of this agent were withheld from this output.");
  if (warned.length > 0) sentences.push(`This output may hold secrets: ${namesOf(warned)}. Don't repeat, store or send them.`);
  return sentences.length === 0 ? void 0 : `[${sentences.join(" ")}]`;
}

var maskSecret = (secret) => secret.length < 12 ? "*".repeat(secret.length) : `${secret.slice(0, 4)}****${secret.slice(-4)}`;

var strength = { block: 2, redact: 1, warn: 0 };
var severities = { critical: 2, high: 1, medium: 0 };
var rank = ({ action, severity }) => strength[action] * 3 + severities[severity];
var fold = (code) => code >= 65 && code <= 90 ? code + 32 : code;
var slotOf = (a, b, c) => (a * 31 + b) * 31 + c & 65535;
function indexOf(patterns) {
  const slots = new Uint8Array(65536);
  const bySlot = /* @__PURE__ */ new Map();
  patterns.forEach(({ anchors }, number) => {
    for (const anchor of anchors) {
      const slot = slotOf(anchor.charCodeAt(0), anchor.charCodeAt(1), anchor.charCodeAt(2));
      slots[slot] = 1;
      const there = bySlot.get(slot) ?? [];
      if (!there.includes(number)) bySlot.set(slot, [...there, number]);
    }
  });
  return { slots, bySlot, loose: patterns.filter(({ anchors }) => anchors.length === 0) };
}
var index = indexOf(leakPatterns);
function findLeaks(text, options = {}) {
  const leaks = [];
  const foot = createFoot(text);
  const actionOf = ({ name, action }) => options.patterns !== void 0 && Object.hasOwn(options.patterns, name) ? options.patterns[name] : action;
  const note = (pattern, match) => {
    const from = match.index;
    const to = from + match[0].length;
    const inner = match.groups?.secret;
    const start = inner === void 0 ? from : from + match[0].lastIndexOf(inner);
    const secret = inner ?? match[0];
    const found = { text, from, to, start, end: start + secret.length, secret };
    const action = actionOf(pattern);
    const isKey = pattern.name === "private-key";
    if (action === void 0 || action === "off") return to;
    if (!(pattern.fits?.(found) ?? true) || !isKey && isPlaceholder(secret, bodyOf(secret))) return to;
    const end2 = isKey ? endOfPrivateKey(text, to, foot(to)) : found.end;
    const whole = isKey ? text.slice(start, end2) : secret;
    const shown = whole.slice(0, 4096);
    if (options.allow?.some((pattern2) => shown.search(pattern2) !== -1)) return end2;
    leaks.push({ pattern: pattern.name, severity: pattern.severity, action, start, end: end2, masked: maskSecret(whole) });
    return end2;
  };
  scanAnchored(text, note);
  for (const pattern of index.loose) if (pattern.sign?.(text) ?? true) for (const match of text.matchAll(pattern.shape)) note(pattern, match);
  return strongest(leaks);
}
function scanAnchored(text, note) {
  const done = new Int32Array(leakPatterns.length);
  let a = fold(text.charCodeAt(0));
  let b = fold(text.charCodeAt(1));
  for (let at = 0; at + 2 < text.length; at += 1) {
    const c = fold(text.charCodeAt(at + 2));
    const slot = slotOf(a, b, c);
    a = b;
    b = c;
    if (index.slots[slot] === 0) continue;
    for (const number of index.bySlot.get(slot) ?? []) {
      if (at < done[number]) continue;
      const pattern = leakPatterns[number];
      pattern.shape.lastIndex = at;
      const match = pattern.shape.exec(text);
      if (match) done[number] = note(pattern, match);
    }
  }
}
var bodyOf = (secret) => secret.replace(/^[A-Za-z0-9]{1,12}[-_.](?:(?:[A-Za-z]{2,8}|v\d)[0-9]{0,2}[-_.])?/, "");
function createFoot(text) {
  let known = -2;
  return (from) => {
    if (known !== -1 && known < from) known = text.indexOf("-----END", from);
    return known;
  };
}
function strongest(leaks) {
  const kept = [];
  for (const leak of leaks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === void 0 || leak.start >= last.end) kept.push(leak);
    else kept[kept.length - 1] = joined(last, leak);
  }
  return kept;
}
function joined(one, other) {
  const [strong, weak] = rank(other) > rank(one) ? [other, one] : [one, other];
  if (weak.action === "warn" && strong.action !== "warn") return strong;
  const start = Math.min(one.start, other.start);
  const end2 = Math.max(one.end, other.end);
  return start === strong.start && end2 === strong.end ? strong : { ...strong, start, end: end2 };
}

var usage = `node scan.mjs FILE...          what looks like a secret in these files; - is the standard input
node scan.mjs --json FILE...   the same as one JSON object a line
node scan.mjs < call.json      as a PostToolUse hook of Claude Code
Exit codes by hand: 0 nothing found, 1 secrets found, 2 something could not be read, 3 wrongly called. As a hook always 0: what counts is the answer.
`;
var mostBytes = 5e7;
function cleaned(value, found) {
  if (typeof value === "string") {
    const leaks = findLeaks(value);
    found.push(...leaks);
    return cleanText(value, [], leaks).text;
  }
  if (Array.isArray(value)) return value.map((item) => cleaned(item, found));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, found)]));
  return value;
}
function answer(text) {
  const call = JSON.parse(text);
  if (typeof call !== "object" || call === null) throw new Error("it is no object");
  const { hook_event_name: event, tool_response: response, error } = call;
  if (event === "PostToolUseFailure") return answerFailure(error);
  if (event !== "PostToolUse") throw new Error("it is no call of a PostToolUse hook");
  if (response === void 0) throw new Error("it holds no output");
  const found = [];
  const output = cleaned(response, found);
  const words2 = wordsFor(found);
  if (words2 === void 0) return "";
  const isMasked = found.some(({ action }) => action !== "warn");
  return say({ hookSpecificOutput: { hookEventName: event, ...isMasked && { updatedToolOutput: output }, additionalContext: words2 } });
}
function answerFailure(error) {
  const leaks = findLeaks(typeof error === "string" ? error : JSON.stringify(error ?? ""));
  if (leaks.length === 0) return "";
  const additionalContext = `The words of this failed tool hold what looks like secrets: ${namesOf(leaks)}. Don't repeat, store or send them.`;
  return say({ hookSpecificOutput: { hookEventName: "PostToolUseFailure", additionalContext } });
}
var wordsFor = (leaks) => describeForModel({ text: "", own: 0, masked: leaks.filter(({ action }) => action !== "warn"), warned: leaks.filter(({ action }) => action === "warn") });
var say = (value) => `${JSON.stringify(value)}
`;
async function readInput() {
  const chunks = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > mostBytes) throw new Error("it is longer than any call");
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}
async function asHook() {
  try {
    return answer(await readInput());
  } catch (error) {
    const why = error instanceof SyntaxError || !(error instanceof Error) ? "it is no JSON" : error.message;
    const reason = `credential-leak-detector: what the tool gave could not be looked at (${why}). Take it for secret: don't use, repeat, store or send it.`;
    return say({ continue: false, stopReason: reason, decision: "block", reason });
  }
}
async function byHand(files2, json2) {
  let code = 0;
  for (const file of files2) {
    let text;
    try {
      text = file === "-" ? await readInput() : readFileSync(file, "utf8");
    } catch (error) {
      process.stderr.write(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}
`);
      code = 2;
      continue;
    }
    for (const { pattern, severity, action, start, masked } of findLeaks(text)) {
      const line = text.slice(0, start).split("\n").length;
      process.stdout.write(json2 ? say({ file, line, pattern, severity, action, masked }) : `${file}:${line}  ${pattern} (${severity}, ${action})  ${masked}
`);
      code ||= 1;
    }
  }
  return code;
}
process.on("uncaughtException", (error) => {
  process.stderr.write(`credential-leak-detector failed (${error.name}), so take what the tool gave for secret: don't use, repeat, store or send it.
`);
  process.exit(2);
});
var given = process.argv.slice(2);
var json = given[0] === "--json";
var files = json ? given.slice(1) : given;
if (given.includes("--help") || given.includes("-h")) process.stdout.write(usage);
else if (files.some((file) => file.startsWith("--")) || files.length === 0 && (json || process.stdin.isTTY)) {
  process.stderr.write(usage);
  process.exitCode = 3;
} else if (files.length > 0) process.exitCode = await byHand(files, json);
else process.stdout.write(await asHook());
