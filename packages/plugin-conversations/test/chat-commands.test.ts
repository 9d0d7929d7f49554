import { definePlugin, type PluginEntry } from "@instar/kernel";
import { type Access, Approvals, type ChatCommand, ChatCommands, type ChatRequest, HealthChecks } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

const never = () => new Promise<string>(() => {});

const bringing = (name: string, ...commands: readonly ChatCommand[]) =>
  definePlugin({
    api: 1,
    name,
    setup({ contribute }) {
      for (const command of commands) contribute(ChatCommands, command);
    },
  })();

const lamp = (changes: Partial<ChatCommand> = {}): ChatCommand => ({
  name: "lamp",
  summary: "switches the lamp",
  access: "owner",
  run: async ({ words, from }) => `The lamp is ${words} for ${from.id}.`,
  ...changes,
});

const withKnown = { channel: { id: "scripted-chat" } } as const;

test("a contributed command is answered by the house while a turn runs, ends handled, and does not reach the agent", async () => {
  const asked: ChatRequest[] = [];
  const command = lamp({
    async run(request) {
      asked.push(request);
      return "Lit.";
    },
  });
  await using house = await createHouse({ ...withKnown, plugins: [bringing("lamps", command)] });
  await house.open();
  house.agent.respond(never);
  await house.chat.say("work");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("/Lamp@instar_bot  on now", { at: 5 });
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("Lit.");
  expect(house.agent.inputs).toHaveLength(1);
  const [row] = await house.conversations().inbox({ states: ["handled"] });
  expect(asked).toEqual([
    { words: "on now", from: { id: "owner", trust: "owner" }, address: { channel: "scripted-chat", conversation: "main" }, message: row?.id, at: 5 },
  ]);
});

test("bare text means what the first command says that it means; a command that throws there is reported and passed over", async () => {
  const broken = lamp({
    name: "broken",
    means() {
      throw new Error("no idea");
    },
  });
  const first = lamp({ means: ({ words }) => (words === "light!" ? "on" : undefined) });
  const second = lamp({ name: "second", means: () => "never" });
  await using house = await createHouse({ plugins: [bringing("breaks", broken), bringing("lamps", first, second)] });
  const kernel = await house.open();
  await house.chat.say("light!");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("The lamp is on for owner.");
  expect(kernel.lines.find(({ text }) => text.includes("chat command"))?.fields).toMatchObject({ by: "breaks" });
});

test("the house's own words win, and an unknown word stays text for the agent", async () => {
  await using house = await createHouse({ plugins: [bringing("greedy", lamp({ name: "status", run: async () => "mine" }))] });
  await house.open();
  await house.chat.say("/status");
  await house.chat.say("/unknown thing");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent.map(({ text }) => text)).toEqual([expect.stringContaining("The agent is idle."), "You said: /unknown thing"]);
});

test("the providers of access and approvals keep their names wherever they stand, then the first in the config; whoever lost is named once", async () => {
  const word = (name: string, said: string) => lamp({ name, access: "known", run: async () => said, means: ({ words }) => (words === name ? "" : undefined) });
  const answers = definePlugin({
    api: 1,
    name: "answers",
    provides: Approvals,
    setup({ contribute }) {
      contribute(ChatCommands, lamp({ ...word("yes", "Agreed."), access: "owner" }));
      return { request: async () => "no" as const, list: async () => [], answer: async () => undefined };
    },
  })();
  let change: (() => void) | undefined;
  const greedy = definePlugin({
    api: 1,
    name: "greedy",
    setup({ contribute }) {
      for (const name of ["yes", "pair", "help", "dice"]) contribute(ChatCommands, word(name, "mine"));
      change = () => void contribute(ChatCommands, word("later", "mine"));
    },
  })();
  await using house = await createHouse({ known: ["scripted-chat:guest"], plugins: [greedy, bringing("dices", word("dice", "six")), answers] });
  const kernel = await house.open();
  change?.();
  for (const text of ["/yes", "yes", "/dice", "/pair"]) await house.chat.say(text);
  await house.chat.say("/yes", { from: "guest" });
  await until(() => house.chat.sent.length === 5);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["Agreed.", "Agreed.", "mine", expect.not.stringContaining("mine"), "You said: /yes"]);
  expect(kernel.lines.filter(({ text }) => text === "A chat command is not reached.").map(({ fields }) => (fields["error"] as Error).message)).toEqual([
    "The plugin greedy brings the chat command /yes, which answers has already; that of greedy is not reached.",
    "The plugin greedy brings the chat command /pair, which access has already; that of greedy is not reached.",
    "The plugin greedy brings the chat command /help, which the house has already; that of greedy is not reached.",
    "The plugin dices brings the chat command /dice, which greedy has already; that of dices is not reached.",
  ]);
  const health = [...kernel.contributions(HealthChecks)].find(({ value }) => value.id === "chat-commands")?.value;
  expect(await health?.run(new AbortController().signal)).toMatchObject({
    status: "warn",
    summary: expect.stringContaining("/dice, which greedy has already"),
  });
});

