import { definePlugin } from "@instar/kernel";
import { ChatCommands } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createFaultyStore } from "../faulty-store.ts";
import { createHouse, until } from "../house.ts";

const to = { channel: "scripted-chat", conversation: "main" };
const channel = { buttons: true, housePlan: true } as const;

/** `/deploy` for owners: counts, and waits when it is told to. */
function createDeploy() {
  const state = { runs: [] as string[], gate: Promise.resolve(), answer: "Deployed." };
  const plugin = definePlugin({
    api: 1,
    name: "deploy",
    setup: ({ contribute }) =>
      void contribute(ChatCommands, {
        name: "deploy",
        summary: "deploys",
        access: "owner",
        async run({ words, from }) {
          state.runs.push(`${words} by ${from.id}`);
          await state.gate;
          return state.answer;
        },
      }),
  })();
  return { state, plugin };
}

const offered = async (house: Awaited<ReturnType<typeof createHouse>>, key = "1") => {
  const before = house.chat.sent.filter(({ buttons }) => buttons).length;
  await house.conversations().tell({
    key,
    text: "Deploy?",
    to,
    buttons: [
      { label: "Go", words: "/deploy now" },
      { label: "Wait", words: "/status" },
    ],
  });
  await until(() => house.chat.sent.filter(({ buttons }) => buttons).length > before);
  const ids = house.chat.sent.findLast(({ buttons }) => buttons !== undefined)?.buttons?.map(({ id }) => id) ?? [];
  expect(ids.every((id) => /^[\w-]{1,24}$/.test(id))).toBe(true);
  return ids as [string, string];
};

test("the first press is carried out as the presser's own words; later ones, by anybody and after a restart, change nothing and say how it ended", async () => {
  const { state, plugin } = createDeploy();
  await using house = await createHouse({ channel, plugins: [plugin], owners: ["scripted-chat:anna"] });
  await house.open();
  const [go, wait] = await offered(house);
  const both = await Promise.all([house.chat.press(go, { from: "anna", key: "a" }), house.chat.press(go, { key: "b" })]);
  expect(both).toEqual(["Deployed.", "Go was pressed before, by anna: Deployed."]);
  expect(await house.chat.press(wait)).toBe("Go was pressed before, by anna: Deployed.");
  expect(await house.chat.press(go, { from: "anna", key: "a" })).toBe("Deployed.");
  await house.reopen();
  expect(await house.chat.press(go)).toBe("Go was pressed before, by anna: Deployed.");
  expect(await house.chat.press(go, { from: "anna", key: "a" })).toBe("Deployed.");
  expect(state.runs).toEqual(["now by anna"]);
  const rows = await house.conversations().inbox();
  expect(rows.filter(({ state: ended }) => ended === "handled")).toMatchObject([{ key: "press:a", text: "/deploy now", from: { id: "anna" } }]);
  expect(house.agent.inputs).toHaveLength(0);
});

test("a button that is apart counts once by itself, whatever else was pressed", async () => {
  const { state, plugin } = createDeploy();
  await using house = await createHouse({ channel, plugins: [plugin] });
  await house.open();
  const buttons = ["one", "two"].map((word) => ({ label: word, words: `/deploy ${word}`, apart: true as const }));
  await house.conversations().tell({ key: "1", text: "Deploy?", to, buttons });
  await until(() => house.chat.sent.length > 0);
  const ids = house.chat.sent[0]?.buttons?.map(({ id }) => id) ?? [];
  for (const id of [...ids, ...ids]) await house.chat.press(id);
  expect(state.runs).toEqual(["one by owner", "two by owner"]);
});

