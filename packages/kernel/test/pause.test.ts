import { definePlugin, InstarError, type Message } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel, settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { message, plugin, reply, toolCall } from "./samples.ts";

const why = "20 failures within a minute";

describe("a paused plugin", () => {
  test("denies at its gates in its own name, and is asked again when it resumes", async () => {
    const guard = plugin("guard", ({ hooks }) => void hooks.preToolUse.tap("look", () => undefined));
    await using kernel = await createTestKernel([guard]);
    const decide = () => kernel.service(Lifecycle).decide(toolCall());
    expect(kernel.pause("guard", why)).toBe(true);
    expect(await decide()).toMatchObject({
      allow: false,
      by: "guard: be in place",
      reason: `The guard guard is configured but not in place (paused: ${why}), so nothing passes it.`,
    });
    expect(kernel.resume("guard")).toBe(true);
    expect(await decide()).toMatchObject({ allow: true });
  });
  test("denies as well through the taps of a firing that had already passed its tombstone's place", async () => {
    const first = plugin("first", ({ hooks }) => void hooks.preToolUse.tap("pause the other one", () => void kernel.pause("second", why)));
    const second = plugin("second", ({ hooks }) => void hooks.preToolUse.tap("look", () => undefined));
    await using kernel = await createTestKernel([first, second]);
    expect(await kernel.service(Lifecycle).decide(toolCall())).toMatchObject({ allow: false, by: "second: look", reason: expect.stringContaining(why) });
  });
  test("holds where its failure would hold, and is skipped where it would be skipped", async () => {
    const careful = plugin("careful", ({ hooks }) => {
      hooks.beforeReply.tap("review", () => undefined);
      hooks.beforeMessage.tap("enrich", (event) => ({ ...event, text: "changed" }));
      hooks.sessionStart.tap("prepare", () => Promise.reject(new Error("no")));
    });
    const strict = plugin("strict", ({ hooks }) => void hooks.beforeMessage.tap({ name: "screen", onError: "hold" }, () => undefined));
    await using kernel = await createTestKernel([careful, strict]);
    const lifecycle = kernel.service(Lifecycle);
    kernel.pause("careful", why);
    expect(await lifecycle.reply(reply())).toMatchObject({ held: true, by: "careful: review", reason: expect.stringContaining(why) });
    expect(await lifecycle.receive(message())).toMatchObject({ text: "hello" });
    await lifecycle.sessionStart({ session: { id: "s", driver: "d" }, from: "new" });
    kernel.pause("strict", why);
    expect(await lifecycle.receive(message())).toMatchObject({ held: true, by: "strict: screen" });
  });
  test("hears no notices, not even those that already waited for it", async () => {
    const heard: string[] = [];
    let go: () => void = () => undefined;
    const slow = plugin("slow", ({ hooks }) => {
      hooks.afterMessage.tap("watch", async ({ message: { key } }) => {
        heard.push(key);
        await new Promise<void>((resolve) => {
          go = resolve;
        });
      });
    });
    await using kernel = await createTestKernel([slow]);
    const note = (key: string) =>
      kernel.service(Lifecycle).note("afterMessage", { message: message({ key }) as Message, session: { id: "s", driver: "d" }, elapsedMs: 1 });
    for (const key of ["one", "two"]) note(key);
    await settle();
    kernel.pause("slow", why);
    go();
    note("three");
    await settle();
    kernel.resume("slow");
    note("four");
    await settle();
    expect(heard).toEqual(["one", "four"]);
    go();
  });
  test("has its loops stopped, and begun again once the former run is gone", async () => {
    const ran: string[] = [];
    let leave: () => void = () => undefined;
    const looping = plugin("looping", ({ background }) => {
      background("poll", async (signal) => {
        ran.push("begin");
        await new Promise<void>((resolve) => {
          leave = resolve;
        });
        ran.push(signal.aborted ? "stopped" : "over");
      });
    });
    await using kernel = await createTestKernel([looping]);
    kernel.pause("looping", why);
    kernel.resume("looping");
    await settle();
    expect(ran).toEqual(["begin"]);
    leave();
    await settle();
    expect(ran).toEqual(["begin", "stopped", "begin"]);
    leave();
  });
  test("says that it is paused and why, and pausing or resuming twice changes nothing", async () => {
    await using kernel = await createTestKernel([plugin("one", () => undefined)]);
    expect([kernel.pause("one", why), kernel.pause("one", "another reason")]).toEqual([true, true]);
    expect(kernel.describe().plugins).toMatchObject([{ state: "paused", error: why }]);
    expect(kernel.describe().hooks["preToolUse"]?.taps).toHaveLength(1);
    expect([kernel.resume("one"), kernel.resume("one")]).toEqual([true, true]);
    expect(kernel.describe().plugins[0]).not.toHaveProperty("error");
    expect(kernel.describe().hooks["preToolUse"]?.taps).toEqual([]);
    expect([kernel.pause("nobody", why), kernel.resume("nobody")]).toEqual([false, false]);
  });
  test("hears of the end, to give back what it holds", async () => {
    const ended: string[] = [];
    const one = definePlugin({ api: 1, name: "one", setup: ({ hooks }) => void hooks.stop.tap("say bye", () => void ended.push("one")) });
    const kernel = await createTestKernel([one()]);
    kernel.pause("one", why);
    await kernel[Symbol.asyncDispose]();
    expect(ended).toEqual(["one"]);
    expect(kernel.describe().plugins).toMatchObject([{ state: "stopped" }]);
  });
  test("is counted when it goes on failing, and nobody is told again", async () => {
    const told: string[] = [];
    const watching = plugin("watching", ({ hooks }) => void hooks.pluginError.tap("watch", ({ plugin: by }) => void told.push(by)));
    await using kernel = await createTestKernel([plugin("one", () => undefined), watching]);
    const fail = () => kernel.uncaught(Object.assign(new InstarError("X_FAILED", { message: "It failed." }), { plugin: "one" }));
    fail();
    kernel.pause("one", why);
    fail();
    await settle();
    expect(told).toEqual(["one"]);
    expect(kernel.describe().plugins[0]).toMatchObject({ failures: 2 });
    expect(kernel.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });
  test("that failed at set-up cannot be resumed into being up", async () => {
    const broken = plugin("broken", () => Promise.reject(new Error("no")));
    await using kernel = await createTestKernel([broken]);
    expect([kernel.pause("broken", why), kernel.resume("broken")]).toEqual([false, false]);
    expect(kernel.describe().plugins).toMatchObject([{ state: "failed" }]);
  });
});
