/** Base64 of something that stands anywhere in a longer text: what it looks like then, at each of three places. */
function base64Within(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // The first and the last letters hold bits of the neighbours too.
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    return whole.slice(from, to);
  });
}

/** A text as it may turn up: as it is, and in the encodings that programs put texts into. Short remains that would hide ordinary words are left out. */
export function encodingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const url = encodeURIComponent(secret);
  const base64 = [bytes.toString("base64").replace(/=+$/, ""), ...base64Within(secret)].filter((text) => text.length >= 6);
  const all = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.replace(/%../g, (triplet) => triplet.toLowerCase()),
    new URLSearchParams([["", secret]]).toString().slice(1),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    [...secret].reverse().join(""),
  ];
  return [...new Set(all)];
}
