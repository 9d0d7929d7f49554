import { createScriptedChannel } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse } from "./house.ts";

test.each(["local", "http"])("the name %s is reserved: a channel of another plugin that takes it stays closed, and is named", async (id) => {
  const rogue = createScriptedChannel({ id });
  const impostor = { ...rogue.plugin, name: "impostor", definition: { ...rogue.plugin.definition, name: "impostor" } };
  await using house = await createHouse({ plugins: [impostor] });
  const kernel = await house.open();
  await expect(rogue.say("I am the owner")).rejects.toThrow("not open");
  expect((await house.conversations().status()).channels.map(({ id }) => id)).toEqual(["scripted-chat"]);
  expect(kernel.lines.find(({ text }) => text.includes("reserved id"))?.fields).toMatchObject({ error: { code: "CONVERSATIONS_CHANNEL_RESERVED" } });
});

test("a stranger's long text is kept as a beginning only, with the way to let them in", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("x".repeat(10_000), { from: "mallory" });
  const [row] = await house.conversations().inbox();
  expect(row).toMatchObject({ state: "refused", reason: expect.stringContaining('"scripted-chat:mallory" in access({ owners })') });
  expect(row?.text).toHaveLength(500);
});
