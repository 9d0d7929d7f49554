import type { Remote } from "@instar/kernel/command";
import { expect, test } from "vitest";
import type { Delegates, Delegation } from "../src/contract.ts";
import { waitInTerminal } from "../src/wait-in-terminal.ts";

const begun: Delegation = { name: "slow", task: "Wait.", preset: "edit", state: "running", createdAt: 0 };

test("Ctrl-C ends the waiting with the exit code of an interrupt, and the delegation works on", async () => {
  const interrupt = new AbortController();
  const printed: unknown[] = [];
  const delegates = {
    async status() {
      interrupt.abort();
      throw new Error("The call was cut off.");
    },
  } as unknown as Remote<Delegates>;
  expect(await waitInTerminal(delegates, begun, { print: (value) => void printed.push(value), json: false, signal: interrupt.signal })).toBe(130);
  expect(printed).toEqual([]);
});
