import { describe, expect, test } from "vitest";
import { z } from "zod";
import { servesName } from "../src/served-names.ts";
import { add, contributed, owner, recordingLog, toolboxOf } from "./tools.ts";

describe("the list of tools", () => {
  test("describes each with its JSON Schema, and says which change nothing", () => {
    const [first, second] = toolboxOf().list();
    expect(first).toEqual({
      name: "add",
      description: "Adds two numbers.",
      inputSchema: { type: "object", properties: { a: { type: "number" }, b: { type: "number" } }, required: ["a", "b"], additionalProperties: false },
      annotations: { readOnlyHint: true },
    });
    expect(second).not.toHaveProperty("annotations");
  });

  test("keeps the first of two with one name and leaves out a name that no client takes, and says so once", () => {
    const log = recordingLog();
    const toolbox = toolboxOf({ tools: contributed(add, { ...add, description: "Another." }, { ...add, name: "Add Two" }), log });
    expect(toolbox.list().map(({ description }) => description)).toEqual(["Adds two numbers."]);
    toolbox.list();
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      { tool: "add", by: "test" },
      { tool: "Add Two", by: "test" },
    ]);
  });

  test("obeys the lists of the options", () => {
    const served = (options: { allow?: string[]; deny?: string[] }) =>
      ["session_spawn", "session_list", "send_message"].filter((name) => servesName({ allow: options.allow, deny: options.deny ?? [] }, name));
    expect(served({})).toHaveLength(3);
    expect(served({ deny: ["session_*"] })).toEqual(["send_message"]);
    expect(served({ allow: ["session_*"], deny: ["session_spawn"] })).toEqual(["session_list"]);
    expect(served({ allow: [] })).toEqual([]);
  });

  test("describes any object where a schema cannot be told", () => {
    const odd = { ...add, input: z.object({ when: z.date() }) as never };
    expect(toolboxOf({ tools: contributed(odd) }).list()[0]?.inputSchema).toEqual({ type: "object" });
  });
});

describe("a call", () => {
  test("gives what the tool says", async () => {
    expect(await toolboxOf().call("add", { a: 1, b: 2 }, owner())).toEqual({ text: "3", isError: false });
  });

  test("with an input that does not fit says where and why", async () => {
    const { text, isError } = await toolboxOf().call("add", { a: 1, b: "two" }, owner());
    expect(isError).toBe(true);
    expect(text).toMatch(/^The input does not fit add: b: .*expected number/i);
  });

  test("of a tool that is not there names those that are", async () => {
    expect(await toolboxOf().call("ad", {}, owner())).toMatchObject({ isError: true, text: expect.stringMatching(/no tool "ad".*add, refuse/) });
  });

  test("that is refused tells the reason and what to do", async () => {
    expect(await toolboxOf().call("refuse", {}, owner())).toEqual({ text: "It cannot be done. Try tomorrow.", isError: true });
  });

  test("that breaks tells nothing of the insides, which are in the log", async () => {
    const log = recordingLog();
    const { text } = await toolboxOf({ log }).call("crash", {}, owner());
    expect(text).toBe("crash failed inside the house; the owner finds the reason in its log.");
    expect(log.lines).toHaveLength(1);
  });

  test("with too long a result is cut, and says so", async () => {
    const { text } = await toolboxOf().call("long", { length: 1_001 }, owner());
    expect(text).toBe(`${"x".repeat(1_000)}\n[Cut here: these are the first 1000 of 1001 characters.]`);
    expect((await toolboxOf().call("long", { length: 1_000 }, owner())).text).toHaveLength(1_000);
  });

  test("of a tool that heeds no signal is over when it is cancelled", async () => {
    const cancelling = new AbortController();
    const called = toolboxOf().call("endless", {}, owner(cancelling.signal));
    cancelling.abort();
    expect(await called).toEqual({ text: "The call was cancelled.", isError: true });
    expect(await toolboxOf().call("endless", {}, owner(AbortSignal.abort()))).toMatchObject({ isError: true });
  });
});
