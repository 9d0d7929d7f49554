import { until } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { createHouse } from "./house.ts";

const minutes = (count: number) => count * 60_000;

describe("a call that must be asked about", () => {
  test("runs once after the owner's yes in the middle of the turn; the same input asks again", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    expect(house.said()[0]).toContain("    rm build");
    expect(house.said()[0]).toContain("Why: It could do harm.");
    expect(house.said()[0]).toContain("Asked by: cautious: ask before everything");
    await house.say(`/yes ${id.toUpperCase()}`);
    await until(() => house.said().includes("ran rm build"));
    expect(house.said()).toContain(`${id}: yes. It holds once, for exactly what was shown.`);
    expect(house.ran).toEqual(["rm build"]);

    await house.clock.advance(1_000);
    await house.say("run rm build");
    const again = await house.question("main", 2);
    expect(again).not.toBe(id);
    await house.say("no");
    await until(() => house.said().some((text) => text.startsWith("denied: The owner said no")));
    expect(house.ran).toEqual(["rm build"]);
    expect(await house.approvals().list()).toEqual([]);
    expect((await house.approvals().list({ all: true })).map(({ state, ended }) => `${state} by ${ended}`)).toEqual([
      "no by scripted-chat:owner",
      "yes by scripted-chat:owner",
    ]);
    expect((await house.recorded("question")).map(({ type, about }) => [type, about.question])).toEqual([
      ["question.answered", again],
      ["question.asked", again],
      ["question.answered", id],
      ["question.asked", id],
    ]);
  });

  test("is answered with a button by the owner and by nobody else; the other button changes nothing", async () => {
    await using house = await createHouse({ access: { owners: ["scripted-chat:owner"], known: ["scripted-chat:guest"] } });
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    const [yes, no] = house.chat.sent[0]?.buttons ?? [];
    expect([yes?.label, no?.label]).toEqual(["Yes", "No"]);
    const press = (button: typeof yes, from: string) => house.chat.press(button?.id ?? "", { from });
    expect(await press(yes, "guest")).toBe("This is not yours to press.");
    expect(await press(yes, "owner")).toBe(`${id}: yes. It holds once, for exactly what was shown.`);
    expect(await press(no, "owner")).toBe(`Yes was pressed before, by owner: ${id}: yes. It holds once, for exactly what was shown.`);
    await until(() => house.said().includes("ran rm build"));
    expect(house.ran).toEqual(["rm build"]);
    expect((await house.approvals().list({ all: true })).map(({ state, ended }) => `${state} by ${ended}`)).toEqual(["yes by scripted-chat:owner"]);
  });

  test("does not run when nobody answers by the deadline, to the millisecond; a later yes changes nothing and hears so", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    await house.clock.advance(minutes(10) - 1);
    expect((await house.approvals().list()).map((question) => question.id)).toEqual([id]);
    await house.clock.advance(1);
    await until(() => house.said().some((text) => text.startsWith("denied: Nobody answered in time")));
    expect(house.said().find((text) => text.startsWith(`${id} has expired`))).toContain("the answer was no");
    await house.say(`/yes ${id}`);
    await until(() => house.said().at(-1)?.endsWith("Nothing was changed.") === true);
    expect(house.ran).toEqual([]);
    expect(await house.recorded("question.expired")).toHaveLength(1);
  });

  test("does not run when the machine slept past the deadline, whatever is heard first on waking", async () => {
    await using house = await createHouse();
    const kernel = await house.open();
    await house.say("run rm build");
    const id = await house.question();
    const sleeping = kernel.clock.jump({ hours: 8 });
    const question = await house.approvals().answer(id, "yes", "local:owner");
    await sleeping;
    expect(question?.state).toBe("expired");
    expect(house.ran).toEqual([]);
  });

  test("is withdrawn with a word when the turn is stopped", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    await house.say("/stop");
    await until(() => house.said().some((text) => text.startsWith(`${id} was withdrawn`)));
    await house.say(`/yes ${id}`);
    await until(() => house.said().at(-1)?.endsWith("Nothing was changed.") === true);
    expect(house.ran).toEqual([]);
    expect(await house.recorded("question.withdrawn")).toHaveLength(1);
  });

  test("is withdrawn with a word by a restart, and asked about again", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    await house.reopen();
    await until(() => house.said().some((text) => text.startsWith(`${id} was withdrawn`)));
    const again = await house.question("main", 2);
    expect((await house.approvals().list()).map((question) => question.id)).toEqual([again]);
    expect((await house.approvals().answer(id, "yes", "local:owner"))?.state).toBe("withdrawn");
    expect(house.ran).toEqual([]);
    await house.say("yes");
    await until(() => house.ran.length === 1);
  });

  test("is denied at once, with a reason, when its session has too many open questions", async () => {
    await using house = await createHouse({ approvals: { maxOpen: 3 } });
    await house.open();
    await house.say(["run one", "run two", "run three", "run four"].join("\n"));
    await house.question("main", 3);
    await until(() => house.decisions.length === 1);
    expect(house.decisions[0]).toMatchObject({ allow: false, reason: expect.stringContaining("3 open questions") });
    expect(await house.approvals().list()).toHaveLength(3);
  });
});

