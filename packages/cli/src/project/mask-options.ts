const secretKey = /(token|secret|passw(or)?d|passphrase|^pin|^key|(api|access|private|signing|encryption)[-_]?key|credentials?|authorization|cookie)s?$/i;
const marker = /\$\{env:[^}]+\}/g;

/** Whether what stands under this name is nobody's business: `token`, `apiKey`, `SMTP_PASSWORD`. */
export const isSecretKey = (key: string): boolean => secretKey.test(key);

/** What is left of a text that may hold a secret: the markers of `env()`, which name secrets and are none. */
export const onlyMarkers = (text: string): string => (text === "" ? "" : (text.match(marker)?.join("") ?? "[masked]"));

/** Options as people may see them: texts under names such as `token` are masked, the markers of `env()` stay. */
export function maskOptions(value: unknown, hidden = false): unknown {
  if (typeof value === "string") return hidden ? onlyMarkers(value) : value;
  if (Array.isArray(value)) return value.map((item) => maskOptions(item, hidden));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskOptions(inner, hidden || isSecretKey(key))]));
}
