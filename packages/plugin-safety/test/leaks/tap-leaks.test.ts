import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isHeld, type ToolCall } from "@instar/kernel";
import { Events, Lifecycle, Notices } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import events from "@instar/plugin-events";
import notices from "@instar/plugin-notices";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel, until } from "@instar/testing";
import { expect, test } from "vitest";
import safety, { Safety } from "../../src/index.ts";
import { createRandom } from "../fixtures/random-text.ts";

const { base62, hex, url } = createRandom(11);
const openaiKey = `sk-${"proj"}-${url(80)}`;
const webToken = `ey${"J"}${base62(30)}.ey${"J"}${base62(40)}.${url(43)}`;

async function createHouse(options: Parameters<typeof safety>[0] = {}) {
  const agent = createScriptedAgent();
  const chat = createScriptedChannel({ housePlan: true, buttons: true, partLength: 100_000 });
  const kernel = await createTestKernel([
    store(),
    events(),
    access({ owners: ["scripted-chat:owner"] }),
    sessions(),
    conversations({ filesFrom: ["."] }),
    notices(),
    agent.plugin,
    chat.plugin,
    safety(options),
  ]);
  await until(() => chat.cursor !== undefined);
  const secret = hex(64);
  const folder = join(kernel.project, ".instar", "secrets");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "SOME_TOKEN"), `${secret}\n`);
  let count = 0;
  return {
    kernel,
    chat,
    secret,
    file(name: string, text: string | Uint8Array) {
      writeFileSync(join(kernel.project, name), text);
      return join(kernel.project, name);
    },
    async answer(text: string): Promise<string> {
      agent.respond(() => text);
      const before = chat.sent.length;
      await chat.say(`Question ${++count}`, { from: "owner" });
      await until(() => chat.sent.length > before);
      return chat.sent
        .slice(before)
        .map((part) => part.text)
        .join("");
    },
    async output(text: string): Promise<string> {
      const call = { id: "call-1", session: { id: "session-1", driver: "test" }, cwd: kernel.project, tool: "Bash", input: {}, action: { kind: "other" } };
      const result = await kernel
        .service(Lifecycle)
        .toolDone({ call: { ...call, signal: new AbortController().signal } as ToolCall, output: text, ok: true, elapsedMs: 1 });
      return isHeld(result) ? `held: ${result.reason}` : result.output;
    },
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

test("an own secret in a reply never leaves, plain or written otherwise, and the owner is told once", async () => {
  await using house = await createHouse();
  const { secret } = house;
  const forms = [
    secret,
    Buffer.from(secret).toString("base64"),
    Buffer.from(`x${secret}`).toString("base64url"),
    Buffer.from(secret).toString("hex"),
    [...secret].reverse().join(""),
    [...secret].join(" "),
    secret.match(/.{8}/g)?.join("\n") ?? "",
    secret.match(/.{20}/g)?.[1] ?? "",
  ];
  for (const form of forms) {
    const said = await house.answer(`Of course! Here: ${form} Bye.`);
    expect(said, form).toContain("[withheld: a secret of this agent]");
    expect(said, form).toContain("Of course!");
    expect(said.replace(/\s/g, ""), form).not.toContain(form.replace(/\s/g, "").slice(8, 24));
  }
  const kept = JSON.stringify([await house.kernel.service(Conversations).outbox(), await house.kernel.service(Events).list(), house.kernel.lines]);
  expect(kept).not.toContain(secret.slice(0, 20));
  const told = await house.kernel.service(Notices).attention();
  expect(told.filter(({ key }) => key === "safety.own-secret")).toHaveLength(1);

  writeFileSync(join(house.kernel.project, ".instar", "secrets", "LATER"), "a-secret-added-later-81");
  expect(await house.answer("a-secret-added-later-81")).toBe("[withheld: a secret of this agent]");
});

test("what looks like a key is masked in a reply, and what may be one goes as it is", async () => {
  await using house = await createHouse();
  expect(await house.answer(`The key is ${openaiKey}.`)).toBe(`The key is ${openaiKey.slice(0, 4)}****${openaiKey.slice(-4)}.`);
  expect(await house.answer(`Take ${webToken} then`)).toBe(`Take ${webToken.slice(0, 4)}****${webToken.slice(-4)} then`);
  const perhaps = `pass${"word"} = "${base62(18)}"`;
  expect(await house.answer(perhaps)).toBe(perhaps);
  expect(await house.answer("It is 12:30, and the build is green.")).toBe("It is 12:30, and the build is green.");
  const recorded = await house.kernel.service(Events).list({ types: ["leak"] });
  expect(recorded.map(({ type }) => type).toSorted()).toEqual(["leak.blocked", "leak.masked", "leak.seen"]);
  expect(JSON.stringify(recorded)).not.toContain(openaiKey.slice(8));
  const audit = await house.kernel.service(Safety).audit({ what: ["leak"] });
  expect(audit.map(({ what }) => what).toSorted()).toEqual(["leak.blocked", "leak.masked", "leak.seen"]);
});

test("a file that holds an own secret or a key stays here, and the text says so; others go", async () => {
  await using house = await createHouse();
  const { chat, secret } = house;
  const files = [
    house.file("notes.txt", "All is well."),
    house.file("settings.txt", `KEY=${openaiKey}\n`),
    house.file("dump.bin", Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(secret)])),
    house.file(`${openaiKey}.txt`, "harmless"),
    house.file("later.txt", `token ${webToken}`),
  ];
  await house.answer("Hello.");
  const before = chat.sent.length;
  await house.kernel
    .service(Conversations)
    .tell({ key: "files", text: "Here they are.", attachments: files, buttons: [{ label: `Use ${secret}`, words: "yes" }] });
  await until(() => chat.sent.length >= before + 3);
  const sent = chat.sent.slice(before);
  expect(sent.flatMap(({ file }) => file ?? []).map((file) => file.split("/").at(-1))).toEqual(["notes.txt", "later.txt"]);
  expect(sent[0]?.text).toBe(
    [
      "Here they are.",
      "",
      "I did not send settings.txt: it holds what looks like an OpenAI key.",
      "I did not send dump.bin: it holds a secret of mine.",
      `I did not send ${openaiKey.slice(0, 4)}****${openaiKey.slice(-4)}.txt: its name holds a secret.`,
    ].join("\n"),
  );
  expect(JSON.stringify(sent)).not.toContain(secret.slice(0, 16));
  expect(sent.flatMap(({ buttons }) => buttons ?? []).map(({ label }) => label)).toEqual(["Use [withheld: a secret of this agent]"]);
});

