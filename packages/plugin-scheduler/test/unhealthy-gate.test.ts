import type { Finding } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { unhealthyGate } from "../src/unhealthy-gate.ts";

const asked = (...found: readonly (Finding["status"] | Error)[]) =>
  unhealthyGate(
    found.map((status, index) => ({
      plugin: "tester",
      value: {
        id: `check-${index}`,
        run: () => {
          if (status instanceof Error) throw status;
          return { status, summary: "It is so." };
        },
      },
    })),
  ).open(new AbortController().signal);

test("the gate for what does not work opens when a check fails, and stays shut for warnings", async () => {
  expect(await Promise.all([asked(), asked("ok", "ok"), asked("ok", "warn"), asked("warn", "fail"), asked(new Error("broken"))])).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});
