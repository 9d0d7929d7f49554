import { expect, expectTypeOf, test } from "vitest";
import { defineCommand } from "../src/command.ts";
import { service } from "../src/token.ts";

interface Memory {
  recall(query: string): Promise<readonly string[]>;
  count(): number;
}
const Memory = service<Memory>("memory");

test("the types of arguments and flags follow their declarations", async () => {
  const command = defineCommand({
    args: { query: { required: true, description: "what to look for" }, where: { description: "where" } },
    flags: {
      limit: { type: "integer", default: 10, description: "how many" },
      exact: { type: "boolean", description: "no guessing" },
      person: { multiple: true, description: "whose" },
      since: { description: "a date" },
    },
    async run({ args, flags, service, print }) {
      expectTypeOf(args).toEqualTypeOf<{ readonly query: string; readonly where: string | undefined }>();
      expectTypeOf(flags.limit).toEqualTypeOf<number>();
      expectTypeOf(flags.exact).toEqualTypeOf<boolean>();
      expectTypeOf(flags.person).toEqualTypeOf<readonly string[]>();
      expectTypeOf(flags.since).toEqualTypeOf<string | undefined>();
      const memory = await service(Memory);
      expectTypeOf(memory.count).returns.toEqualTypeOf<Promise<number>>();
      print(await memory.recall(args.query));
    },
  });
  expect(Object.keys(command.args ?? {})).toEqual(["query", "where"]);
});
