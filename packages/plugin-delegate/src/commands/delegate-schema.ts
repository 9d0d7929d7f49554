import { defineCommand } from "@instar/kernel/command";

export default defineCommand({
  async run({ print }) {
    const { delegateResultSchema } = await import("../result-schema.ts");
    print(delegateResultSchema, JSON.stringify(delegateResultSchema, undefined, 2));
  },
});
