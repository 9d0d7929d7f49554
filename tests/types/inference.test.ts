import { advise, ask, definePlugin, deny, hold, type Message, optional, type Plugin, type Reply, scopedService, service, type ToolCall } from "@instar/kernel";
import { defineCommand, type Remote } from "@instar/kernel/command";
import { type Channel, Channels, ChatCommands, HealthChecks, type SessionDriver, SessionDrivers, type SessionFeature, Store } from "@instar/kernel/contracts";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

interface Bell {
  ring(times: number): string;
}
const Bell = service<Bell>("bell");
const Gong = scopedService<Bell>("gong");

// Checked by `npm run types`; what is run here only shows that nothing throws.
describe("definePlugin infers", () => {
  test("options: what a person writes, and what set-up gets with defaults in place", () => {
    const schema = z.object({ max: z.number().default(3), at: z.iso.time().transform((time) => time.split(":")) });
    const bell = definePlugin({
      api: 1,
      name: "bell",
      options: schema,
      setup({ options }) {
        expectTypeOf(options).toEqualTypeOf<{ max: number; at: string[] }>();
        // @ts-expect-error: the schema has no such option
        void options.min;
      },
    });
    expectTypeOf(bell).parameters.toEqualTypeOf<[options: { max?: number | undefined; at: string }]>();
    expectTypeOf(bell).returns.toEqualTypeOf<Plugin>();
    // @ts-expect-error: an option without a default is required
    bell();
    // @ts-expect-error: a number was asked for
    bell({ at: "07:00", max: "3" });
    // @ts-expect-error: the schema has no such option
    bell({ at: "07:00", min: 3 });
  });

  test("that options may be left out when each has a default, and that there are none without a schema", () => {
    const lenient = definePlugin({ api: 1, name: "lenient", options: z.object({ max: z.number().default(3) }), setup() {} });
    expectTypeOf(lenient).toBeCallableWith();
    expectTypeOf(lenient).toBeCallableWith({ max: 4 });
    const plain = definePlugin({ api: 1, name: "plain", setup: ({ options }) => expectTypeOf(options).toEqualTypeOf<undefined>() as unknown as void });
    // @ts-expect-error: it takes none
    plain({ max: 4 });
  });

  test("services, by the names that the plugin gives its needs", () => {
    definePlugin({
      api: 1,
      name: "ringer",
      needs: { bell: Bell, gong: Gong, store: optional(Store) },
      setup({ services }) {
        expectTypeOf(services.bell).toEqualTypeOf<Bell>();
        expectTypeOf(services.gong).toEqualTypeOf<Bell>();
        expectTypeOf(services.store).toEqualTypeOf<Store | undefined>();
        // @ts-expect-error: an optional service may be away
        void services.store.records;
        // @ts-expect-error: it needs no such service
        void services.clock;
      },
    });
  });

  test("what set-up must return: the service that it provides, or one for each consumer", () => {
    definePlugin({ api: 1, name: "bell", provides: Bell, setup: () => ({ ring: (times) => "dong".repeat(times) }) });
    definePlugin({ api: 1, name: "bell", provides: Bell, setup: async () => ({ ring: (times: number) => "dong".repeat(times) }) });
    definePlugin({ api: 1, name: "gong", provides: Gong, setup: () => (consumer: string) => ({ ring: () => consumer }) });
    // @ts-expect-error: nothing is returned
    definePlugin({ api: 1, name: "bell", provides: Bell, setup() {} });
    // @ts-expect-error: a service with a scope is made for each consumer
    definePlugin({ api: 1, name: "gong", provides: Gong, setup: () => ({ ring: () => "dong" }) });
    // @ts-expect-error: the service is another
    definePlugin({ api: 1, name: "bell", provides: Bell, setup: () => ({ ring: () => 3 }) });
  });

  test("that it is for this API and guards gates only", () => {
    // @ts-expect-error: there is no such version
    definePlugin({ api: 2, name: "future", setup() {} });
    // @ts-expect-error: the version is missing
    definePlugin({ name: "old", setup() {} });
    // @ts-expect-error: a pipeline has no tombstone
    definePlugin({ api: 1, name: "guard", guards: ["beforeReply"], setup() {} });
  });
});

