import { globFits } from "@instar/shell-words";

const files =
  ".env .env.local .env.production .env.prod .env.staging .envrc id_rsa id_ed25519 id_ecdsa .netrc .npmrc .pypirc .pgpass .git-credentials .vault-token credentials.json secrets.yaml secrets.yml secrets.json".split(
    " ",
  );
const folders = [".ssh", ".aws", ".gnupg", ".kube"];
const innocent = /\.(?:pub|example|sample|md|ts|js)$|known_hosts|config/;

/** Of a pattern, as much as must be certain before it can be said to mean a name. */
const isTelling = (pattern: string) => pattern.replace(/[\uE000-\uE00F]/g, "").length >= 2 && !/^[\uE000-\uE00F]/.test(pattern);

/** Whether a path with wildcards may be one of the well-known files of secrets. */
export function mayBeSecret(path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (innocent.test(name)) return false;
  if (/[\uE000\uE001]/.test(name) && isTelling(name) && files.some((file) => globFits(name, file))) return true;
  return parts.slice(0, -1).some((part) => /[\uE000\uE001]/.test(part) && isTelling(part) && folders.some((folder) => globFits(part, folder)));
}
