const markerOnly = /^\$\{env:([^}]+)\}$/;

export interface ValueStyle {
  readonly quote: '"' | "'";
  /** How `env` is called in the file; undefined writes the marker itself, which means the same. */
  readonly env: string | undefined;
}

const quoted = (text: string, quote: '"' | "'") =>
  quote === '"' ? JSON.stringify(text) : `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** The names of the secrets in a value. */
export function secretsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [...value.matchAll(/\$\{env:([^}]+)\}/g)].map(([, name]) => name ?? "");
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}

/** A plain value as a person would write it in a config, on one line. */
export function writeValue(value: unknown, style: ValueStyle): string {
  if (typeof value === "string") {
    const secret = markerOnly.exec(value)?.[1];
    return secret !== undefined && style.env !== undefined ? `${style.env}(${quoted(secret, style.quote)})` : quoted(value, style.quote);
  }
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, style)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(JSON.stringify(value));
  const entries = Object.entries(value).map(([key, inner]) => `${/^[a-z_$][\w$]*$/i.test(key) ? key : quoted(key, style.quote)}: ${writeValue(inner, style)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
