import { ask, definePlugin, type ToolCall } from "@instar/kernel";
import type { Decision } from "@instar/kernel/contracts";
import approvals from "@instar/plugin-access/approvals";
import { type TelegramUser, telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { play, type TelegramScene } from "../../packages/plugin-telegram/test/fixtures/play.ts";

const cautious = definePlugin({
  api: 1,
  name: "cautious",
  guards: ["preToolUse"],
  setup: ({ hooks }) => void hooks.preToolUse.tap("ask before deleting", () => ask("This deletes files.")),
})();

/** The agent runs `rm …` when it is told so, and says how that went. */
function makeCautious({ agent, folder, harness, open }: TelegramScene) {
  const ran: string[] = [];
  let calls = 0;
  agent.respond(async ({ inputs, session, host, signal }) => {
    const text = inputs.map((input) => input.text).join("\n");
    const [command] = /^rm .*$/m.exec(text) ?? [];
    if (command === undefined) return `You said: ${text}`;
    const call: ToolCall = {
      id: `call-${++calls}`,
      session: session.ref,
      cwd: folder,
      tool: "Bash",
      input: { command },
      action: { kind: "shell", command },
      signal,
    };
    const decision: Decision = await host.decide(call);
    if (decision.allow) ran.push(command);
    return decision.allow ? `ran ${command}` : `denied: ${decision.reason}`;
  });
  const { server, ada } = harness;
  const chat = server.chatWith(ada);
  const questions = () => server.sent(chat).filter(({ text }) => /^The agent ask(s|ed) for your permission/.test(text ?? ""));
  const texts = () => server.sent(chat).flatMap(({ text }) => text ?? []);
  return { ran, chat, questions, texts, start: () => open({ plugins: [approvals(), cautious] }) };
}

test("a question arrives with what and why and buttons; a press is answered at once and counts once, whoever presses and from however many devices", () =>
  play(async (scene) => {
    const { harness, clock, until } = scene;
    const { server, ada, eve } = harness;
    const { ran, questions, texts, start } = makeCautious(scene);
    await start();
    await harness.say("rm -rf build");
    await until(() => questions().length === 1, "the question");
    const [question] = questions();
    expect(question?.text).toMatch(/asks for your permission \(\w{4}\)[\s\S]*rm -rf build[\s\S]*Why: This deletes files\.[\s\S]*cautious: ask before deleting/);
    expect(question?.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toEqual(["Yes", "No"]);

    const [data] = question?.reply_markup?.inline_keyboard.flat().map(({ callback_data: own }) => own) ?? [];
    const press = async (label: string, who: TelegramUser) => {
      const pressedAt = clock.now();
      let shown: string | undefined;
      void server.press(question as NonNullable<typeof question>, label, who).then(({ text }) => (shown = text));
      await until(() => shown !== undefined, `an answer to ${label}`, 2);
      expect(clock.now() - pressedAt).toBeLessThan(3_000);
      return shown as string;
    };
    expect(await press("Yes", eve)).toBe("This is not yours to press.");
    expect(ran).toEqual([]);
    const [one, other] = await Promise.all([press("Yes", ada), press("No", ada)]);
    expect(one).toMatch(/: yes\. It holds once/);
    expect(other).toMatch(/Yes was pressed before/);
    await until(() => texts().includes("ran rm -rf build"), "the answer");
    await until(() => questions()[0]?.reply_markup === undefined, "the buttons to vanish");
    expect(questions()[0]?.text).toMatch(
      /asked for your permission[\s\S]*rm -rf build[\s\S]*Answered with yes by "[^"\n]+" \(telegram:\d+\) at \d\d:\d\d UTC\.$/,
    );
    // A device that has not heard of it yet
    server.inject({ callback_query: { id: "77", from: ada, message: question, chat_instance: "1", data } });
    const late = () => server.requests.find(({ method, parameters }) => method === "answerCallbackQuery" && parameters["callback_query_id"] === "77");
    await until(() => late() !== undefined, "an answer to the late press");
    expect(late()?.parameters["text"]).toMatch(/Yes was pressed before/);
    expect(ran).toEqual(["rm -rf build"]);
    expect(server.refused.filter(({ method }) => method !== "answerCallbackQuery")).toEqual([]);
  }));

test("a press while the house is busy, slow or limited is answered in time, and one whose answer is lost counts all the same", () =>
  play(async (scene) => {
    const { harness, clock, main, until } = scene;
    const { server, ada } = harness;
    const { ran, questions, start } = makeCautious(scene);
    await start();
    await harness.say("rm one");
    await until(() => questions().length === 1, "the question");
    server.park(Number(main), 120);
    for (let message = 0; message < 20; message++) await harness.say(`noise ${message}`);
    const pressedAt = clock.now();
    let shown: string | undefined;
    void server.press(questions()[0] as never, "Yes", ada).then(({ text }) => (shown = text));
    await until(() => shown !== undefined, "an answer to the press", 2);
    expect(clock.now() - pressedAt).toBeLessThan(3_000);
    await until(() => ran.length === 1, "the call to run");
    server.restore();

    await harness.say("rm two");
    await until(() => questions().length === 2, "the second question", 100);
    server.fail("answerCallbackQuery", telegramFault.reset());
    void server.press(questions()[1] as never, "No", ada);
    await until(() => server.sent(Number(main)).some(({ text }) => text?.startsWith("denied: ")), "the second answer", 100);
    expect(ran).toEqual(["rm one"]);
    expect(server.early).toEqual([]);
  }));

test("a press after the deadline, and after a restart, harms nothing and says what became of the question", () =>
  play(async (scene) => {
    const { harness, until, later } = scene;
    const { server, ada } = harness;
    const { ran, questions, texts, start } = makeCautious(scene);
    const house = await start();
    await harness.say("rm late");
    // Known to have arrived: what is on its way while a clock jumps is sent again
    await until(async () => (await house.conversations.outbox({ states: ["delivered"] })).length === 1, "the question");
    const dataOf = (question: ReturnType<typeof questions>[number] | undefined, button: number) =>
      question?.reply_markup?.inline_keyboard.flat()[button]?.callback_data as string;
    const firstYes = dataOf(questions()[0], 0);
    await later(700_000);
    await until(() => texts().some((text) => /has expired: nobody answered/.test(text)), "a word about it", 100);
    await until(() => questions()[0]?.reply_markup === undefined, "its buttons to vanish");
    expect(questions()[0]?.text).toMatch(/Nobody answered in time, so the answer was no\.$/);
    let presses = 0;
    const press = async (data: string) => {
      const id = `${900 + ++presses}`;
      server.inject({ callback_query: { id, from: ada, message: questions()[0], chat_instance: "1", data } });
      const answer = () => server.requests.find(({ method, parameters }) => method === "answerCallbackQuery" && parameters["callback_query_id"] === id);
      await until(() => answer() !== undefined, "an answer to the press", 20);
      return String(answer()?.parameters["text"]);
    };
    expect(await press(firstYes)).toMatch(/has expired: nobody answered .* Nothing was changed\./);

    await harness.say("rm restarted");
    await until(() => questions().length === 2, "the second question", 100);
    const [, second] = questions();
    const secondNo = dataOf(second, 1);
    // Pressed while nobody listens, as it happens during a restart
    await house.drop();
    let meanwhile: string | undefined;
    void server.press(second as never, "Yes", ada).then(({ text }) => (meanwhile = text));
    await start();
    await until(() => meanwhile !== undefined, "an answer to the press", 20);
    expect(meanwhile).toMatch(/was withdrawn: the agent was restarted while it was open\. It did not run\./);
    expect(await press(secondNo)).toMatch(/Yes was pressed before/);
    expect(ran).toEqual([]);
    await until(() => texts().some((text) => text.includes("was withdrawn: the agent was restarted")), "a word at the same place");
    await until(() => questions()[1]?.reply_markup === undefined, "the buttons to vanish", 50);
    expect(server.refused.filter(({ method }) => method !== "answerCallbackQuery")).toEqual([]);
  }));
