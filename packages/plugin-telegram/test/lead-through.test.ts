import { type Ask, InstarError } from "@instar/kernel/command";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { leadThrough } from "../src/terminal/lead-through.ts";

/** Nobody is at the terminal who could answer more than is expected. */
const ask = new Proxy({} as Ask, { get: (_, what) => () => expect.fail(`It asks: ${String(what)}`) });

test("a config that is wrong elsewhere asks for no token", async () => {
  const invalid = new InstarError("KERNEL_CONFIG_INVALID", {
    message: "The config has a mistake:\n  - telegram.apiRoot: The token is in every address, so this must begin with https:// unless it is this machine.",
  });
  const led = leadThrough({
    service: async () => Promise.reject(invalid),
    ask,
    command: async () => expect.fail("It gives a command."),
    keepSecret: async () => expect.fail("It keeps a secret."),
    signal: new AbortController().signal,
    owner: undefined,
    clock: createManualClock(),
    tell: () => undefined,
  });
  await expect(led).rejects.toBe(invalid);
});
