import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { sessionVariables } from "../src/session-variables.ts";

const session = { id: "s1", driver: "d" };
const from = (plugin: string, variables: () => unknown) => ({ plugin, value: { variables: variables as () => Record<string, string> } });

test("a session's processes get every plugin's variables and the session's id, whatever a plugin says it is", async () => {
  const failures: string[] = [];
  const variables = await sessionVariables({
    environments: [from("http", () => ({ INSTAR_URL: "http://127.0.0.1:4040", A: "1" })), from("late", async () => ({ A: "2", INSTAR_SESSION: "other" }))],
    session,
    clock: createManualClock(),
    leftOut: (plugin) => void failures.push(plugin),
  });
  expect(variables).toEqual({ INSTAR_URL: "http://127.0.0.1:4040", A: "2", INSTAR_SESSION: "s1" });
  expect(failures).toEqual([]);
});

test("a contribution that fails, hangs or is no environment is left out and reported; the others stay", async () => {
  const failures: string[] = [];
  const clock = createManualClock();
  const asked = sessionVariables({
    environments: [
      from("throws", () => {
        throw new Error("no");
      }),
      from("rejects", async () => Promise.reject(new Error("no"))),
      from("hangs", () => new Promise(() => undefined)),
      from("numbers", () => ({ OK: "1", PORT: 4040 })),
      from("names", () => ({ "BAD NAME": "1" })),
      from("zero", () => ({ NUL: "a\0b" })),
      from("nothing", () => undefined),
      from("good", () => ({ GOOD: "1" })),
    ],
    session,
    clock,
    leftOut: (plugin) => void failures.push(plugin),
  });
  await clock.advance(5_000);
  expect(await asked).toEqual({ GOOD: "1", INSTAR_SESSION: "s1" });
  expect(failures.sort()).toEqual(["hangs", "names", "nothing", "numbers", "rejects", "throws", "zero"]);
});
