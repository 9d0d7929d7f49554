import { expect, test } from "vitest";
import { looksSecret, missingOptions, readOptions, secretNameFor } from "../../src/plugins/read-options.ts";

const schema = {
  type: "object",
  required: ["token", "city"],
  properties: {
    token: { type: "string" },
    city: { type: "string" },
    pollMs: { type: "integer" },
    loud: { type: "boolean" },
    days: { type: "array", items: { type: "integer" } },
    inner: { type: "object", properties: { name: { type: "string" } } },
    maxTokens: { type: "integer" },
    maybe: { type: ["string", "null"] },
  },
} as const;

test("options are read as their schema wants them, inner ones by their path", () => {
  const given = ["city=5", "pollMs=50", "loud=true", "days=1,2", "inner.name=a=b", "maxTokens=9", "maybe=x", 'free={"a":1}', "other=plain"];
  expect(readOptions(given, schema)).toEqual({
    city: "5",
    pollMs: 50,
    loud: true,
    days: [1, 2],
    inner: { name: "a=b" },
    maxTokens: 9,
    maybe: "x",
    free: { a: 1 },
    other: "plain",
  });
  expect(readOptions(["token=env:BOT_TOKEN"], schema)).toEqual({ token: "$" + "{env:BOT_TOKEN}" });
  expect(missingOptions(schema, { city: "Oslo" })).toEqual(["token"]);
});

test("what does not fit is refused with what is wanted, and a secret in plain sight always", () => {
  for (const [given, said] of [
    ["pollMs=soon", "a number is wanted"],
    ["loud=perhaps", "true or false"],
    ["inner=x", "JSON is wanted"],
    ["city", "key=value"],
    ["=x", "key=value"],
    ["__proto__.x=1", "key=value"],
    ["token=abc", "--secret token"],
    ["inner.password=abc", "--secret inner.password"],
    ["apiKey=abc", "--secret apiKey"],
  ])
    expect(() => readOptions([given ?? ""], schema), given).toThrow(said);
});

test("a secret is known by its name and kept under one that tells whose it is", () => {
  expect(["token", "botToken", "api_key", "clientSecret"].every((key) => looksSecret(key, undefined))).toBe(true);
  expect(["city", "keyboard", "maxTokens"].some((key) => looksSecret(key, undefined))).toBe(false);
  expect(looksSecret("token", { type: "integer" })).toBe(false);
  expect([secretNameFor("telegram", "botToken"), secretNameFor("no-push", "api.key"), secretNameFor("3d", "token")]).toEqual([
    "TELEGRAM_BOT_TOKEN",
    "NO_PUSH_API_KEY",
    "P3D_TOKEN",
  ]);
  expect([secretNameFor("telegram", "token", "TELEGRAM_BOT_TOKEN"), secretNameFor("no-push", "key", "TELEGRAM_BOT_TOKEN")], "only one of its own").toEqual([
    "TELEGRAM_BOT_TOKEN",
    "NO_PUSH_KEY",
  ]);
});
