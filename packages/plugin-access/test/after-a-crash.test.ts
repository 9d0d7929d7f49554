import { until } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { createHouse } from "./house.ts";

const terminal = { by: "local:owner", place: "local:owner" } as const;

describe("when the process was killed", () => {
  test("its open question is withdrawn with a word at its place at the next start; a yes to it changes nothing", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("run rm build");
    const id = await house.question();
    await house.crash();
    await until(() => house.said().some((text) => text.startsWith(`${id} was withdrawn: the agent was restarted`)));
    expect((await house.approvals().answer(id, "yes", "local:owner"))?.state).toBe("withdrawn");
    const again = await house.question("main", 2);
    expect((await house.approvals().list()).map((question) => question.id)).toEqual([again]);
    expect(house.said().filter((text) => text.startsWith(`${id} was withdrawn`))).toHaveLength(1);
    expect(house.ran).toEqual([]);
  });

  test("somebody who was let in while nobody could tell them is told at the next start, once", async () => {
    await using house = await createHouse();
    await house.open();
    await house.say("let me in", { from: "eve", conversation: "eve" });
    await until(() => house.said("eve").length === 1);
    const code = /owner: (\w{8})\./.exec(house.said("eve")[0] ?? "")?.[1] as string;
    await house.kernel.stop("The agent is stopped.");
    await house.alone(async (access) => void (await access.pair(code, "known", terminal)));
    expect(house.said("eve")).toHaveLength(1);
    await house.open();
    await until(() => house.said("eve").length === 2);
    await house.reopen();
    await house.clock.advance(1_000);
    expect(house.said("eve")).toEqual([expect.stringContaining(code), expect.stringContaining("You are let in")]);
  });
});
