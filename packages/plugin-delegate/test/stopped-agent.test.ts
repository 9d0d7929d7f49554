import { expect, test } from "vitest";
import { makeAgentFolder } from "../../cli/test/agent-folder.ts";

const config = `import { defineConfig } from "instar";
import delegate from "@instar/plugin-delegate";
import offline from "@instar/plugin-offline";
export default defineConfig({ name: "kira", plugins: [offline(), delegate()] });
`;

test("what needs a running agent says so with the exit code of that, and results can be read without one", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  agent.write("package.json", JSON.stringify({ name: "kira", private: true, type: "module", dependencies: { "@instar/plugin-delegate": "*" } }));
  await agent.run(["plugins"]);
  for (const words of [
    ["run", "hello"],
    ["continue", "old", "hello"],
    ["finish", "old"],
    ["abort", "old"],
  ])
    expect(await agent.run(["delegate", ...words]), words.join(" ")).toMatchObject({ code: 3, stderr: expect.stringContaining("instar start") });
  expect(await agent.run(["delegate"])).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing is delegated.") });
});
