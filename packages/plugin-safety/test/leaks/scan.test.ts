import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { maskSecret } from "../../src/leaks/mask.ts";
import { leakPatterns } from "../../src/leaks/patterns.ts";
import { findLeaks } from "../../src/leaks/scan.ts";
import { createRandom } from "../fixtures/random-text.ts";

const random = createRandom(5);
const { base62, hex, url, uuid } = random;
const namesOf = (text: string) => findLeaks(text).map(({ pattern }) => pattern);
const root = fileURLToPath(new URL("../../../../", import.meta.url));

test("a mask shows the first and last four characters, and nothing of what is short", () => {
  expect(maskSecret("abcdefghijkl")).toBe("abcd****ijkl");
  expect(maskSecret("abcdefghijk")).toBe("***********");
});

test("patterns have names of their own, and anchors that can be looked up", () => {
  expect(new Set(leakPatterns.map(({ name }) => name)).size).toBe(leakPatterns.length);
  for (const { name, anchors, shape } of leakPatterns) {
    expect([name, shape.sticky || shape.global]).toEqual([name, true]);
    expect([name, anchors.filter((anchor) => anchor.length < 3 || anchor !== anchor.toLowerCase())]).toEqual([name, []]);
  }
});

test("of what overlaps, the strongest is told, and all of it is masked", () => {
  const key = `sk-${"ant"}-api03-${url(93)}`;
  const text = `api${"_key"}="${key}"`;
  expect(findLeaks(text)).toEqual([
    { pattern: "anthropic-key", severity: "critical", action: "block", start: 9, end: 9 + key.length, masked: `sk-a****${key.slice(-4)}` },
  ]);
  const bearer = `Authorization: Bear${"er"} gh${"o"}_${base62(36)}`;
  expect(namesOf(bearer)).toEqual(["github-token"]);
});

test("the whole block of a private key is one leak, also when its end is missing", () => {
  const head = `-----BEGIN ${"OPENSSH PRIVATE"} KEY-----`;
  const lines = [base62(70), base62(70), base62(30)];
  const whole = [head, ...lines, `-----END ${"OPENSSH PRIVATE"} KEY-----`].join("\n");
  expect(findLeaks(`a\n${whole}\nb`)).toMatchObject([{ pattern: "private-key", start: 2, end: 2 + whole.length }]);
  const cut = [head, ...lines].join("\n");
  expect(findLeaks(`a\n${cut}\n`)[0]?.end).toBeGreaterThanOrEqual(2 + cut.length);
});