test("whoever may not say the words may not press, in a group that is not let in nobody may, and the button stays for others", async () => {
  const { state, plugin } = createDeploy();
  await using house = await createHouse({ channel, plugins: [plugin], known: ["scripted-chat:guest"] });
  await house.open();
  const [go] = await offered(house);
  const refused = "This is not yours to press.";
  expect(await house.chat.press(go, { from: "guest", key: "g" })).toBe(refused);
  expect(await house.chat.press(go, { from: "stranger", key: "s" })).toBe(refused);
  expect(await house.chat.press(go, { from: "stranger", key: "s" })).toBe(refused);
  expect(await house.chat.press(go, { conversation: "crowd", group: true })).toBe(refused);
  expect(await house.chat.press("unknown", { from: "stranger" })).toBe(refused);
  expect(await house.chat.press("unknown")).toBe("This button does not work any more.");
  expect(await house.chat.press("x".repeat(500))).toBe("This button does not work any more.");
  expect((await house.conversations().inbox({ states: ["refused"] })).map(({ key }) => key).sort()).toHaveLength(3);
  expect(state.runs).toEqual([]);
  expect(await house.chat.press(go)).toBe("Deployed.");
});

test("what takes longer than a service waits is answered at once and told when it is done; a long answer is told whole", async () => {
  const { state, plugin } = createDeploy();
  let finish: () => void = () => undefined;
  state.gate = new Promise((resolve) => (finish = resolve));
  state.answer = "word ".repeat(60).trim();
  await using house = await createHouse({ channel, plugins: [plugin] });
  await house.open();
  const [go] = await offered(house);
  const first = house.chat.press(go);
  await until(() => state.runs.length === 1);
  const second = house.chat.press(go, { from: "owner", key: "other" });
  await until(() => house.clock.pending > 2);
  await house.clock.advance(2_500);
  expect(await first).toBe("On it.");
  expect(await second).toBe("Go was pressed before, and is still being carried out.");
  finish();
  await until(() => house.chat.sent.some(({ text }) => text === state.answer));
  const again = await offered(house, "2");
  const shown = await house.chat.press(again[0]);
  expect(shown.length).toBeLessThanOrEqual(200);
  expect(shown.endsWith("…")).toBe(true);
  await until(() => house.chat.sent.filter(({ text }) => text === state.answer).length === 2);
});

test("a press that the house died in is not carried out again, and it is said that its end is uncertain", async () => {
  const { state, plugin } = createDeploy();
  state.gate = new Promise(() => undefined);
  const disk = createFaultyStore();
  await using house = await createHouse({ channel, plugins: [plugin], store: disk.plugin });
  await house.open();
  const [go] = await offered(house);
  void house.chat.press(go, { key: "p" });
  await until(() => state.runs.length === 1);
  await house.crash(disk.drop);
  await until(() => house.chat.sent.some(({ text }) => text.startsWith("Go was pressed. I was restarted")));
  expect(await house.chat.press(go, { key: "p" })).toContain("not certain");
  expect(await house.chat.press(go)).toContain("not certain");
  expect(state.runs).toHaveLength(1);
});

test("a press never rejects: a command that fails, a disk that refuses, a press that is none, a button after 30 days", async () => {
  const { state, plugin } = createDeploy();
  state.gate = Promise.reject(new Error("There is no server."));
  state.gate.catch(() => undefined);
  const disk = createFaultyStore();
  await using house = await createHouse({ channel, plugins: [plugin], store: disk.plugin });
  await house.open();
  const [go] = await offered(house);
  disk.state.full = true;
  expect(await house.chat.press(go)).toContain("Press again");
  disk.state.full = false;
  expect(state.runs).toEqual([]);
  expect(await house.chat.press(go)).toBe("/deploy failed: There is no server.");
  expect(await house.chat.press(go, { key: "" })).toContain("nothing was done");
  expect(await house.chat.press(go, { key: undefined as never, from: "\0" })).toContain("nothing was done");
  const [late] = await offered(house, "2");
  await house.clock.jump({ hours: 24 * 31 });
  expect(await house.chat.press(late)).toBe("This button does not work any more.");
  expect(state.runs).toHaveLength(1);
});
