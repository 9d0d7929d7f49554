import { definePlugin, hold, type Message } from "@instar/kernel";
import { expect, test } from "vitest";
import { isShown } from "../../src/commands/list-sessions.ts";
import { createHouse, until } from "../house.ts";
import { createRawAgent } from "../raw-agent.ts";

const time = String.raw`since \d\d:\d\d`;

test("/sessions lists what lives or was used last, newest first and ten at most; in company and to others only what is theirs", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({
    plugins: [agent.plugin],
    channel: { threads: "open" },
    known: ["scripted-chat:guest"],
    options: {},
  });
  await house.open();
  const ask = async (how: Parameters<typeof house.chat.say>[1] = {}) => {
    const before = house.chat.sent.length;
    await house.chat.say("/sessions", how);
    await until(() => house.chat.sent.length === before + 1, "the list");
    return (house.chat.sent.at(-1)?.text ?? "").split("\n");
  };
  expect(await ask()).toEqual(["There is no session yet. Whatever you write begins one."]);
  await house.chat.say("hello", { from: "guest", conversation: "guest" });
  await until(() => agent.texts.length === 1);
  await agent.last.emit({ type: "tool-start", id: "1", tool: "Bash", action: { kind: "shell", command: "npm test --key hunter2" } });
  await house.clock.advance(60_000);
  await house.chat.say("hello", { conversation: "other" });
  await until(() => agent.texts.length === 2);
  await agent.last.end({ text: "hi" });
  await until(() => house.chat.sent.length === 2);
  const listed = await ask({ conversation: "other" });
  expect(listed).toEqual([
    expect.stringMatching(new RegExp(`^• scripted-chat other \\(here\\): idle ${time}; raw$`)),
    expect.stringMatching(new RegExp(`^• scripted-chat guest: working ${time}, running a command \\(\`npm test\`\\); raw$`)),
  ]);
  expect(await ask({ from: "guest", conversation: "guest" })).toEqual([expect.stringMatching(/^• scripted-chat guest \(here\): working/)]);
});

test.each([
  ["the owner in private", "owner", undefined, [true, true, true]],
  ["the owner in a group", "owner", { addressed: true }, [true, true, false]],
  ["another person", "known", undefined, [true, false, false]],
] as const)("%s is shown what is theirs to see", (_, trust, group, shown) => {
  const here = { channel: "chat", conversation: "group", thread: "1" };
  const sessions = [here, { channel: "chat", conversation: "group" }, { channel: "chat", conversation: "ada" }];
  const asked = { from: { id: "1", trust }, address: here, ...(group && { group }) };
  expect(sessions.map((address) => isShown({ key: Object.values(address).join("/"), address }, asked))).toEqual(shown);
});

test("/status is short: what the agent does, what waits, what is held and why, and the model", async () => {
  const agent = createRawAgent({ features: ["resume", "interrupt", "inputIds"] });
  const holding = definePlugin({
    api: 1,
    name: "holding",
    setup: ({ hooks }) =>
      void hooks.beforeMessage.tap("wait", (message: Message) =>
        message.text === "later" ? hold("The budget of today is used up; it begins anew at 00:00.") : undefined,
      ),
  });
  await using house = await createHouse({ plugins: [agent.plugin, holding()] });
  await house.open();
  await house.chat.say("/status");
  await house.chat.say("later");
  await until(() => house.chat.sent.length === 2);
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await agent.last.emit({ type: "tool-start", id: "1", tool: "Bash", action: { kind: "shell", command: "npm test --key hunter2" } });
  await house.chat.say("more");
  await house.chat.say("/status");
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent[0]?.text).toBe("The agent is idle.\nThere is no session yet.");
  expect(house.chat.sent[2]?.text.split("\n")).toEqual([
    expect.stringMatching(new RegExp(`^The agent is working \\(${time}, running a command \\(\`npm test\`\\)\\)\\.$`)),
    "1 message waits.",
    "1 message is held: The budget of today is used up; it begins anew at 00:00.",
    "Model: the one that raw chooses. 0 turns, 0.00 USD.",
  ]);
});

test("/help says first what is about the conversation, and leaves out what its reader may not use", async () => {
  await using house = await createHouse({ known: ["scripted-chat:guest"] });
  await house.open();
  await house.chat.say("/help");
  await house.chat.say("/help", { from: "guest", conversation: "guest" });
  await until(() => house.chat.sent.length === 2);
  const [own, other] = ["main", "guest"].map((conversation) => house.chat.sent.find((part) => part.conversation === conversation)?.text ?? "");
  expect(own).toMatch(
    /^This conversation\n\/new \[name\]: [\s\S]*\n\/restart: [\s\S]*\n\nThe house\n\/sessions: [\s\S]*\n\/help: [\s\S]*\n\nEverything else goes to the agent\.$/,
  );
  expect(other).not.toContain("/restart");
});
