import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { env } from "@instar/kernel";
import { expect, test } from "vitest";
import { createMask } from "../src/diagnose/create-mask.ts";
import { encodingsOf } from "../src/diagnose/encodings.ts";
import { maskOptions } from "../src/project/mask-options.ts";
import { makeAgentFolder } from "./agent-folder.ts";

const planted = {
  stored: "sto/red+SECRET_9f2x?&",
  literal: "litèral secret in the config",
  literalKey: "+15550100",
  environment: "env-ironment-secret-77",
  message: "please remember the purple elephant in the cellar",
  logged: "nobody-told-of-this-1",
  prose: "my mother's maiden name is Smith",
};

const leaky = `import { definePlugin } from "@instar/kernel";
import { z } from "zod";
export default definePlugin({
  api: 1, name: "leaky",
  options: z.object({ greeting: z.string(), key: z.string(), mode: z.enum(["loud", "quiet"]), people: z.record(z.string(), z.number()) }),
  setup({ hooks, options, log }) {
    hooks.ready.tap("say too much", () => {
      log.info("Said too much.", { greeting: options.greeting, text: ${JSON.stringify(planted.prose)}, base64: Buffer.from(options.key).toString("base64"), turns: 3 });
      log.error("It failed.", { error: new Error("The key was " + Buffer.from("x" + options.greeting).toString("base64url") + " and password=${planted.logged}") });
    });
    hooks.afterMessage.tap("repeat", ({ message }) => log.info("Heard.", { error: new Error("Could not read: " + message.text) }));
  },
});
`;

const config = `import { defineConfig, env } from "instar";
import echo from "./echo-driver.ts";
import leaky from "./leaky.ts";
// An apostrophe that isn't a quote.
export default defineConfig({
  name: "kira",
  plugins: [echo(), leaky({ greeting: ${JSON.stringify(planted.literal)}, key: env("LEAKY_KEY"), mode: "loud", people: { ${JSON.stringify(planted.literalKey)}: 1 } })],
});
`;

const textOf = (file: string) => gunzipSync(readFileSync(file)).toString("utf8");

function expectNone(bundle: string) {
  for (const [what, secret] of Object.entries(planted)) for (const form of encodingsOf(secret)) expect(bundle.includes(form), `${what} as ${form}`).toBe(false);
}

test.each(["running", "stopped"])(
  "the bundle of a %s agent holds none of the secrets that were planted everywhere, and no message",
  async (how) => {
    await using agent = makeAgentFolder({ config });
    agent.write("leaky.ts", leaky);
    const variables = { SOME_API_KEY: planted.environment, INSTAR_LOG_LEVEL: "debug" };
    await agent.run(["secrets", "set", "LEAKY_KEY"], { input: planted.stored });
    expect((await agent.run(["start"], { env: variables })).code).toBe(0);
    expect((await agent.run(["chat", "--once", planted.message], { env: variables })).stdout).toContain("elephant");
    if (how === "stopped") await agent.run(["stop"]);
    const log = join(agent.folder, ".instar", "logs", "instar.log");
    const line = {
      level: "error",
      time: new Date().toISOString(),
      msg: "Raw.",
      error: { message: `${planted.stored} ${planted.environment} https://me:${planted.logged}@host Bearer ${planted.logged}` },
    };
    writeFileSync(log, `${JSON.stringify(line)}\n{"cut off ${planted.stored}\n`, { flag: "a" });
    const token = readFileSync(join(agent.folder, ".instar", "secrets", "owner-token"), "utf8").trim();

    const out = join(agent.folder, "report.tar.gz");
    const made = await agent.run(["diagnose", "--out", out, "--json"], { env: variables });
    expect(made).toMatchObject({ code: 0 });
    expect(made.json<{ entries: { name: string }[] }>().entries.map(({ name }) => name)).toEqual([
      "versions.json",
      "doctor.json",
      "house.json",
      "config.json",
      "events.json",
      "log.jsonl",
    ]);
    const bundle = textOf(out);
    expectNone(bundle);
    for (const form of encodingsOf(token)) expect(bundle.includes(form)).toBe(false);
    expect(bundle).not.toContain(agent.folder);
    // What a report is for is there.
    for (const useful of [
      '"mode": "loud"',
      env("LEAKY_KEY"),
      "Said too much.",
      '"turns":3',
      "It failed.",
      '"message.accepted"',
      "leaky",
      process.versions.node,
    ])
      expect(bundle).toContain(useful);
  },
  90_000,
);

test("a config that cannot be run still gives a bundle, without what stands in it", async () => {
  await using agent = makeAgentFolder({ config: `${config}\nthrow new Error("broken with ${planted.logged} and ${planted.literal}");` });
  agent.write("leaky.ts", leaky);
  const out = join(agent.folder, "report.tar.gz");
  const made = await agent.run(["diagnose", "--out", out]);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining("no messages and no secrets") });
  const bundle = textOf(out);
  expect(bundle).toContain('"id": "config"');
  for (const form of [...encodingsOf(planted.literal), ...encodingsOf(planted.stored)]) expect(bundle.includes(form), form).toBe(false);
  const again = await agent.run(["diagnose", "--out", out]);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("is there already") });
}, 60_000);

test("a mask takes secrets in every encoding and wherever they stand in it, and leaves words and ids alone", () => {
  const mask = createMask({ secrets: ["hunter2 is ÿ my/pass"], places: [["/home/ann/agent", "<agent>"]] });
  for (const form of encodingsOf("hunter2 is ÿ my/pass")) expect(mask(`before ${form} after`), form).not.toContain(form);
  for (const before of ["", "a", "ab", "abc"]) {
    const inside = Buffer.from(`${before}hunter2 is ÿ my/pass and more`).toString("base64");
    expect(mask(inside)).not.toBe(inside);
  }
  const fine = "Resumed the session 0198f6a2-1111-7222-8333-444455556666 of plugin-conversations in 12 ms.";
  expect(mask(fine)).toBe(fine);
  expect(mask("at open (/home/ann/agent/instar.config.ts:3:1)")).toBe("at open (<agent>/instar.config.ts:3:1)");
});

test.each([
  ["a token of a messenger", "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"],
  ["a model's key", "sk-ant-api03-abcdefgh12345678"],
  ["hex", "9f86d081884c7d659a2feaa0c55ad015"],
  ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N"],
  ["a password in a URL", "postgres://ann:letmein@localhost/db"],
  ["a header", "Authorization: Bearer abc.def"],
])("%s is masked though nobody told of it", (_, text) => {
  const mask = createMask({ secrets: [], places: [] });
  const word = /(\S+?)(?:@localhost.*)?$/.exec(text.replace(/^postgres:\/\/ann:/, ""))?.[1] ?? "";
  expect(mask(`It said ${text}.`)).not.toContain(word);
});

test("config show masks what stands under the name of a secret, but for its marker", () => {
  expect(maskOptions({ token: "abc", nested: [{ apiKey: "x", password: env("PASSWORD") }], maxTokens: 5, name: "kira", secrets: ["a"] })).toEqual({
    token: "[masked]",
    nested: [{ apiKey: "[masked]", password: env("PASSWORD") }],
    maxTokens: 5,
    name: "kira",
    secrets: ["[masked]"],
  });
});
