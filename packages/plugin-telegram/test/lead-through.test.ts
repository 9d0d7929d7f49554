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

test("a token that was refused a while ago and is known now is waited for, with a word", async () => {
  const clock = createManualClock();
  const refused = { listening: "failed", trouble: { code: "TELEGRAM_TOKEN_REFUSED", message: "Refused." } };
  const services: Record<string, unknown> = {
    telegram: {
      state: async () => (clock.now() - began > 20_000 ? { listening: "open" } : refused),
      check: async () => ({ bot: { username: "kira_bot", name: "Kira" }, lacks: [], advice: [] }),
    },
    access: { groups: async () => [], trusted: async () => [{ sender: "telegram:7", trust: "owner", source: "grant" }] },
  };
  const began = clock.now();
  const told: string[] = [];
  const led = leadThrough({
    service: (async ({ id }: { id: string }) => services[id] ?? {}) as never,
    ask: undefined,
    command: async () => expect.fail("It gives a command."),
    keepSecret: async () => expect.fail("It keeps a secret."),
    signal: new AbortController().signal,
    owner: "7",
    clock,
    tell: (line) => void told.push(line),
  });
  await clock.advance(25_000);
  await expect(led).resolves.toMatchObject({ code: 0, owners: ["7"] });
  expect(told.filter((line) => line.includes("tries again by itself"))).toHaveLength(1);
});
