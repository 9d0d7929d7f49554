import { definePlugin } from "@instar/kernel";
import { expect, test } from "vitest";
import { z } from "zod";
import { configCheck } from "../../src/doctor/config-check.ts";
import { deprecatedOptions } from "../../src/plugins/deprecated-options.ts";
import { makeAgentFolder } from "../agent-folder.ts";

const note = "Since 1.4 pollMs takes its place; 2.0 removes it.";
const options = z.object({ pollMs: z.number().default(500), pollSeconds: z.number().optional().meta({ deprecated: true, description: note }) });
const bell = definePlugin({ api: 1, name: "bell", options, setup() {} });

test("an option whose schema calls it deprecated is named where it is given, with what takes its place", () => {
  expect(deprecatedOptions([bell({ pollSeconds: 3 })])).toEqual([{ plugin: "bell", option: "pollSeconds", note }]);
  expect(deprecatedOptions([bell({ pollMs: 3 }), bell(), definePlugin({ api: 1, name: "plain", setup() {} })()])).toEqual([]);
});

test("doctor and config validate tell of it, and the config holds all the same", async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, definePlugin } from "instar";
import { z } from "zod";
import echo from "./echo-driver.ts";
const options = z.object({ pollSeconds: z.number().optional().meta({ deprecated: true, description: "${note}" }) });
const bell = definePlugin({ api: 1, name: "bell", options, setup() {} });
export default defineConfig({ name: "kira", plugins: [echo(), bell({ pollSeconds: 3 })] });
`,
  });
  expect(await agent.run(["config", "validate"])).toMatchObject({ code: 0, stdout: expect.stringContaining(`bell.pollSeconds is deprecated: ${note}`) });
  const finding = await configCheck(agent.folder).run(new AbortController().signal);
  expect(finding).toMatchObject({ status: "warn", summary: `bell.pollSeconds is deprecated: ${note}` });
}, 60_000);
