import { type Held, isHeld } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { makeFolder, pluginSource } from "./isolated-house.ts";

const session = { id: "s", driver: "test" };
const call = (command: string, signal = new AbortController().signal) => ({
  id: "call",
  session,
  cwd: "/",
  tool: "Bash",
  input: { command },
  action: { kind: "shell", command } as const,
  signal,
});

test("a gate denies, asks and advises as in the house, in its own name", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `hooks.preToolUse.tap({ name: "look at commands", stage: -100 }, async ({ action }) => {
        if (action.command === "rm") return deny("Not that.", "Use the bin.");
        if (action.command === "sudo") return ask("As root?");
        if (action.command === "ls") return advise("There are many.");
      });`,
      `guards: ["preToolUse"],`,
    ),
  );
  await using kernel = await folder.open([plugin]);
  const lifecycle = kernel.service(Lifecycle);
  expect(await lifecycle.decide(call("rm"))).toEqual({ allow: false, reason: "Not that. Use the bin.", by: "faulty: look at commands", advice: [] });
  expect(await lifecycle.decide(call("sudo"))).toMatchObject({ allow: false, by: "faulty: look at commands" });
  expect(await lifecycle.decide(call("ls"))).toEqual({ allow: true, advice: ["There are many."] });
  expect(await lifecycle.decide(call("pwd"))).toEqual({ allow: true, advice: [] });
  expect(kernel.describe().hooks.preToolUse?.taps).toEqual([{ plugin: "faulty", reason: "look at commands", stage: -100 }]);
});

test("pipelines replace, hold, and keep what identifies the event, its signal too", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(`
      hooks.beforeMessage.tap("shout", (message) => ({ ...message, text: message.text.toUpperCase() }));
      hooks.postToolUse.tap("shorten", (result) => ({ ...result, output: result.output.slice(0, 3) }));
      hooks.compaction.tap("keep", (plan) => ({ ...plan, instructions: [...plan.instructions, "the promises"] }));
      hooks.beforeReply.tap({ name: "hold secrets", timeoutMs: 2_000 }, ({ text }) => text.includes("secret") ? hold("That is secret.") : undefined);
    `),
  );
  await using kernel = await folder.open([plugin]);
  const lifecycle = kernel.service(Lifecycle);
  const address = { channel: "c", conversation: "1" };
  expect(await lifecycle.receive({ key: "1", from: { id: "x", trust: "owner" }, address, text: "hello", at: 1 })).toMatchObject({ text: "HELLO" });
  expect(await lifecycle.toolDone({ call: call("ls"), output: "abcdef", ok: true, elapsedMs: 1 })).toMatchObject({ output: "abc" });
  expect(await lifecycle.compact({ session, trigger: "auto", instructions: [] })).toMatchObject({ instructions: ["the promises"] });
  const reply = await lifecycle.reply({ key: "1", address, text: "a secret", answers: [] });
  expect(isHeld(reply) && (reply satisfies Held)).toMatchObject({ reason: "That is secret.", by: "faulty: hold secrets" });
});

test("an answer that means nothing, or cannot cross, counts as a failure of the tap", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `hooks.preToolUse.tap("talk", ({ action }) => action.command === "a" ? { allow: true } : { verdict: "deny", reason: () => "x" });`,
      `guards: ["preToolUse"],`,
    ),
  );
  await using kernel = await folder.open([plugin]);
  for (const command of ["a", "b"])
    expect(await kernel.service(Lifecycle).decide(call(command))).toMatchObject({
      allow: false,
      by: "faulty: talk",
      reason: expect.stringContaining("failed") as string,
    });
  expect(
    kernel.lines.some(({ fields }) => String((fields.error as { message?: string } | undefined)?.message).includes("a function, which cannot cross")),
  ).toBe(true);
});

test("a call that is taken back aborts the signal on the other side", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `hooks.preToolUse.tap("wait", ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(deny("Taken back: " + signal.reason.message)))));`,
      `guards: ["preToolUse"],`,
    ),
  );
  await using kernel = await folder.open([plugin]);
  const abort = new AbortController();
  const decision = kernel.service(Lifecycle).decide(call("ls", abort.signal));
  await settle();
  abort.abort(new Error("nobody waits"));
  expect(await decision).toMatchObject({ allow: false, reason: "Taken back: nobody waits" });
});

test("series and notices reach it in order: start, notices, stop", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `const note = (text) => appendFileSync(paths.state + "/story", text + " ");
       hooks.stop.tap("stop", ({ reason }) => note("stop:" + reason));
       hooks.start.tap("start", ({ reason }) => note("start:" + reason));
       hooks.ready.tap("ready", () => note("ready"));
       hooks.sessionEnd.tap("end", ({ outcome }) => note("end:" + outcome));
       hooks.sessionStart.tap("begin", () => { throw new Error("not today"); });
       defer(() => note("deferred"));
       own({ [Symbol.asyncDispose]: async () => note("owned") });
       signal.addEventListener("abort", () => note("aborted"));`,
      "",
      `import { appendFileSync } from "node:fs";`,
    ),
  );
  const kernel = await folder.open([plugin]);
  await expect.poll(() => folder.read(".instar/plugins/faulty/story")).toContain("ready");
  kernel.service(Lifecycle).note("sessionEnd", { session, outcome: "done" });
  await expect.poll(() => folder.read(".instar/plugins/faulty/story")).toContain("end:done");
  await expect(kernel.service(Lifecycle).sessionStart({ session, from: "new" })).rejects.toThrow("not today");
  await kernel.stop("over");
  expect(folder.read(".instar/plugins/faulty/story").trim()).toBe("start:boot ready end:done stop:over aborted owned deferred");
});

test("a gate that it does not declare closes that gate, as in the house", async () => {
  using folder = makeFolder();
  await using kernel = await folder.open([await folder.isolate(pluginSource(`hooks.preToolUse.tap("sneak", () => undefined);`))]);
  expect(kernel.describe().plugins[0]).toMatchObject({ state: "failed", error: expect.stringContaining("which it does not declare") as string });
  expect(await kernel.service(Lifecycle).decide(call("ls"))).toMatchObject({ allow: false, by: "faulty: be in place" });
});

test("background loops run there, are reported by their reason, begin again, and end with the plugin", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `let round = 0;
       background("count", async (signal) => {
         round += 1;
         writeFileSync(paths.state + "/round", String(round));
         if (round === 1) throw new Error("first time");
         await new Promise((resolve) => signal.addEventListener("abort", resolve));
         writeFileSync(paths.state + "/round", "ended");
       });`,
      "",
      `import { writeFileSync } from "node:fs";`,
    ),
  );
  const kernel = await folder.open([plugin]);
  await expect.poll(() => kernel.lines.find(({ text }) => text === "A plugin failed.")?.fields).toMatchObject({ plugin: "faulty", hook: "count" });
  await kernel.clock.advance(1_000);
  await expect.poll(() => folder.read(".instar/plugins/faulty/round")).toBe("2");
  await kernel.stop("over");
  expect(folder.read(".instar/plugins/faulty/round")).toBe("ended");
});
