import { until } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { readCode } from "../src/pairing-code.ts";
import { createHouse } from "./house.ts";

const inCode = /give this code to my owner: (\w{8})\./;
const eve = { from: "eve", conversation: "eve" } as const;
type House = Awaited<ReturnType<typeof createHouse>>;

/** A stranger writes; the code that they are given. */
async function meet(house: House, who: { readonly from: string; readonly conversation: string } = eve): Promise<string> {
  const before = house.said(who.conversation).length;
  await house.say("let me in", who);
  await until(() => house.said(who.conversation).length === before + 1, `a word to ${who.from}`);
  return inCode.exec(house.said(who.conversation).at(-1) ?? "")?.[1] as string;
}

const terminal = { by: "local:owner", place: "local:owner" } as const;

describe("pairing", () => {
  test("a stranger gets a code, an owner enters it in a chat, the stranger is told, and their next message goes through; the first does not", async () => {
    await using house = await createHouse();
    await house.open();
    const code = await meet(house);
    await house.say(`/pair ${code.toLowerCase().slice(0, 4)} ${code.slice(4)}`);
    await until(() => house.said("eve").length === 2);
    expect(house.said()).toEqual(["scripted-chat:eve may speak from now on."]);
    expect(house.said("eve")[1]).toContain("your next message reaches the agent");
    await house.say("hello", eve);
    await until(() => house.said("eve").length === 3);
    expect(house.said("eve")[2]).toBe("You said: hello");
    expect(house.agent.inputs.map(({ text }) => text)).toEqual(["hello"]);
    expect((await house.recorded("pairing")).map(({ type }) => type)).toEqual(["pairing.asked"]);
    expect((await house.recorded("access")).map(({ type }) => type)).toEqual(["access.granted"]);
  });

  test("a code works once, and trust lasts over a restart", async () => {
    await using house = await createHouse();
    await house.open();
    const code = await meet(house);
    expect(await house.access().pair(code, "owner", terminal)).toMatchObject({ sender: "scripted-chat:eve", trust: "owner", by: "local:owner" });
    await expect(house.access().pair(code, "owner", terminal)).rejects.toMatchObject({ code: "ACCESS_NO_SUCH_CODE" });
    await house.reopen();
    expect((await house.access().judge("scripted-chat", { id: "eve" })).trust).toBe("owner");
  });

  test("a code outlives a restart, is kept only as a digest, and expires after an hour; then there is a new one", async () => {
    await using house = await createHouse();
    await house.open();
    const code = await meet(house);
    await house.reopen();
    expect(JSON.stringify(await house.access().met())).not.toContain(code);
    await house.clock.advance(3_600_000 - 1);
    await house.say("hello?", eve);
    await house.clock.advance(1);
    expect(house.said("eve")).toHaveLength(1);
    await expect(house.access().pair(code, "known", terminal)).rejects.toMatchObject({ code: "ACCESS_CODE_EXPIRED" });
    const next = await meet(house);
    expect(next).not.toBe(code);
    await expect(house.access().pair(code, "known", terminal)).rejects.toMatchObject({ code: "ACCESS_NO_SUCH_CODE" });
    expect(await house.access().pair(next, "known", terminal)).toMatchObject({ trust: "known" });
  });

  test("a stranger is answered once an hour, whatever they send", async () => {
    await using house = await createHouse();
    await house.open();
    await Promise.all([1, 2, 3].map((each) => house.say(`me ${each}`, eve)));
    await until(() => house.said("eve").length === 1);
    await house.say("me again", eve);
    await house.clock.advance(60_000);
    expect(house.said("eve")).toHaveLength(1);
    expect((await house.conversations().inbox()).every(({ state }) => state === "refused")).toBe(true);
  });

  test("a crowd of invented senders is met with silence and one line in the log", async () => {
    await using house = await createHouse();
    const kernel = await house.open();
    await Promise.all(Array.from({ length: 30 }, (_, index) => house.say("hi", { from: `bot${index}`, conversation: `bot${index}` })));
    await until(async () => (await house.conversations().inbox({ states: ["refused"] })).length === 30);
    await until(() => house.chat.sent.length === 20);
    expect(await house.access().met()).toHaveLength(20);
    expect(kernel.lines.filter(({ text }) => text.startsWith("Too many strangers"))).toHaveLength(1);
  });

  test("who was denied gets no other code, also after a restart", async () => {
    await using house = await createHouse();
    await house.open();
    const code = await meet(house);
    expect(await house.access().deny(code, terminal)).toBe("scripted-chat:eve");
    await expect(house.access().pair(code, "known", terminal)).rejects.toMatchObject({ code: "ACCESS_NO_SUCH_CODE" });
    await house.reopen();
    await house.clock.advance(2 * 3_600_000);
    await house.say("please", eve);
    await house.clock.advance(1_000);
    expect(house.said("eve")).toHaveLength(1);
    expect(await house.access().met()).toMatchObject([{ sender: "scripted-chat:eve", state: "denied" }]);
  });

  test("after five wrong codes none is taken from that place for ten minutes, over restarts, and others may still", async () => {
    await using house = await createHouse();
    await house.open();
    const code = await meet(house);
    const wrong = code.startsWith("Z") ? "YYYYYYYY" : "ZZZZZZZZ";
    for (let attempt = 0; attempt < 5; attempt++)
      await expect(house.access().pair(wrong, "known", terminal)).rejects.toMatchObject({ code: "ACCESS_NO_SUCH_CODE" });
    await expect(house.access().pair(code, "known", terminal)).rejects.toMatchObject({ code: "ACCESS_TOO_MANY_CODES" });
    await house.reopen();
    await expect(house.access().pair(code, "known", terminal)).rejects.toMatchObject({ code: "ACCESS_TOO_MANY_CODES" });
    await house.say(`/pair ${wrong}`);
    await until(() => house.said().length === 1);
    expect(house.said()[0]).toContain("No stranger waits with this code");
    await house.clock.advance(600_000);
    expect(await house.access().pair(code, "known", terminal)).toMatchObject({ trust: "known" });
  });

  test("who is only known cannot pair anybody", async () => {
    await using house = await createHouse();
    await house.open();
    const code = await meet(house);
    await house.say(`/pair ${code}`, { from: "guest", conversation: "guest" });
    await until(() => house.said("guest").length === 1);
    expect(house.said("guest")).toEqual([`You said: /pair ${code}`]);
    expect((await house.access().judge("scripted-chat", { id: "eve" })).trust).toBe("stranger");
  });

  test("switched off, strangers are met with silence", async () => {
    await using house = await createHouse({ access: { pairing: false } });
    await house.open();
    await house.say("let me in", eve);
    await house.say("/pair ABCD2345");
    await until(() => house.said().length === 1);
    expect(house.said()).toEqual(["You said: /pair ABCD2345"]);
    expect(house.said("eve")).toEqual([]);
  });
});

