import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

const edited = (requests: readonly { readonly method: string }[]) => requests.filter(({ method }) => method === "editMessageText").length;

test("long work is one message without a sound, edited in place over a restart, while a limit on the chat is kept", () =>
  play(async ({ harness, agent, main, open, until, pass, got }) => {
    const { server } = harness;
    let release = (_: string) => {};
    agent.respond(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const first = await open({ progress: true });
    await harness.say("build it");
    await until(() => got().length === 1, "the message", 1_000);
    expect(got()).toEqual([expect.stringMatching(/^Working for \d+ s\.$/)]);
    expect(server.requests.find(({ method }) => method === "sendMessage")?.parameters).toMatchObject({ disable_notification: true });
    await until(() => got()[0]?.startsWith("Working for 1 min") === true, "an edit", 1_000);

    server.park(Number(main), 90);
    await until(() => server.requests.some(({ status }) => status === 429), "a request that is told of the limit");
    await pass(60_000, 1_000);
    expect(server.early).toEqual([]);
    await first.stop();
    await open({ progress: true });
    await until(() => agent.inputs.length === 2, "the message to be given again");
    const before = edited(server.requests);
    await until(() => edited(server.requests) > before, "an edit after the restart", 1_000);
    release("**built**");
    await until(() => got().length === 2, "the answer");
    await until(() => got()[0]?.startsWith("Done after") === true, "the end", 20);
    expect(got()[1]).toBe("built");
    expect(server.sent(Number(main))[1]).not.toHaveProperty("edit_date");
    expect(server.requests.filter(({ method, status }) => method === "sendMessage" && status === 200)).toHaveLength(2);
    expect(server.early).toEqual([]);
    expect(harness.malformed()).toBe(0);
  }));