test("placeholders, references, hashes and ids are no leaks", () => {
  const texts = [
    "OPENAI_API_KEY=your-api-key-here",
    "OPENAI_API_KEY=sk-...",
    `OPENAI_API_KEY=sk-${"x".repeat(48)}`,
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    `token: gh${"p"}_${"a".repeat(36)}`,
    `token: gh${"p"}_${"0123456789".repeat(4)}`,
    "password: changeme-please-1234",
    `password = "\${DB_PASSWORD_2024}"`,
    "password: {{ vault_password_1 }}",
    "token = process.env.GITHUB_TOKEN_V2",
    'token: env("TELEGRAM_BOT_TOKEN_2")',
    "secret: <your secret of 32 characters>",
    "const token = await getAccessTokenV2(session)",
    "token: request.headers.authorization2",
    "tokenizer: bert-base-uncased-v2-256",
    "max_tokens = 4096000000000000",
    "token_type: application/x-www-form-urlencoded2",
    "password: /run/secrets/database-password-1",
    "secretName: my-service-tls-2024-01-15",
    "api_key: https://vault.internal/keys/production/1",
    `"integrity": "sha512-${base62(86)}=="`,
    `"resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz#${hex(40)}"`,
    `commit ${hex(40)}`,
    `${hex(64)}  node-v22.tar.gz`,
    `${hex(64)} *node-v22.tar.gz`,
    `image: node@sha256:${hex(64)}`,
    `"digest": "${hex(64)}"`,
    `sha256 = "${hex(64)}"`,
    `checksum: ${hex(64)}`,
    `"id": "${uuid()}"`,
    `token: ${uuid()}`,
    `etag: "${hex(64)}"`,
    `-----BEGIN ${"PUBLIC"} KEY-----\n${base62(64)}`,
    `if (text.includes("-----BEGIN ${"RSA PRIVATE"} KEY-----")) return true;`,
    `-----BEGIN ${"PRIVATE"} KEY-----\n...\n-----END PRIVATE KEY-----`,
    "postgres://user:password@localhost:5432/app",
    "postgres://postgres:postgres@db:5432/app",
    `postgres://app:\${PGPASSWORD}@db/app`,
    "redis://:%s@%s:%d/0",
    "https://user:pass@example.com/",
    "ssh://git@github.com:22/a/b.git",
    "Authorization: Bearer $TOKEN",
    "Authorization: Bearer <access-token-goes-here>",
    "the bearer authentication-scheme-of-rfc-6750 says",
    "Authorization: Basic dXNlcjpwYXNzd29yZA==",
    "basic authentication and basic understanding",
    "12:30:45.123456 2026-01-01T00:00:00.000Z 1234567890:not-a-token",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "sk-fading-circle sk-circle-fade-dot sk-folding-cube-animation",
    `src/components/sk-${"loading"}-indicator-component-1.tsx`,
  ];
  expect(texts.filter((text) => findLeaks(text).length > 0).map((text) => [text, namesOf(text)])).toEqual([]);
});

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(?:m?[jt]s|json|md|ya?ml)$/.test(entry.name) && statSync(path).size < 1_000_000) yield path;
  }
}

test("ordinary source, lockfiles and documents hold no leaks", () => {
  const folders = ["packages/kernel/src", "packages/cli/src", "docs", "node_modules/zod/src", "node_modules/tapable", "node_modules/vite/dist/node"];
  const files = [join(root, "package-lock.json"), ...folders.flatMap((folder) => [...sources(join(root, folder))])];
  let lines = 0;
  const alarms: string[] = [];
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    lines += text.split("\n").length;
    for (const { pattern, start } of findLeaks(text)) alarms.push(`${pattern} in ${file}:${text.slice(0, start).split("\n").length}`);
  }
  expect(lines).toBeGreaterThan(20_000);
  expect(alarms.length, alarms.join("\n")).toBeLessThanOrEqual(lines / 10_000);
});

test("scanning takes time in proportion to the text, whatever it holds", () => {
  const anchors = leakPatterns.flatMap((pattern) => pattern.anchors);
  const pieces = [
    ...[
      "a",
      "sk-",
      "AKIA",
      "eyJ",
      "eyJa.",
      "://",
      "://a:",
      "://a:b",
      "://a:bbbbbb@",
      "password=",
      'password = "',
      `-----BEGIN ${"RSA PRIVATE"} KEY-----\n`,
      "-----BEGIN ",
    ],
    ...[
      "0123456789abcdef",
      "12345678:",
      "M1a",
      "machine a login b ",
      "Bearer ",
      "basic QUFB",
      "token: a.",
      "\\n",
      "%3D",
      "\u001b[32m",
      `"auth":"`,
      "x-auth-key: a",
      "1//0a",
    ],
    anchors.join(" "),
    anchors.join(""),
    ...anchors.filter((_, number) => number % 9 === 0),
  ];
  const slow: string[] = [];
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const before = process.cpuUsage();
    findLeaks(text);
    const { user, system } = process.cpuUsage(before);
    if (user + system > 150_000) slow.push(`${piece.slice(0, 30)}: ${Math.round((user + system) / 1000)} ms`);
  }
  expect(slow).toEqual([]);
});

test("the README names every kind of secret", () => {
  const text = readFileSync(join(root, "packages/plugin-safety/README.md"), "utf8");
  expect(leakPatterns.filter(({ name }) => !text.includes(`\`${name}\``)).map(({ name }) => name)).toEqual([]);
});