describe("trust that was granted", () => {
  test("is taken back in the middle of a conversation, at once, and no code is offered", async () => {
    await using house = await createHouse();
    await house.open();
    await house.access().grant("scripted-chat:eve", "known", "local:owner");
    await house.say("one", eve);
    await until(() => house.said("eve").length === 1);
    await house.access().revoke("scripted-chat:eve", "local:owner");
    await house.say("two", eve);
    await house.clock.advance(1_000);
    expect(house.said("eve")).toEqual(["You said: one"]);
    await house.reopen();
    expect((await house.access().judge("scripted-chat", { id: "eve" })).trust).toBe("stranger");
    await house.access().grant("scripted-chat:eve", "owner", "local:owner");
    expect((await house.access().judge("scripted-chat", { id: "eve" })).trust).toBe("owner");
  });

  test("the config is changed in the config", async () => {
    await using house = await createHouse();
    await house.open();
    await expect(house.access().revoke("scripted-chat:guest", "local:owner")).rejects.toMatchObject({
      code: "ACCESS_IN_CONFIG",
      hint: expect.stringContaining("instar reload"),
    });
    await house.access().grant("scripted-chat:guest", "owner", "local:owner");
    await expect(house.access().revoke("scripted-chat:guest", "local:owner")).rejects.toMatchObject({ code: "ACCESS_IN_CONFIG" });
    expect((await house.access().judge("scripted-chat", { id: "guest" })).trust).toBe("known");
    await expect(house.access().revoke("scripted-chat:nobody", "local:owner")).rejects.toMatchObject({ code: "ACCESS_NOT_GRANTED" });
    await expect(house.access().revoke("local:owner", "local:owner")).rejects.toMatchObject({ code: "ACCESS_ALWAYS_OWNER" });
    await expect(house.access().grant("nobody", "known", "local:owner")).rejects.toMatchObject({ code: "ACCESS_SENDER_MALFORMED" });
    await expect(house.access().deny("scripted-chat:guest", terminal)).rejects.toMatchObject({ code: "ACCESS_STILL_TRUSTED" });
  });

  test("everybody who may speak is listed, owners first, with where that is from", async () => {
    await using house = await createHouse();
    await house.open();
    await house.access().grant("scripted-chat:eve", "known", "local:owner");
    expect((await house.access().trusted()).map(({ sender, trust, source }) => `${sender} ${trust} ${source}`)).toEqual([
      "local:owner owner always",
      "http:owner owner always",
      "scripted-chat:owner owner config",
      "scripted-chat:guest known config",
      "scripted-chat:eve known grant",
    ]);
  });
});

test.each([
  ["abcd-2345", "ABCD2345"],
  [" abcd 2345 ", "ABCD2345"],
  ["abcd234", undefined],
  ["abcd2340", undefined],
  ["", undefined],
])("%j is read as the code %s", (typed, code) => {
  expect(readCode(typed)).toBe(code);
});