describe("a tap answers what its kind of hook takes", () => {
  test("a gate: nothing, an objection or advice, and no allowing", () => {
    definePlugin({
      api: 1,
      name: "gates",
      setup({ hooks: { preToolUse, beforeJob } }) {
        preToolUse.tap("all that there is", (call) => {
          expectTypeOf(call).toEqualTypeOf<ToolCall>();
          if (call.tool === "a") return deny("No.", "Try b.");
          if (call.tool === "b") return ask("Really?");
          if (call.tool === "c") return advise("Mind the step.");
          return undefined;
        });
        beforeJob.tap({ name: "late", stage: 100, timeoutMs: 5 }, async ({ job }) => (job === "x" ? deny("No.") : undefined));
        // @ts-expect-error: true is no answer
        preToolUse.tap("truth", () => true);
        // @ts-expect-error: there is no allowing
        preToolUse.tap("a word", () => "allow" as const);
        // @ts-expect-error: there is no allowing
        preToolUse.tap("a verdict", () => ({ verdict: "allow", reason: "I say so." }) as const);
        // @ts-expect-error: a gate holds nothing
        preToolUse.tap("hold", () => hold("Later."));
        // @ts-expect-error: what a call is can't be changed
        preToolUse.tap("change", (call) => void (call.tool = "Read"));
      },
    });
  });

  test("a pipeline: nothing, a whole event, or hold", () => {
    definePlugin({
      api: 1,
      name: "pipelines",
      setup({ hooks: { beforeReply, beforeMessage } }) {
        beforeReply.tap("copy", (reply) => {
          expectTypeOf(reply).toEqualTypeOf<Reply>();
          return { ...reply, text: `${reply.text}!` };
        });
        beforeMessage.tap({ name: "hold", onError: "hold" }, async (message) => {
          expectTypeOf(message).toEqualTypeOf<Message>();
          return hold("It is late.");
        });
        // @ts-expect-error: who it is for, and which it answers, would be lost
        beforeReply.tap("only the text", (reply) => ({ text: reply.text }));
        // @ts-expect-error: a pipeline denies nothing
        beforeReply.tap("deny", () => deny("No."));
        // @ts-expect-error: an event is changed by a copy
        beforeReply.tap("in place", (reply) => void (reply.text = "?"));
      },
    });
  });

  test("series and notices: nothing", () => {
    definePlugin({
      api: 1,
      name: "rest",
      setup({ hooks }) {
        hooks.start.tap("begin", async ({ reason }) => expectTypeOf(reason).toEqualTypeOf<"boot" | "reload">() as unknown as void);
        hooks.afterReply.tap("look", ({ error }) => expectTypeOf(error).toEqualTypeOf<Error | undefined>() as unknown as void);
        // @ts-expect-error: no such moment
        void hooks.onMessage;
      },
    });
  });
});

test("a contribution fits its point", () => {
  const driver = {} as Omit<SessionDriver, "features">;
  definePlugin({
    api: 1,
    name: "contributor",
    setup({ contribute, contributions }) {
      contribute(HealthChecks, { id: "bell", run: () => ({ status: "ok", summary: "It rings." }) });
      contribute(SessionDrivers, { ...driver, features: new Set<SessionFeature>(["resume", "inputIds"]) });
      // Words of a choice, written in place, take their type from the point
      contribute(ChatCommands, { ...{ name: "ring", summary: "Rings." }, access: "owner", run: async () => "Dong." });
      // @ts-expect-error: there is no such feature
      contribute(SessionDrivers, { ...driver, features: new Set<SessionFeature>(["teleport"]) });
      for (const { plugin, value } of contributions(Channels)) expectTypeOf({ plugin, value }).toEqualTypeOf<{ plugin: string; value: Channel }>();
      // @ts-expect-error: a finding has a status and a summary
      contribute(HealthChecks, { id: "bell", run: () => "fine" });
      // @ts-expect-error: a service is no collection
      contribute(Bell, { ring: () => "dong" });
    },
  });
});

test("a command's arguments and flags are typed by what they are declared as", () => {
  defineCommand({
    args: { query: { required: true, description: "what to look for" }, place: { description: "where" } },
    flags: {
      limit: { type: "integer", default: 10, description: "how many" },
      after: { type: "integer", description: "from which on" },
      loud: { type: "boolean", description: "with noise" },
      tag: { multiple: true, description: "only those" },
    },
    async run({ args, flags, service: find }) {
      expectTypeOf(args).toEqualTypeOf<{ readonly query: string; readonly place: string | undefined }>();
      expectTypeOf(flags).toEqualTypeOf<{
        readonly limit: number;
        readonly after: number | undefined;
        readonly loud: boolean;
        readonly tag: readonly string[];
      }>();
      const bell = await find(Bell);
      expectTypeOf(bell).toEqualTypeOf<Remote<Bell>>();
      expectTypeOf(bell.ring).toEqualTypeOf<(times: number) => Promise<string>>();
      // @ts-expect-error: it was declared under another name
      void args.name;
    },
  });
  // @ts-expect-error: there is no such type of flag
  defineCommand({ flags: { limit: { type: "number", description: "how many" } }, async run() {} });
  // @ts-expect-error: an exit code is a number
  defineCommand({ run: async () => "done" });
});
