/** Removes every secret that was ever resolved from text, also inside longer strings and in its usual encodings. */
export function createRedactor() {
  const words = new Set<string>();
  let pattern: RegExp | undefined;

  const redactText = (text: string): string => (pattern ? text.replace(pattern, "[secret]") : text);

  function redact(value: unknown, above: readonly object[] = []): unknown {
    if (typeof value === "string") return redactText(value);
    if (typeof value !== "object" || value === null) return value;
    if (above.includes(value)) return "[circular]";
    const inner = (item: unknown) => redact(item, [...above, value]);
    if (Array.isArray(value)) return value.map(inner);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof Map || value instanceof Set) return [...value].map(inner);
    if (value instanceof Error) {
      const { name, message, stack, cause, errors } = value as AggregateError;
      const hidden = { name, message, stack, ...(cause === undefined ? {} : { cause }), ...(errors === undefined ? {} : { errors }) };
      return inner({ ...hidden, ...value });
    }
    const { toJSON } = value as { toJSON?: () => unknown };
    if (typeof toJSON === "function") return inner(toJSON.call(value));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key), inner(item)]));
  }

  return {
    /** From now on `secret` is removed. Shorter than four characters it would remove ordinary words, so it is not. */
    remember(secret: string) {
      if (secret.length < 4) return;
      const encoded = encodeURIComponent(secret);
      words
        .add(secret)
        .add(encoded)
        .add(encoded.replace(/%../g, (triplet) => triplet.toLowerCase()));
      words.add(new URLSearchParams([["", secret]]).toString().slice(1));
      words.add(JSON.stringify(secret).slice(1, -1)).add(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
      const longestFirst = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
      pattern = new RegExp(longestFirst.join("|"), "g");
    },
    redactText,
    redact: (value: object): object => redact(value) as object,
  };
}

export type Redactor = ReturnType<typeof createRedactor>;
