import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

const talkative = `import { definePlugin } from "@instar/kernel";
import { z } from "zod";
export default definePlugin({
  api: 1, name: "talkative", options: z.object({ key: z.string() }),
  setup({ hooks, options }) {
    hooks.ready.tap("print", () => {
      console.log("printed with", options.key);
      process.stderr.write(options.key.slice(0, 5));
      process.stderr.write(options.key.slice(5) + " in two\\n");
      for (let line = 0; line < 60_000; line++) console.log("a line that fills the disk ".repeat(4));
      process.stdout.write("without an end");
    });
  },
});
`;

test("what plugins print is kept within bounds and without secrets, and its end is not lost", async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, env } from "instar";
import echo from "./echo-driver.ts";
import talkative from "./talkative.ts";
export default defineConfig({ name: "kira", plugins: [echo(), talkative({ key: env("TALK_KEY") })] });
`,
  });
  agent.write("talkative.ts", talkative);
  await agent.run(["secrets", "set", "TALK_KEY"], { input: "super-secret-value" });
  for (let start = 0; start < 2; start++) {
    expect((await agent.run(["start"])).code).toBe(0);
    await agent.run(["stop"]);
  }
  const logs = join(agent.folder, ".instar", "logs");
  const files = readdirSync(logs).filter((name) => name.startsWith("output"));
  const text = files.map((name) => readFileSync(join(logs, name), "utf8")).join("");
  const bytes = files.reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
  expect(text).not.toContain("super-secret-value");
  expect(text).toContain("without an end\n");
  expect(bytes).toBeLessThan(5 * 1_024 * 1_024);
  expect(files.length).toBeGreaterThan(1);
}, 60_000);
