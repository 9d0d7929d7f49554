/** Removes every secret that was ever resolved from text, also inside longer strings and in its usual encodings. */
export function createRedactor() {
  const words = new Set<string>();
  let pattern: RegExp | undefined;

  const redactText = (text: string): string => (pattern ? text.replace(pattern, "[secret]") : text);

  const redact = (value: unknown, seen = new WeakSet<object>()): unknown => {
    if (typeof value === "string") return redactText(value);
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return "[circular]";
    seen.add(value);
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== "cause"));
      return redact({ name, message, ...rest, stack, ...(cause === undefined ? {} : { cause }) }, seen);
    }
    if (Array.isArray(value)) return value.map((item) => redact(item, seen));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redactText(key), redact(inner, seen)]));
  };

  return {
    /** From now on `secret` is removed. Shorter than four characters it would remove ordinary words, so it is not. */
    remember(secret: string) {
      if (secret.length < 4) return;
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString("base64").replace(/=+$/, "")]) words.add(form);
      const longestFirst = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
      pattern = new RegExp(longestFirst.join("|"), "g");
    },
    redactText,
    redact: (value: object): object => redact(value) as object,
  };
}

export type Redactor = ReturnType<typeof createRedactor>;
