import { definePlugin } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";

const call = {
  id: "t1",
  session: { id: "s", driver: "d" },
  cwd: "/",
  tool: "Bash",
  input: { command: "true" },
  action: { kind: "shell", command: "true" },
  signal: new AbortController().signal,
} as const;

test.each(["lets the error go", "swallows the error"])(
  "a plugin that taps a gate without declaring it closes the gate in its name, also when it %s",
  async (how) => {
    const forgetful = definePlugin({
      api: 1,
      name: "forgetful",
      setup({ hooks }) {
        try {
          hooks.preToolUse.tap("protect the branches", () => undefined);
        } catch (error) {
          if (how === "lets the error go") throw error;
        }
      },
    });
    await using kernel = await createTestKernel([forgetful()]);
    expect(kernel.describe().plugins[0]).toMatchObject({ state: "failed", guards: ["preToolUse"] });
    const lifecycle = kernel.service(Lifecycle);
    expect(lifecycle.guards("preToolUse")).toEqual(["forgetful"]);
    const decision = await lifecycle.decide(call);
    expect(decision).toMatchObject({ allow: false, by: "forgetful: be in place" });
    expect(decision).toHaveProperty("reason", expect.stringContaining("which it does not declare"));
  },
);
