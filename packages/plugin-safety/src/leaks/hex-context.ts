import { after, before, type Found } from "./pattern.ts";
import { isPlaceholder } from "./placeholder.ts";

const hashes =
  /sha|md5|hash|digest|checksum|integrity|etag|commit|\btree\b|parent|revision|\brev\b|merkle|block|\btx|transaction|fingerprint|thumbprint|image|container|layer|cid\b|blob|object|chunk|binds|previous|build|version|cache|address|public|pub[_-]?key|signature|\bsig\b|nonce|salt|trace|span|request|correlation|\bid\b|_id\b|Id\b|\.(?:js|css|ts|map|json|lock|tgz|gz|zip|png|svg|whl)\b/i;
const secrets =
  /secret|token|private|passw|passphrase|\bseed\b|mnemonic|credential|api[_-]?key|access[_-]?key|encryption|master|signing|session[_-]?key|hmac|jwt|\bkey\b|_key\b|Key\b/i;

/** Whether 64 hex digits are a key: by what the line calls them, or because they stand there alone. Hashes, checksums and digests have other company. */
export function isHexSecret(found: Found): boolean {
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

/** A list of such lines is a list of hashes. */
function isAlone({ text, from, to }: Found): boolean {
  const around = `${text.slice(Math.max(0, from - 90), from)}\n${text.slice(to, to + 90)}`;
  return !/[0-9a-f]{40}/i.test(around) && !hashes.test(around);
}
