import { definePlugin, env } from "@instar/kernel";
import { createTestKernel, type TestKernel } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const secret = "s3cr/et+pass word";

async function logged(fields: object, text = "Said."): Promise<TestKernel["lines"][number]> {
  const speaking = definePlugin({ api: 1, name: "speaking", options: z.object({ token: z.string() }), setup: ({ log }) => log.info(text, fields) });
  await using kernel = await createTestKernel([speaking({ token: env("TOKEN") })], { secrets: { TOKEN: secret } });
  const line = kernel.lines.find(({ level }) => level === "info");
  if (!line) throw new Error("Nothing was logged.");
  return line;
}

describe("a secret that was resolved once is in no line", () => {
  const nested = new Error(`outer ${secret}`, { cause: new Error(`inner ${secret}`) });
  const cases: Record<string, object> = {
    "inside a longer string": { url: `https://x/bot${secret}/getMe` },
    "URL-encoded, in either case": {
      a: encodeURIComponent(secret),
      b: encodeURIComponent(secret).replace(/%../g, (triplet) => triplet.toLowerCase()),
      c: new URLSearchParams({ secret }).toString(),
    },
    "in base64": { header: `Basic ${Buffer.from(secret).toString("base64")}` },
    "as JSON inside a string": { body: JSON.stringify({ token: secret }) },
    "in an error's message, stack and causes": { error: nested, all: new AggregateError([nested], "several") },
    "in a field of an error": { error: Object.assign(new Error("x"), { request: { token: secret } }) },
    "in nested fields, lists and keys": { a: [{ b: secret }], [secret]: 1 },
    "in maps, sets, URLs and things of a class": {
      map: new Map([[secret, { secret }]]),
      set: new Set([secret]),
      url: new URL(`https://x/?q=${encodeURIComponent(secret)}`),
      thing: new (class Thing {
        token = secret;
      })(),
      speaking: { toJSON: () => ({ secret }) },
    },
    "in bytes": { bytes: Buffer.from(secret) },
  };
  test.each(Object.entries(cases))("%s", async (_name, fields) => {
    const { fields: written } = await logged(fields);
    const text = JSON.stringify(written);
    for (const form of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
      "s3cr%2fet",
      "s3cr%2Fet",
      JSON.stringify([...Buffer.from(secret)]),
    ])
      expect(text).not.toContain(form);
    expect(text).toMatch(/\[secret\]|bytes/);
  });
  test("in the sentence itself", async () => {
    expect((await logged({}, `Used ${secret}.`)).text).toBe("Used [secret].");
  });
});

test("whatever is logged, the plugin goes on", async () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const shared = { a: 1 };
  expect((await logged({ circle, twice: [shared, shared], big: 1n, symbol: Symbol("x"), none: undefined, run: () => 1 })).fields).toMatchObject({
    circle: { self: "[circular]" },
    twice: [{ a: 1 }, { a: 1 }],
  });
  const hostile = {
    get field(): never {
      throw new Error("no");
    },
  };
  const speaking = definePlugin({ api: 1, name: "speaking", setup: ({ log }) => log.info("Said.", { hostile }) });
  await using kernel = await createTestKernel([speaking()]);
  expect(kernel.describe().plugins).toMatchObject([{ state: "up" }]);
});

test("no secret is in a report on the config, a description or what redact gives", async () => {
  const Options = z.object({ token: z.string().refine(() => false, { error: ({ input }) => `${input} will not do` }) });
  const checked = definePlugin({ api: 1, name: "checked", options: Options, setup: () => undefined });
  const error: Error = await createTestKernel([checked({ token: env("TOKEN") })], { secrets: { TOKEN: secret } }).catch((thrown) => thrown);
  expect(error.message).toContain("checked.token: [secret] will not do.");
  const failing = definePlugin({
    api: 1,
    name: "failing",
    options: z.object({ token: z.string() }),
    setup: ({ options }) => {
      throw new Error(`refused ${options.token}`);
    },
  });
  await using kernel = await createTestKernel([failing({ token: env("TOKEN") })], { secrets: { TOKEN: secret } });
  expect(JSON.stringify(kernel.describe())).not.toContain(secret);
  expect(kernel.redact(`see ${secret}`)).toBe("see [secret]");
});
