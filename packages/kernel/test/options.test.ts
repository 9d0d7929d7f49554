import { definePlugin, type Plugin, service } from "@instar/kernel";
import { createTestKernel } from "@instar/testing";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as v from "valibot";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";

/** A Standard Schema written by hand: `interval` in seconds becomes `intervalMs`. */
const seconds: StandardSchemaV1<{ interval?: number; label?: string }, { intervalMs: number; label: string }> = {
  "~standard": {
    version: 1,
    vendor: "by hand",
    async validate(value) {
      const { interval = 1, label = "x" } = value as { interval?: number; label?: string };
      return typeof interval === "number"
        ? { value: { intervalMs: interval * 1_000, label } }
        : { issues: [{ message: "must be a number", path: [{ key: "interval" }] }] };
    },
  },
};

async function reportOn(...plugins: Plugin[]): Promise<string> {
  const error = await createTestKernel(plugins, { start: "set-up" }).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "KERNEL_CONFIG_INVALID" });
  return error.message;
}

const nested = z.object({
  limits: z.object({ perHour: z.number().default(5), perDay: z.number().optional() }).default({ perHour: 5 }),
  rules: z.array(z.object({ pattern: z.string(), action: z.enum(["deny", "ask"]).default("ask") })).default([]),
  extra: z.record(z.string(), z.string()).default({}),
  open: z.looseObject({}).optional(),
});

describe("a key that is no option", () => {
  const configured = definePlugin({ api: 1, name: "configured", options: nested, setup: () => undefined });
  const strict = definePlugin({ api: 1, name: "strict", options: z.strictObject({ colour: z.string() }), setup: () => undefined });
  const light = definePlugin({
    api: 1,
    name: "light",
    options: v.object({ colour: v.optional(v.string(), "red"), inner: v.optional(v.object({ deep: v.optional(v.number(), 1) }), {}) }),
    setup: () => undefined,
  });
  const none = definePlugin({ api: 1, name: "none", options: z.object({}), setup: () => undefined });

  test("is reported at any depth and in lists, with the one that was meant", async () => {
    const report = await reportOn(
      configured({
        limit: {},
        limits: { perHuor: 1, constructor: 1 },
        rules: [{ pattern: "x" }, { patern: "y", action: "no" }],
        extra: { any: "thing" },
        open: { any: 1 },
      } as never),
    );
    for (const line of [
      "configured.limit: is not an option.",
      "configured.limits.perHuor: is not an option. Did you mean perHour?",
      "configured.limits.constructor: is not an option.",
      "configured.rules[1].patern: is not an option. Did you mean pattern?",
      "configured.rules[1].pattern: is required: string.",
      "configured.rules[1].action: Invalid option",
    ])
      expect(report).toContain(line);
    expect(report).not.toContain("extra");
    expect(report).toContain("6 mistakes");
  });
  test("is reported once where the schema refuses it too", async () => {
    expect((await reportOn(strict({ colour: "red", color: "blue" } as never))).split("\n")).toEqual([
      "The config has a mistake:",
      "  - strict.color: is not an option. It takes no other.",
    ]);
  });
  test("is reported for schemas that cannot say what they take, when it looks like a slip", async () => {
    const report = await reportOn(light({ colr: "blue", inner: { depe: 2 } } as never));
    expect(report).toContain("light.colr: is not an option. Did you mean colour?");
    expect(report).toContain("light.inner.depe: is not an option. Did you mean deep?");
  });
  test("is reported where there are none", async () => {
    expect(await reportOn(none({ any: 1 } as never))).toContain("none.any: is not an option. It takes no other.");
  });
});

test("a schema written by hand may be asynchronous and rename what it takes", async () => {
  const Given = service<object>("given");
  const timed = definePlugin({ api: 1, name: "timed", options: seconds, provides: Given, setup: ({ options }) => options });
  await using kernel = await createTestKernel([timed({ interval: 2 })]);
  expect(kernel.service(Given)).toEqual({ intervalMs: 2_000, label: "x" });
  expect(await reportOn(timed({ interval: "2" } as never))).toContain("timed.interval: must be a number.");
});

test("a schema that throws is reported as its plugin's", async () => {
  const schema = {
    "~standard": {
      version: 1,
      vendor: "x",
      validate: (): never => {
        throw new Error("broken schema");
      },
    },
  } as const;
  const broken = definePlugin({ api: 1, name: "broken", options: schema, setup: () => undefined });
  expect(await reportOn((broken as () => Plugin)())).toContain("broken: could not be checked: broken schema.");
});

describe("types", () => {
  test("options are inferred from zod, valibot and a schema written by hand; they may be left out when each has a default", () => {
    const fromZod = definePlugin({
      api: 1,
      name: "a",
      options: z.object({ token: z.string(), retries: z.number().default(3) }),
      setup({ options }) {
        expectTypeOf(options).toEqualTypeOf<{ token: string; retries: number }>();
      },
    });
    expectTypeOf(fromZod).parameters.toEqualTypeOf<[options: { token: string; retries?: number | undefined }]>();
    const fromValibot = definePlugin({
      api: 1,
      name: "b",
      options: v.object({ colour: v.optional(v.string(), "red") }),
      setup({ options }) {
        expectTypeOf(options).toEqualTypeOf<{ colour: string }>();
      },
    });
    expectTypeOf(fromValibot).toBeCallableWith();
    expectTypeOf(fromValibot).toBeCallableWith({ colour: "blue" });
    const byHand = definePlugin({
      api: 1,
      name: "c",
      options: seconds,
      setup({ options }) {
        expectTypeOf(options.intervalMs).toEqualTypeOf<number>();
      },
    });
    expectTypeOf(byHand).toBeCallableWith();
    const without = definePlugin({
      api: 1,
      name: "d",
      setup({ options, services }) {
        expectTypeOf(options).toEqualTypeOf<undefined>();
        expectTypeOf(services).toEqualTypeOf<{}>();
      },
    });
    expectTypeOf(without).parameters.toEqualTypeOf<[]>();
    // @ts-expect-error the token has no default
    fromZod();
    // @ts-expect-error a colour is a string
    fromValibot({ colour: 1 });
    // @ts-expect-error it takes no options
    without({});
  });
  test("set-up returns what the plugin provides, handlers what their hook takes", () => {
    const Clockwork = service<{ tick(): number }>("clockwork");
    definePlugin({ api: 1, name: "a", provides: Clockwork, setup: () => ({ tick: () => 1 }) });
    // @ts-expect-error a tick is a number
    definePlugin({ api: 1, name: "b", provides: Clockwork, setup: () => ({ tick: () => "1" }) });
    definePlugin({
      api: 1,
      name: "c",
      needs: { clockwork: Clockwork },
      guards: ["preToolUse"],
      setup({ hooks, services }) {
        expectTypeOf(services.clockwork.tick()).toEqualTypeOf<number>();
        // @ts-expect-error false is no verdict
        hooks.preToolUse.tap("x", () => false);
        // @ts-expect-error true is no message
        hooks.beforeMessage.tap("x", () => true);
        // @ts-expect-error there is no before
        hooks.beforeMessage.tap({ name: "x", before: "y" }, () => undefined);
        // @ts-expect-error events are read-only
        hooks.beforeMessage.tap("x", (message) => void (message.text = "other"));
      },
    });
  });
});
