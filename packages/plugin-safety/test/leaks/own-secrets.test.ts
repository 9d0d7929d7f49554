import { expect, test } from "vitest";
import { createOwnSecretFinder } from "../../src/leaks/own-secrets.ts";
import { createRandom } from "../fixtures/random-text.ts";

const { hex, base62, url } = createRandom(7);
const secrets = [
  hex(64),
  `12345678:${url(35)}`,
  base62(20),
  "p@$$ wörd-!ö",
  `-----BEGIN ${"PRIVATE"} KEY-----\n${base62(64)}\n${base62(64)}\n-----END ${"PRIVATE"} KEY-----`,
];
const finder = createOwnSecretFinder(secrets.map((secret) => `${secret}\n`));

const reverse = (text: string) => [...text].reverse().join("");
const rot13 = (text: string) => text.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + (letter.toLowerCase() <= "m" ? 13 : -13)));
const base64 = (text: string) => Buffer.from(text).toString("base64");
const between = (text: string, sign: string, every = 1) => (text.match(new RegExp(`[^]{1,${every}}`, "g")) as readonly string[]).join(sign);
const forms: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: base64,
  "base64, one byte before": (secret) => base64(`a${secret}`),
  "base64, two bytes before and others behind": (secret) => base64(`ab${secret}cdefg`),
  "base64 without padding, safe in addresses": (secret) => Buffer.from(`x=${secret}`).toString("base64url"),
  "base64 over lines": (secret) => between(base64(`some words and then ${secret}`), "\n", 20),
  "base64 of base64": (secret) => base64(base64(secret)),
  "base64 of hex": (secret) => base64(Buffer.from(secret).toString("hex")),
  "base64 backwards": (secret) => reverse(base64(secret)),
  hex: (secret) => Buffer.from(secret).toString("hex"),
  "hex in capitals with colons": (secret) => between(Buffer.from(secret).toString("hex").toUpperCase(), ":", 2),
  "hex escapes": (secret) => [...Buffer.from(secret)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
  percent: (secret) => [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join(""),
  "percent where needed": encodeURIComponent,
  backwards: reverse,
  rot13,
  "with line breaks": (secret) => between(secret, "\r\n", 5),
  "with spaces": (secret) => between(secret, " "),
  "with what is not seen": (secret) => between(secret, "\u200b\u2060"),
  "with hyphens": (secret) => between(secret, "-"),
  "in a list of letters": (secret) => JSON.stringify([...secret]),
  "in a list of numbers": (secret) => JSON.stringify([...Buffer.from(secret)]),
  "as JSON": (secret) => JSON.stringify(JSON.stringify({ secret })),
  "as escapes of JSON": (secret) => [...secret].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  "as entities": (secret) => [...secret].map((letter) => `&#${letter.charCodeAt(0)};`).join(""),
  "in capitals": (secret) => secret.toUpperCase(),
  "in bits": (secret) => [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, "0")).join(" "),
  "marked in Markdown": (secret) => between(secret, "**", 6),
};

test("an own secret is found in every form, and nothing is left of it when that is taken away", () => {
  const missed: string[] = [];
  for (const [name, write] of Object.entries(forms))
    for (const secret of secrets) {
      const shown = write(secret);
      const text = `Here it is: ${shown} Ask me for more.`;
      const places = finder.find(text);
      const covered = places.reduce((sum, { start, end }) => sum + end - start, 0);
      const rest = places.toReversed().reduce((left, { start, end }) => `${left.slice(0, start)}~${left.slice(end)}`, text);
      const odd = secret.includes("ö") && /hyphens|list of letters|Markdown/.test(name);
      if (!odd && (covered < shown.length * 0.35 || finder.find(rest).length > 0)) missed.push(`${name}: ${secret.slice(0, 12)} ${covered} of ${shown.length}`);
    }
  expect(missed).toEqual([]);
});

test("a long piece of an own secret is found, and a line of a key", () => {
  const [token = "", , , , key = ""] = secrets;
  for (let at = 0; at + 16 <= token.length; at += 8) expect(finder.find(`part: ${token.slice(at, at + 16)}.`), String(at)).toHaveLength(1);
  expect(finder.find(`line two: ${key.split("\n")[2]}`)).toHaveLength(1);
});

test("short files are no secrets, and ordinary texts hold none", () => {
  expect(createOwnSecretFinder(["short", " "]).find("short and short")).toEqual([]);
  expect(finder.find(`${"The quick brown fox jumps over the lazy dog. ".repeat(2_000)}${hex(4_000)}${base62(20_000)}`)).toEqual([]);
});

test("looking takes time in proportion to the text", () => {
  const texts = ["a".repeat(200_000), "%41".repeat(60_000), "\\".repeat(200_000), (secrets[0] as string).slice(0, 15).repeat(12_000), "&#".repeat(100_000)];
  for (const text of texts) {
    const before = process.cpuUsage();
    finder.find(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000, text.slice(0, 10)).toBeLessThan(300);
  }
});