describe("who may answer, and what an answer means", () => {
  test("another person's yes is text for the agent, and changes nothing", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    await house.say(`/yes ${id}`, { from: "guest", conversation: "guest" });
    await until(() => house.said("guest").length === 1);
    expect(house.said("guest")).toEqual([`You said: /yes ${id}`]);
    await house.say(`/yes ${id}`, { from: "mallory", conversation: "dark" });
    expect((await house.approvals().list()).map((question) => question.id)).toEqual([id]);
    expect(house.ran).toEqual([]);
  });

  test("two questions are two: a plain yes is told their names, and each answer ends its own", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run one\nrun two");
    await house.question("main", 2);
    const open = await house.approvals().list();
    const named = (command: string) => open.find(({ what }) => what.includes(command))?.id as string;
    const [first, second] = [named("one"), named("two")];
    await house.say("yes");
    await until(() => house.said().length === 3);
    expect(house.said()[2]).toContain(`${first}: Bash (command) one`);
    expect(house.said()[2]).toContain(`${second}: Bash (command) two`);
    await house.say(`yes ${second}`);
    await until(() => house.ran.length === 1);
    expect(house.ran).toEqual(["two"]);
    await house.say("No.");
    await until(() => house.said().some((text) => text.startsWith("denied: The owner said no")));
    expect(house.ran).toEqual(["two"]);
  });

  test("the first answer counts, wherever it comes from, and the place of the question hears of it", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    const answers = await Promise.all([house.approvals().answer(id, "no", "local:owner"), house.approvals().answer(id, "yes", "scripted-chat:owner")]);
    expect(answers.map((question) => `${question?.state} by ${question?.ended}`)).toEqual(["no by local:owner", "no by local:owner"]);
    await until(() => house.said().includes(`${id} was answered with no by local:owner.`));
    expect(house.ran).toEqual([]);
  });

  test("a plain yes that was written before the question was put is text for the agent", async () => {
    await using house = await createHouse();
    const { clock } = await house.open();
    const before = clock.now();
    await clock.advance(5_000);
    await house.say("run rm build");
    const id = await house.question();
    await house.chat.say("yes", { at: before });
    await house.say(`/no ${id}`);
    await until(() => house.said().includes("You said: yes"));
    expect(house.ran).toEqual([]);
  });

  test("a plain yes where no question was put is text for the agent", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    await house.question();
    await house.say("yes", { conversation: "elsewhere" });
    await until(() => house.said("elsewhere").length === 1);
    expect(house.said("elsewhere")).toEqual(["You said: yes"]);
    await house.say("/yes", { conversation: "elsewhere" });
    await until(() => house.said("elsewhere").length === 2);
    expect(house.said("elsewhere")[1]).toContain("No question was put here");
    expect(house.ran).toEqual([]);
  });

  test("an answer that is neither yes nor no is refused", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    await expect(house.approvals().answer(id, "maybe" as "yes", "local:owner")).rejects.toMatchObject({ code: "APPROVALS_NOT_AN_ANSWER" });
    expect(await house.approvals().answer("zzzz", "yes", "local:owner")).toBeUndefined();
    expect(await house.approvals().list()).toHaveLength(1);
  });
});

describe("where a question is put", () => {
  test("for somebody who decides nothing: where an owner last wrote, with the conversation that it is for", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("hello", { conversation: "kitchen" });
    await house.say("run rm build", { from: "guest", conversation: "guest" });
    await house.question("kitchen");
    expect(house.said("kitchen").at(-1)).toContain("For: scripted-chat / guest");
    expect(house.said("guest")).toEqual([]);
    await house.say("yes", { conversation: "kitchen" });
    await until(() => house.said("guest").includes("ran rm build"));
  });

  test("in this machine's terminal while no owner has written", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build", { from: "guest", conversation: "guest" });
    await until(async () => (await house.conversations().outbox()).length === 1);
    const [part] = await house.conversations().outbox();
    expect(part?.address).toEqual({ channel: "local", conversation: "main" });
  });

  test("not with an owner whose trust was revoked since", async () => {
    await using house = await createHouse({ access: { owners: [] } });
    await house.open();
    await house.access().grant("scripted-chat:owner", "owner", "local:owner");
    await house.say("run one");
    await house.question();
    await house.access().revoke("scripted-chat:owner", "local:owner");
    await house.say("run rm build", { from: "guest", conversation: "guest" });
    await until(async () => (await house.conversations().outbox()).some(({ address }) => address.channel === "local"));
    expect(house.said()).toHaveLength(1);
  });
});