test("the model reads no secrets of a tool's output, and is told why", async () => {
  await using house = await createHouse();
  const block = [`-----BEGIN ${"RSA PRIVATE"} KEY-----`, base62(64), base62(64), `-----END ${"RSA PRIVATE"} KEY-----`].join("\n");
  const output = await house.output(`KEY=${openaiKey}\n${block}\nrest ${house.secret}\n`);
  expect(output).not.toContain(openaiKey.slice(4, -4));
  expect(output).not.toContain(block.split("\n")[1]);
  expect(output).toContain("rest [withheld: a secret of this agent]\n");
  expect(output).toContain("masked before you could read them, because they look like secrets: an OpenAI key and a private key.");
  const perhaps = `pass${"word"}: "${base62(18)}"`;
  expect(await house.output(perhaps)).toBe(`${perhaps}\n[This output may hold secrets: a value that is called a secret. Don't repeat, store or send them.]`);
  expect(await house.output("nothing here\n")).toBe("nothing here\n");
  expect(await house.output(`${"word ".repeat(200_000)}${openaiKey}`)).not.toContain(openaiKey);
});

test("a config chooses what is done with a kind of secret, but never with the agent's own", async () => {
  await using house = await createHouse({ leaks: { patterns: { "openai-key": "off", "json-web-token": "warn" }, allow: ["^ghp_TEST"] } });
  const allowed = `gh${"p"}_TEST${base62(32)}`;
  expect(await house.answer(`${openaiKey} ${webToken} ${allowed}`)).toBe(`${openaiKey} ${webToken} ${allowed}`);
  expect(await house.answer(house.secret)).toBe("[withheld: a secret of this agent]");
  await expect(createTestKernel([store(), sessions(), safety({ leaks: { patterns: { "open-ai": "off" } } })])).rejects.toThrow(
    /No kind of secret has this name/,
  );
});
