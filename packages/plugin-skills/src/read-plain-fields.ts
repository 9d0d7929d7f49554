import type { Field } from "./read-head.ts";

/**
 * The fields of front matter in its plainest form, as nearly all skills write it: one line for each, and one level below `metadata`.
 * Undefined for all else, which is YAML's to read: its parser is 10 MB that a house at rest need not hold.
 */
export function readPlainFields(head: string): ReadonlyMap<string, Field> | undefined {
  const fields = new Map<string, Field>();
  let inner: Record<string, string> | undefined;
  for (const [index, text] of head.split(/\r?\n/).entries()) {
    const [, indent = "", key = "", written = ""] = /^( {2})?([a-z][a-z-]*):(?: (.*))?$/.exec(text) ?? [];
    const value = plainText(written);
    if (key === "" || key === "__proto__") return undefined;
    if (indent !== "") {
      if (inner === undefined || value === undefined || Object.hasOwn(inner, key)) return undefined;
      inner[key] = value;
      continue;
    }
    if (fields.has(key) || (value === undefined) !== (key === "metadata" && written === "")) return undefined;
    inner = value === undefined ? {} : undefined;
    fields.set(key, { line: index + 2, value: value ?? inner });
  }
  // An empty metadata is null in YAML.
  return [...fields.values()].some(({ value }) => typeof value === "object" && Object.keys(value as object).length === 0) ? undefined : fields;
}

/** A text that means itself in YAML, or one in double quotes without escapes. */
function plainText(written: string): string | undefined {
  const quoted = /^"([^"\\]*)"$/.exec(written);
  if (quoted !== null) return quoted[1];
  if (!/^[A-Za-z][^\t]*$/.test(written) || written !== written.trim() || /:(\s|$)|\s#/.test(written)) return undefined;
  return /^(true|false|null|yes|no|on|off|y|n)$/i.test(written) ? undefined : written;
}
