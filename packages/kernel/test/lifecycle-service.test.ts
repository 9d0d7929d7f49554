import { getEventListeners } from "node:events";
import { advise, ask, definePlugin, deny, type Outcome, type ToolCall } from "@instar/kernel";
import { Approvals, Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel, settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { approvals, jobRun, message, never, plugin, reply, toolCall } from "./samples.ts";

type Question = Parameters<Approvals["request"]>[0];
type Answer = Awaited<ReturnType<Approvals["request"]>>;
const owner = (answer: (question: Question, signal?: AbortSignal) => Promise<Answer>) =>
  definePlugin({ api: 1, name: "owner", provides: Approvals, setup: () => approvals(answer) })();
const asking = (name: string, question: string) => plugin(name, ({ hooks }) => void hooks.preToolUse.tap("ask", () => ask(question)));
const yes = (asked: Question[]) => async (question: Question) => {
  asked.push(question);
  return "yes" as const;
};
const decide = async (plugins: Parameters<typeof createTestKernel>[0], call = toolCall()) => {
  await using kernel = await createTestKernel(plugins);
  return kernel.service(Lifecycle).decide(call);
};

describe("decide", () => {
  test("allows when nobody objects, with the advice of all", async () => {
    const remark = (name: string) => plugin(name, ({ hooks }) => void hooks.preToolUse.tap("remark", () => advise(`said ${name}`)));
    expect(await decide([remark("one"), remark("two")])).toEqual({ allow: true, advice: ["said one", "said two"] });
  });
  test("whoever wants to know learns what came of every decision, in ids and a digest", async () => {
    const learned: Outcome[] = [];
    const watch = plugin("watch", ({ hooks }) => void hooks.afterDecision.tap("learn", (outcome) => void learned.push(outcome)));
    const strict = plugin("strict", ({ hooks }) => {
      hooks.preToolUse.tap("deny", ({ tool }) => (tool === "Nope" ? deny("No.") : tool === "Perhaps" ? ask("May I?") : undefined));
      hooks.beforeJob.tap("deny", () => deny("Not today."));
    });
    await using kernel = await createTestKernel([watch, strict, owner(async () => "yes")]);
    const lifecycle = kernel.service(Lifecycle);
    for (const tool of ["Fine", "Nope", "Perhaps"]) await lifecycle.decide(toolCall({ tool }));
    await lifecycle.job(jobRun);
    await lifecycle.decide(toolCall({ input: { amount: 1n } as never }));
    await settle();
    expect(learned.map(({ gate, allow, by, asked }) => ({ gate, allow, by, asked }))).toEqual([
      { gate: "preToolUse", allow: true, by: "", asked: false },
      { gate: "preToolUse", allow: false, by: "strict: deny", asked: false },
      { gate: "preToolUse", allow: true, by: "strict: deny", asked: true },
      { gate: "beforeJob", allow: false, by: "strict: deny", asked: false },
      { gate: "preToolUse", allow: false, by: "kernel", asked: false },
    ]);
    expect(learned[0]).toMatchObject({ session: toolCall().session.id, call: toolCall().id, tool: "Fine", binds: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(learned)).not.toContain("git push");
  });
  test("a denial wins over questions before and after it; nobody is asked", async () => {
    const asked: Question[] = [];
    const remark = plugin("remark", ({ hooks }) => void hooks.preToolUse.tap("remark", () => advise("mind the gap")));
    const strict = plugin("strict", ({ hooks }) => void hooks.preToolUse.tap("deny", () => deny("No.", "Do it otherwise.")));
    const answer = owner(yes(asked));
    expect(await decide([remark, asking("one", "May I?"), strict, asking("two", "May I?"), answer])).toEqual({
      allow: false,
      reason: "No. Do it otherwise.",
      by: "strict: deny",
      advice: ["mind the gap"],
    });
    expect(asked).toEqual([]);
  });
  test("all questions become one; a yes lets exactly this call pass, once", async () => {
    const asked: Question[] = [];
    await using kernel = await createTestKernel([asking("one", "First?"), asking("two", "Second?"), owner(yes(asked))]);
    const lifecycle = kernel.service(Lifecycle);
    expect(await lifecycle.decide(toolCall())).toEqual({ allow: true, advice: [] });
    expect(asked).toMatchObject([
      {
        why: "First? Second?",
        by: ["one: ask", "two: ask"],
        what: expect.stringContaining("git push --force"),
        binds: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    await lifecycle.decide(toolCall());
    await lifecycle.decide(toolCall({ input: { command: "git push" } }));
    expect(asked).toHaveLength(3);
    expect(asked[1]?.binds).toBe(asked[0]?.binds);
    expect(asked[2]?.binds).not.toBe(asked[0]?.binds);
  });
  test.each(["no", "expired", "perhaps", undefined])("the owner's %s is a denial", async (answer) => {
    expect(await decide([asking("one", "May I?"), owner(async () => answer as Answer)])).toMatchObject({ allow: false, by: "one: ask" });
  });
  test("a question that fails, or that nobody can be asked, is a denial", async () => {
    expect(await decide([asking("one", "May I?"), owner(() => Promise.reject(new Error("no line")))])).toMatchObject({
      allow: false,
      reason: expect.stringContaining("no line"),
    });
    expect(await decide([asking("one", "May I?")])).toMatchObject({ allow: false, reason: expect.stringContaining("Nobody can be asked") });
  });
  test("the gates see a copy: what the caller changes meanwhile changes nothing, and its own object stays free", async () => {
    const seen: ToolCall[] = [];
    const input = { command: "ls", nested: { list: [1] } };
    const call = toolCall({ input, action: { kind: "shell", command: "ls" } });
    const slow = plugin("slow", ({ hooks }) => void hooks.preToolUse.tap("wait", () => settle(1)));
    const last = plugin("last", ({ hooks }) => void hooks.preToolUse.tap("look", (event) => void seen.push(event)));
    await using kernel = await createTestKernel([slow, last]);
    const decision = kernel.service(Lifecycle).decide(call);
    input.command = "rm";
    input.nested.list.push(2);
    await decision;
    expect(seen[0]?.input).toEqual({ command: "ls", nested: { list: [1] } });
    expect(Object.isFrozen(seen[0]?.input["nested"])).toBe(true);
  });
  test("an input that cannot be copied is denied, not thrown", async () => {
    expect(await decide([], toolCall({ input: { run: (() => undefined) as never } }))).toMatchObject({ allow: false, by: "kernel" });
  });
  test("a caller that gives up is heard by the gates and withdraws the question", async () => {
    const caller = new AbortController();
    const withdrawn = owner((_question, signal) => new Promise((resolve) => signal?.addEventListener("abort", () => resolve("expired"))));
    await using kernel = await createTestKernel([asking("one", "May I?"), withdrawn]);
    const decision = kernel.service(Lifecycle).decide(toolCall({ signal: caller.signal }));
    await settle();
    caller.abort();
    expect(await decision).toMatchObject({ allow: false, reason: expect.stringContaining("in time") });
    const gone: boolean[] = [];
    const look = plugin("look", ({ hooks }) => void hooks.preToolUse.tap("look", ({ signal }) => void gone.push(signal.aborted)));
    await decide([look], toolCall({ signal: AbortSignal.abort() }));
    expect(gone).toEqual([true]);
  });
  test("leaves no listener on the caller's signal", async () => {
    const { signal } = new AbortController();
    await decide([asking("one", "May I?"), owner(async () => "yes")], toolCall({ signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("a question about a job is a denial, as nobody waits with it", async () => {
  const asker = plugin("asker", ({ hooks }) => void hooks.beforeJob.tap("ask", () => ask("Now?")));
  await using kernel = await createTestKernel([asker, owner(never)]);
  expect(await kernel.service(Lifecycle).job(jobRun)).toMatchObject({ allow: false, by: "asker: ask" });
});

test("pipelines give back the replacement, or who held and why", async () => {
  const marking = plugin("marking", ({ hooks }) => {
    hooks.beforeMessage.tap("mark", (event) => ({ ...event, text: `[${event.text}]` }));
    hooks.beforeReply.tap("mark", (event) => ({ ...event, text: `[${event.text}]` }));
    hooks.postToolUse.tap("shorten", (event) => ({ ...event, output: event.output.slice(0, 2) }));
    hooks.compaction.tap("keep", (event) => ({ ...event, instructions: [...event.instructions, "keep this"] }));
    hooks.afterCompaction.tap("say again", (event) => ({ ...event, context: [...event.context, "said again"] }));
  });
  await using kernel = await createTestKernel([marking]);
  const lifecycle = kernel.service(Lifecycle);
  const session = { id: "s", driver: "d" };
  expect(await lifecycle.receive(message())).toMatchObject({ text: "[hello]" });
  expect(await lifecycle.reply(reply())).toMatchObject({ text: "[hi]" });
  expect(await lifecycle.toolDone({ call: toolCall(), output: "long", ok: true, elapsedMs: 1 })).toMatchObject({ output: "lo" });
  expect(await lifecycle.compact({ session, trigger: "auto", instructions: [] })).toMatchObject({ instructions: ["keep this"] });
  expect(await lifecycle.compacted({ session, context: ["a"] })).toMatchObject({ context: ["a", "said again"] });
});
