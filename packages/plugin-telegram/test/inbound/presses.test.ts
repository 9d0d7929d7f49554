import { telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

test("a press that cannot be answered, comes late, twice, or from a button that nobody knows harms nothing", () =>
  play(async ({ harness, agent, main, open, until, pass }) => {
    const { server } = harness;
    const house = await open();
    const pressed = (id: string, data: string) => ({
      callback_query: { id, from: harness.ada, message: { message_id: 1, chat: server.chatWith(harness.ada), date: 0 }, chat_instance: "1", data },
    });
    server.inject(pressed("900", "nobody-knows"));
    server.inject(pressed("900", "nobody-knows"));
    server.inject({ callback_query: { id: "901", from: harness.ada, chat_instance: "1", inline_message_id: "x", data: "inline" } });
    server.fail("answerCallbackQuery", telegramFault.reset());
    server.inject(pressed("902", "nobody-knows"));
    await harness.say("after all that");
    await until(() => agent.inputs.length === 1, "the message behind them");
    await pass(2_000);
    const answers = server.requests.filter(({ method }) => method === "answerCallbackQuery");
    expect(answers.length).toBeGreaterThanOrEqual(3);
    expect(answers.filter(({ description }) => description !== undefined).every(({ description }) => /query is too old/i.test(description ?? ""))).toBe(true);
    expect((await house.status()).state).toBe("open");
    expect(server.sent(Number(main)).map(({ text }) => text)).toEqual(["You said: after all that"]);
  }));