test("somebody who may not use a command talks to the agent with it, and is not shown it by /help", async () => {
  const forAll = lamp({ name: "bell", summary: "rings", access: "known" });
  await using house = await createHouse({ known: ["scripted-chat:guest"], plugins: [bringing("lamps", lamp({ means: () => "on" }), forAll)] });
  await house.open();
  await house.chat.say("/lamp on", { from: "guest", conversation: "guest" });
  await house.chat.say("/help", { from: "guest", conversation: "guest" });
  await house.chat.say("/help");
  await house.chat.say("/bell twice", { from: "guest", conversation: "guest" });
  await until(() => house.chat.sent.length === 4);
  const said = (conversation: string) => house.chat.sent.filter((part) => part.conversation === conversation).map(({ text }) => text);
  expect(said("guest")).toEqual(expect.arrayContaining(["You said: /lamp on", "The lamp is twice for guest."]));
  expect(said("guest").find((text) => text.includes("/new"))).toContain("/bell: rings");
  expect(said("guest").join()).not.toContain("/lamp: switches");
  expect(said("main")[0]).toContain("/lamp: switches the lamp");
});

test("a command that fails is told in one sentence", async () => {
  await using house = await createHouse({
    plugins: [
      bringing(
        "lamps",
        lamp({
          run: async () => {
            throw new Error("the bulb is broken.");
          },
        }),
      ),
    ],
  });
  await house.open();
  await house.chat.say("/lamp");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("/lamp failed: the bulb is broken.");
});

test("a command that takes long keeps nobody waiting: neither accept nor the messages behind it", async () => {
  let finish: (text: string) => void = () => undefined;
  const slow = lamp({
    run: () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  });
  await using house = await createHouse({ plugins: [bringing("lamps", slow)] });
  await house.open();
  await house.chat.say("/lamp");
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  finish("At last.");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["You said: hello", "At last."]);
});

test("a command whose answer was not durable when the house died runs again", async () => {
  let runs = 0;
  const slow = lamp({ run: () => (++runs === 1 ? never() : Promise.resolve("Again.")) });
  await using house = await createHouse({ plugins: [bringing("lamps", slow)] });
  await house.open();
  await house.chat.say("/lamp");
  await house.reopen();
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("Again.");
  expect(runs).toBe(2);
});

test("a command of somebody who is no owner any more is not carried out after a restart", async () => {
  const ran: string[] = [];
  let finish = true;
  const command = lamp({
    run: async ({ words }) => {
      ran.push(words);
      if (!finish) await never();
      return "Lit.";
    },
  });
  let owners: readonly string[] = ["scripted-chat:bob"];
  const trusting = access();
  const judging = {
    ...trusting,
    definition: {
      ...trusting.definition,
      async setup(context: never) {
        const real = (await trusting.definition.setup(context)) as (consumer: string) => Access;
        const judge: Access["judge"] = async (channel, { id }) => ({ id, trust: owners.includes(`${channel}:${id}`) ? "owner" : "stranger" });
        return (consumer: string) => ({ ...real(consumer), judge });
      },
    },
  } as PluginEntry;
  await using house = await createHouse({ access: judging, plugins: [bringing("lamps", command)] });
  await house.open();
  finish = false;
  await house.chat.say("/lamp now", { from: "bob" });
  await until(() => ran.length === 1);
  owners = [];
  await house.reopen();
  await until(async () => (await house.conversations().inbox({ states: ["refused"] })).length === 1);
  expect(ran).toEqual(["now"]);
});
