import { describe, expect, test } from "vitest";
import type { Checked } from "../../src/doctor/checked.ts";
import type { PluginInfo } from "../../src/plugins/inspect-plugin.ts";
import { explainMisfit, misfitOf } from "../../src/plugins/kernel-fit.ts";
import { echoConfig, makeInstalledAgent } from "./installed-agent.ts";

const tower = { plugin: "tower", package: "instar-plugin-tower" };

describe("what does not go together is said with what is wanted, what is here, and what to do", () => {
  test.each([
    ["^2.0.0", "wants @instar/kernel ^2.0.0, and this is 1.4.0.", "npm install instar@latest"],
    ["^0.9.0", "wants @instar/kernel ^0.9.0, and this is 1.4.0.", "npm install instar-plugin-tower@latest"],
  ])("a plugin that wants %s", (wants, message, command) => {
    const error = misfitOf(tower, wants, "1.4.0");
    expect(error).toMatchObject({ code: "FIT_KERNEL_VERSION", message: `The plugin tower ${message}` });
    expect(error?.hint).toContain(command);
  });

  test.each([undefined, "^1.0.0", ">=1 <3", "somebody's own tag"])("nothing is said of %s", (wants) => expect(misfitOf(tower, wants, "1.4.0")).toBeUndefined());

  test.each(["The requested module '@instar/kernel' does not provide an export named 'defineRitual'", "(0 , _kernel.defineRitual) is not a function"])(
    "%s",
    (text) => {
      expect(explainMisfit(new TypeError(text), tower)).toMatchObject({
        code: "FIT_MISSING_EXPORT",
        message: expect.stringMatching(/^The plugin tower uses defineRitual of @instar\/kernel, which \d+\.\d+\.\d+ does not have\.$/),
        hint: expect.stringContaining("npm install instar-plugin-tower@latest"),
      });
    },
  );

  test("any other error stays as it is", () => {
    const error = new TypeError("(0 , _bells.ring) is not a function");
    expect(explainMisfit(error, tower)).toBe(error);
  });
});

const filesOf = (kernel: string, code: string) => ({
  "package.json": JSON.stringify({
    name: "instar-plugin-tower",
    version: "1.0.0",
    type: "module",
    exports: "./index.js",
    instar: { plugin: "tower", guards: ["preToolUse"] },
    peerDependencies: { "@instar/kernel": kernel },
  }),
  "index.js": code,
});
const code = (api: string, setup = "") => `import { definePlugin, defineRitual } from "@instar/kernel";
export default definePlugin({ ${api} name: "tower", guards: ["preToolUse"], setup({ hooks }) { hooks.preToolUse.tap("look", () => undefined); ${setup} } });
`;

test("a plugin for another kernel is not added; one that became so stays away alone, guarded, and add, start, info and doctor name it", {
  timeout: 180_000,
}, async () => {
  await using agent = await makeInstalledAgent();
  const before = agent.files();
  const refused = await agent.run(["add", await agent.pack("future", filesOf("^99.0.0", code("api: 1,"))), "--yes", "--json"]);
  expect(refused.json()).toMatchObject({ error: { code: "FIT_KERNEL_VERSION", message: expect.stringContaining("wants @instar/kernel ^99.0.0") } });
  expect(agent.files()).toEqual(before);

  const become = (kernel: string, text: string) => {
    for (const [file, content] of Object.entries(filesOf(kernel, text))) agent.write(`node_modules/instar-plugin-tower/${file}`, content);
  };
  agent.write("package.json", agent.read("package.json").replace('"dependencies": {', '"dependencies": {\n    "instar-plugin-tower": "*",'));
  agent.write("instar.config.ts", echoConfig.replace("// repeats", '\nimport tower from "instar-plugin-tower";').replace("echo(),", "echo(), tower(),"));
  become("^99.0.0", code("api: 1,", "defineRitual();"));
  const started = await agent.run(["start"]);
  expect(started).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /tower could not be set up: it uses defineRitual of @instar\/kernel, which .* asks for \^99\.0\.0\. .*npm install instar@latest/,
    ),
  });
  const info = (await agent.run(["plugins", "info", "tower", "--json"])).json<PluginInfo>();
  expect(info.kernel).toMatchObject({ wants: "^99.0.0", misfit: expect.stringContaining("npm install instar@latest") });
  expect(info.running).toMatchObject({ state: "failed" });
  expect(info.hooks).toEqual([{ hook: "preToolUse", reason: "be in place", stage: "first" }]);
  const findings = (await agent.run(["doctor", "--json"])).json<Checked[]>();
  expect(findings.find(({ id }) => id === "kernel")).toMatchObject({ status: "warn", summary: expect.stringContaining("tower wants @instar/kernel ^99.0.0") });

  for (const [api, words] of [
    ["api: 2,", /written for version 2 of the plugin API; .*\n.*npm install instar@latest/],
    ["api: 0,", /written for version 0 of the plugin API; .*\n.*npm install instar-plugin-tower@latest/],
    ["", /does not say which version of the plugin API/],
  ] as const) {
    become("*", code(api));
    expect(await agent.run(["config", "validate"])).toMatchObject({ code: 1, stderr: expect.stringMatching(words) });
  }
});
