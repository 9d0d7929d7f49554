import { definePlugin } from "@instar/kernel";
import { type AgentCallable, AgentCallables } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { isAgentCallable } from "../src/daemon/agent-callables.ts";
import { nameOfCall, recordRefusal } from "../src/daemon/record-refusal.ts";

const lists = (callable: AgentCallable) => definePlugin({ api: 1, name: "lists", setup: ({ contribute }) => void contribute(AgentCallables, callable) })();

test("a session's process may call what a plugin lists and what tells how the agent is, and nothing else", async () => {
  await using kernel = await createTestKernel([lists({ service: "memory", methods: ["recall"] })]);
  const may = (service: string, method: string) => isAgentCallable(kernel, { service, method });
  expect([may("memory", "recall"), may("instar", "status"), may("instar", "ready"), may("instar", "describe")]).toEqual([true, true, true, true]);
  for (const [service, method] of [
    ["memory", "forget"],
    ["approvals", "answer"],
    ["conversations", "inbox"],
    ["instar", "stop"],
    ["instar", "fix"],
    ["chat", "say"],
    ["chat", "attach"],
    ["access", "tokenFor"],
  ] as const)
    expect(may(service, method), `${service}.${method}`).toBe(false);
  expect(isAgentCallable(undefined, { service: "memory", method: "recall" })).toBe(false);
});

test("the chat is never a session's, whatever a plugin lists", async () => {
  await using kernel = await createTestKernel([lists({ service: "chat", methods: ["say"] })]);
  expect(isAgentCallable(kernel, { service: "chat", method: "say" })).toBe(false);
});

test("a refusal is logged with names only, also in a house without a journal", () => {
  const lines: unknown[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (text: string, fields?: object) => void lines.push([text, fields]),
    error: () => undefined,
  };
  recordRefusal(undefined, log, { why: "call", session: "s1", asked: nameOfCall({ service: "approvals", method: "answer\nforged line" }) });
  expect(lines).toEqual([["A process of a session asked over the socket for what is the owner's, and was refused.", { session: "s1", asked: "approvals.?" }]]);
});
