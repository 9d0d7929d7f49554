import { entropyOf, kindsOf, looksRandom } from "./entropy.ts";
import { before, type Found, type LeakPattern } from "./pattern.ts";
import { isPlaceholder } from "./placeholder.ts";

const names = [
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
  "_auth",
];

/** Names that only begin like a secret's: `token_type`, `tokenizer`, `secretName`, `password_hash`. */
const otherTail =
  /^(?:i[sz]|ful|ary|[_-]?(?:types?|names?|ids?|urls?|uris?|paths?|files?|length|counts?|hash(?:es|ed)?|digest|fields?|limits?|budget|usage|expir|ttl|version|policy|prefix|suffix|label|hint|pattern|regex|format|placeholder|rotation|manager|ref\b|arn\b|source|status|state|created|updated|at\b|input|output|endpoint|scopes?|class|kind|provider|store|store|reset|error|message|invalid|required|tests?\b|node|list|map|set\b|pos|index|start|end|range|value_?from))/i;
const otherLead =
  /(?:public|csrf|xsrf|next|page|continuation|cursor|design|syntax|lexer|css|sort|partition|primary|foreign|cache|hash|no|not|is|has|max|min|total|input|output|prompt|completion|num|count|per)[_.-]?$/i;

/** What ends in code rather than as a value: a call, a member, an index. */
const codeTail = /^\s{0,2}[([]/;

const shape = new RegExp(
  `(?:${names.join("|")})(?<tail>[A-Za-z0-9_.-]{0,40})(?:\\\\?["'])?\\]?(?:\\s{0,8}(?:=>|:=|=|:|(?<=[a-z])>)\\s{0,8}|["']?\\s{0,4},\\s{0,4}(?=["'])|\\s{1,3}(?:is|was)\\s{1,3})(?:\\\\?["'\`]|[rbf]["'])?(?<secret>[^\\s\\x1b"'\`,;<>(){}\\[\\]\\\\]{8,})`,
  "iy",
);

/** A secret by its name alone, where what stands there is no word, no reference and no hash: `password = …`, `"apiKey": "…"`. */
export const assignedSecret: LeakPattern = {
  name: "assigned-secret",
  label: "a value that is called a secret",
  severity: "medium",
  action: "warn",
  anchors: names,
  shape,
  fits,
};

function fits(found: Found): boolean {
  const { text, from, start, end, secret } = found;
  if (secret.length > 512 || isPlaceholder(secret)) return false;
  const called = text.slice(from, start);
  const name = /^[A-Za-z_-]*/.exec(called)?.[0].toLowerCase() ?? "";
  const keyword = names.find((word) => name.startsWith(word)) ?? "";
  if (otherTail.test(called.slice(keyword.length)) || otherLead.test(before(found, 30))) return false;
  if (codeTail.test(text.slice(end, end + 4))) return false;
  if (isReference(secret)) return false;
  const quoted = /["'`]/.test(text[start - 1] ?? "");
  const isPassword = /^_?p(?:ass|wd)/.test(keyword);
  if (secret.length < 16) return isPassword && (quoted || isVariable(found)) && kindsOf(secret) >= 3 && entropyOf(secret) >= 2.8 && looksRandom(secret);
  return looksRandom(secret) && (quoted || isVariable(found) || entropyOf(secret) >= 3.5);
}

/** `DB_PASSWORD=…` at the beginning of a line, `--password=…`, `;Password=…;`, `?token=…`: it can be nothing but a value. */
const isVariable = (found: Found) => {
  const lead = before(found, 60);
  return (
    /^\s*[-+]?(?:export\s+|set\s+|ENV\s+|-\s+|-e\s+|--env\s+)?[A-Za-z0-9_.-]*$/.test(lead) || /[A-Z]_$|[;?&][A-Za-z _-]{0,20}$|\s--?[a-z-]{0,20}$|<$/.test(lead)
  );
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What only points somewhere: paths, addresses, members of objects, hashes, versions, dates, ids. */
function isReference(value: string): boolean {
  return (
    uuid.test(value) ||
    /^(?:sha\d{1,3}|md5|blake\w*|bcrypt|argon2\w*)?[-:$]/i.test(value) ||
    /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|[a-z][a-z0-9+.-]*:\/\/)/.test(value) ||
    /^(?:[A-Za-z_$][\w$]*[.?!]{1,2})+[A-Za-z_$][\w$]*[!?.]*$/.test(value) ||
    /^\d{4}-\d{2}-\d{2}/.test(value) ||
    /^v?\d+(?:\.\d+)+/.test(value) ||
    /^(?:[A-Za-z0-9_.-]+\/){1,}[A-Za-z0-9_.-]+\.[a-z]{2,5}$/.test(value)
  );
}
