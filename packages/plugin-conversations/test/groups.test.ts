import access from "@instar/plugin-access";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

const lists = access({ owners: ["scripted-chat:owner", "scripted-chat:-100"], known: ["scripted-chat:guest"], groups: ["scripted-chat:-100"] });
const here = (addressed: boolean, from = "owner", conversation = "-100") => ({ conversation, from, group: { addressed } });

test("in a group that is let in, who may speak is answered when the agent is addressed", async () => {
  await using house = await createHouse({ access: lists });
  await house.open();
  await house.chat.say("nice weather", here(false));
  await house.chat.say("@agent hello", here(true));
  await house.chat.say("@agent me too", here(true, "guest"));
  await until(() => house.agent.inputs.length === 2);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["@agent hello", "@agent me too"]);
  expect(house.agent.inputs[0]?.context?.join("\n")).toContain("where several people read");
  await until(() => house.chat.sent.length > 0);
});

test("everybody else meets silence: strangers, groups that are not let in, and words that were not for the agent", async () => {
  await using house = await createHouse({ access: lists });
  await house.open();
  await house.chat.say("@agent hello", { ...here(true, "mallory"), key: "k1" });
  await house.chat.say("@agent hello", { ...here(true, "owner", "-200"), key: "k2" });
  await house.chat.say("/help", { ...here(false), key: "k3" });
  await house.chat.say("/help@other_bot", { ...here(false, "guest"), key: "k4" });
  await house.chat.say("done", { conversation: "private" });
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs).toHaveLength(1);
  const reason = async (key: string) => (await house.conversations().message(`scripted-chat:${key}`))?.reason;
  expect(await reason("k1")).toContain("instar access grant scripted-chat:mallory");
  expect(await reason("k2")).toContain('"scripted-chat:-200" in access({ groups })');
  expect(await reason("k3")).toContain("not said to me");
});

test("a busy group leaves next to nothing behind, and what it says is not kept", async () => {
  await using house = await createHouse({ access: lists });
  await house.open();
  for (let index = 0; index < 300; index++) {
    await house.chat.say(`private matter ${index}`, here(false, `person-${index % 7}`));
    await house.chat.say(`@agent ${index}`, here(true, `stranger-${index % 3}`));
  }
  const rows = await house.conversations().inbox({ limit: 1_000 });
  expect(rows).toHaveLength(4);
  expect(JSON.stringify(rows)).not.toContain("private matter");
  await house.clock.advance(3_600_000);
  await house.chat.say("later", here(false));
  expect(await house.conversations().inbox({ limit: 1_000 })).toHaveLength(5);
  expect(house.chat.sent).toHaveLength(0);
});

test("a mention that an edit added is heard, a command in a group works when addressed, and what is told to an owner stays private", async () => {
  await using house = await createHouse({ access: lists });
  await house.open();
  await house.chat.say("in private", { conversation: "home" });
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("what time is it?", { ...here(false), key: "m1" });
  await house.chat.say("@agent what time is it?", { ...here(true), key: "m1:e", edits: "m1" });
  await until(() => house.agent.inputs.length === 2);
  await house.chat.say("/status", here(true));
  await until(() => house.chat.sent.length === 3);
  expect(await house.conversations().tell({ key: "t", text: "Psst." })).toEqual({ channel: "scripted-chat", conversation: "home" });
});

test("all pictures of an album are addressed by the caption of one", async () => {
  await using house = await createHouse({ access: lists });
  await house.open();
  await house.chat.say("@agent look", { ...here(true), album: "a" });
  await house.chat.say("", { ...here(false), album: "a", files: [{ id: "1", kind: "photo" }] });
  await house.chat.say("", { ...here(false, "guest"), album: "a", files: [{ id: "2", kind: "photo" }] });
  house.chat.contents.set("1", "x");
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs[0]?.attachments).toHaveLength(1);
});

test("a group that is let in no longer is not answered when the turn of its message comes", async () => {
  let open = true;
  const judging = {
    ...lists,
    definition: {
      ...lists.definition,
      async setup(context: never) {
        const real = (await lists.definition.setup(context)) as (consumer: string) => { judge(...of: unknown[]): Promise<object> };
        return (consumer: string) => ({
          ...real(consumer),
          judge: (channel: unknown, sender: unknown, group?: unknown) => real(consumer).judge(channel, sender, group !== undefined && !open ? "closed" : group),
        });
      },
    },
  };
  await using house = await createHouse({ access: judging as never, agent: { steer: false } });
  await house.open();
  let release: () => void = () => undefined;
  house.agent.respond(async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return "Done.";
  });
  await house.chat.say("@agent one", here(true));
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("@agent two", { ...here(true), key: "two" });
  open = false;
  release();
  await until(async () => (await house.conversations().message("scripted-chat:two"))?.state === "refused");
  expect(house.agent.inputs).toHaveLength(1);
});

test("a channel on which nobody may speak says so, with what lets somebody in", async () => {
  await using house = await createHouse({ access: access({ owners: ["telegram:1"] }) });
  await house.open();
  await until(async () => (await house.conversations().status()).channels[0]?.state === "open");
  const { channels } = await house.conversations().status();
  expect(channels[0]).toMatchObject({ state: "open", deserted: true, reason: expect.stringContaining("instar access grant scripted-chat:<sender id>") });
});
