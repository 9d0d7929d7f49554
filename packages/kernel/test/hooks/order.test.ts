import { definePlugin, Stage, service } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { message, plugin } from "../samples.ts";

test("taps run by stage, then as in the config, then as they were tapped; the host's last", async () => {
  const ran: string[] = [];
  const many = (name: string) =>
    plugin(name, ({ hooks }) => {
      hooks.beforeMessage.tap({ name: "late", stage: Stage.last }, () => void ran.push(`${name} last`));
      hooks.beforeMessage.tap("one", () => void ran.push(`${name} one`));
      hooks.beforeMessage.tap("two", () => void ran.push(`${name} two`));
      hooks.beforeMessage.tap({ name: "early", stage: Stage.guard }, () => void ran.push(`${name} guard`));
    });
  await using kernel = await createTestKernel([many("b"), many("a")], { start: "set-up" });
  kernel.hooks.beforeMessage.tap("host", (event) => {
    ran.push("host");
    return event;
  });
  await kernel.service(Lifecycle).receive(message());
  expect(ran).toEqual(["b guard", "a guard", "b one", "b two", "a one", "a two", "host", "b last", "a last"]);
});

test("order does not depend on who was set up first", async () => {
  const ran: string[] = [];
  const Late = service<{ late: true }>("late");
  const first = definePlugin({
    api: 1,
    name: "first",
    needs: { late: Late },
    setup: ({ hooks }) => void hooks.beforeMessage.tap("look", () => void ran.push("first")),
  });
  const second = definePlugin({
    api: 1,
    name: "second",
    provides: Late,
    setup({ hooks }) {
      hooks.beforeMessage.tap("look", () => void ran.push("second"));
      return { late: true } as const;
    },
  });
  await using kernel = await createTestKernel([first(), second()]);
  await kernel.service(Lifecycle).receive(message());
  expect(kernel.describe().plugins.map(({ name }) => name)).toEqual(["second", "first"]);
  expect(ran).toEqual(["first", "second"]);
});

test("start follows the boot order, stop and disposal go back, and a failure on the way stops nobody else", async () => {
  const ran: string[] = [];
  const Base = service<{ base: true }>("base");
  const user = definePlugin({
    api: 1,
    name: "user",
    needs: { base: Base },
    setup({ hooks, defer }) {
      hooks.start.tap("start", () => void ran.push("start user"));
      hooks.stop.tap("stop", () => {
        ran.push("stop user");
        throw new Error("no");
      });
      defer(() => {
        ran.push("undo user");
        throw new Error("neither");
      });
    },
  });
  const base = definePlugin({
    api: 1,
    name: "base",
    provides: Base,
    setup({ hooks, defer, own }) {
      hooks.start.tap("start", () => void ran.push("start base"));
      hooks.stop.tap("stop", () => void ran.push("stop base"));
      defer(() => void ran.push("undo base, taken first"));
      own({ [Symbol.asyncDispose]: async () => void ran.push("undo base, taken last") });
      return { base: true } as const;
    },
  });
  const kernel = await createTestKernel([user(), base()]);
  const error = await kernel.stop("over").catch((thrown) => thrown);
  expect(ran).toEqual(["start base", "start user", "stop user", "stop base", "undo user", "undo base, taken last", "undo base, taken first"]);
  expect(error).toBeInstanceOf(AggregateError);
  expect((error as AggregateError).errors.map(({ message }: Error) => message)).toEqual(['"user: stop" failed in stop: no', "neither"]);
  expect(kernel.phase).toBe("stopped");
  await expect(kernel.stop("again")).rejects.toBe(error);
  expect(ran).toHaveLength(7);
});
