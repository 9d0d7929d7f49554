import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createSecondTries } from "../../src/guard/second-tries.ts";

const clock = createManualClock();
let count = 0;
const call = (command: string, more: { readonly session?: string; readonly id?: string; readonly description?: string } = {}) => ({
  id: more.id ?? `c${++count}`,
  session: { id: more.session ?? "s1", driver: "test" },
  tool: "Bash",
  input: { command, ...(more.description !== undefined && { description: more.description }) },
});

test("the same call passes once, when it is given again later; description and comment may differ", async () => {
  const tries = createSecondTries(clock);
  expect(tries.passes(call("git reset --hard", { id: "a" }), "r")).toBe(false);
  expect(tries.passes(call("git reset --hard", { id: "a" }), "r")).toBe(false);
  expect(tries.passes(call("git reset --hard", { id: "beside it" }), "r")).toBe(false);
  await clock.advance(500);
  expect(tries.passes(call("git reset --hard  # yes, all four", { description: "again" }), "r")).toBe(true);
  expect(tries.passes(call("git reset --hard"), "r")).toBe(false);
});

test("another command, session, tool or reason is another call", async () => {
  const tries = createSecondTries(clock);
  const denied = async () => {
    tries.passes(call("git reset --hard"), "r");
    await clock.advance(1_000);
  };
  for (const other of [
    call("git reset --hard HEAD~9"),
    call("git reset --hard # $(rm -rf x)"),
    call("git reset --hard #\nrm -rf x"),
    call("git reset --hard", { session: "s2" }),
  ]) {
    await denied();
    expect(tries.passes(other, "r"), other.input.command).toBe(false);
    tries.forget("s1");
  }
  await denied();
  expect(tries.passes(call("git reset --hard"), "another")).toBe(false);
  expect(tries.passes({ ...call("git reset --hard"), tool: "Other" }, "r")).toBe(false);
});

test("after ten minutes, and after the session has ended, it is stopped anew", async () => {
  const tries = createSecondTries(clock);
  tries.passes(call("a"), "r");
  await clock.advance(600_001);
  expect(tries.passes(call("a"), "r")).toBe(false);
  tries.forget("s1");
  expect(tries.passes(call("a"), "r")).toBe(false);
  await clock.advance(600_000);
  expect(tries.passes(call("a"), "r")).toBe(true);
});

test("it keeps the latest hundred of a session", async () => {
  const tries = createSecondTries(clock);
  for (let number = 0; number <= 100; number++) tries.passes(call(`a ${number}`), "r");
  await clock.advance(1_000);
  expect(tries.passes(call("a 100"), "r")).toBe(true);
  expect(tries.passes(call("a 0"), "r")).toBe(false);
});
