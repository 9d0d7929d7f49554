import type { TapRun } from "@instar/kernel";
import { InstarError } from "@instar/kernel";
import { expect, test } from "vitest";
import { shapes } from "../../../kernel/src/hooks/policy.ts";
import { describeRun } from "../../src/trace/describe-run.ts";
import { hookNames } from "../../src/trace/hook-names.ts";
import { renderTraceLine } from "../../src/trace/render-trace-line.ts";

const address = { channel: "local", conversation: "secret-place" };
const session = { id: "s1", driver: "fake" };
const message = { key: "m1", from: { id: "ann", trust: "owner" }, address, text: "the very text", at: 1 };
const reply = { key: "r1", address, text: "the very text", answers: ["m1"], session: "s1" };
const call = { id: "c1", tool: "Bash", session, agent: "helper", cwd: "/", input: { command: "the very text" }, action: { kind: "other" } };
const run = { id: "run-1", job: "nightly", dueAt: 1, attempt: 1 };
const events: Readonly<Record<string, object>> = {
  start: { reason: "boot" },
  ready: { bootMs: 1 },
  stop: { reason: "because", graceMs: 1 },
  sessionStart: { session, from: "new" },
  sessionEnd: { session, outcome: "done" },
  beforeMessage: message,
  afterMessage: { message, session, elapsedMs: 1 },
  preToolUse: call,
  afterDecision: { gate: "preToolUse", allow: true, by: "the very text", binds: "0".repeat(64), asked: false, session: "s1", call: "c1", tool: "Bash" },
  postToolUse: { call, output: "the very text", ok: true, elapsedMs: 1 },
  compaction: { session, trigger: "auto", instructions: ["the very text"] },
  afterCompaction: { session, context: ["the very text"] },
  beforeReply: reply,
  afterReply: { reply, refs: [] },
  beforeJob: run,
  afterJob: { run, ok: true, elapsedMs: 1 },
  agentEvent: { session, type: "hook_event", data: "the very text" },
  pluginError: { plugin: "broken", hook: "preToolUse", error: new Error("the very text") },
};

const make = (hook: keyof typeof shapes, change: Partial<TapRun> & { readonly onError?: "skip" | "hold" } = {}): TapRun => {
  const { onError, ...rest } = change;
  const tap = { hook, shape: shapes[hook], plugin: "safety", reason: "look", stage: -100, onError };
  return { tap, event: events[hook], answer: undefined, error: undefined, elapsedMs: 0.12345, ...rest };
};
const plain = (text: string) => text;
const failed = new InstarError("HOOK_TAP_LATE", { message: "Too late.", hint: "Be quicker." });

test("every hook's event is told by its ids, never by what was said or passed", () => {
  expect(hookNames).toEqual(Object.keys(shapes));
  const about = Object.fromEntries(hookNames.map((hook) => [hook, describeRun(make(hook as keyof typeof shapes), 5, plain).about]));
  expect(about).toEqual({
    start: {},
    ready: {},
    stop: {},
    sessionStart: { session: "s1" },
    sessionEnd: { session: "s1" },
    beforeMessage: { message: "m1", channel: "local" },
    afterMessage: { message: "m1", channel: "local", session: "s1" },
    preToolUse: { call: "c1", tool: "Bash", session: "s1", agent: "helper" },
    afterDecision: { call: "c1", tool: "Bash", session: "s1" },
    postToolUse: { call: "c1", tool: "Bash", session: "s1", agent: "helper" },
    compaction: { session: "s1" },
    afterCompaction: { session: "s1" },
    beforeReply: { reply: "r1", channel: "local", session: "s1" },
    afterReply: { reply: "r1", channel: "local", session: "s1" },
    beforeJob: { run: "run-1", job: "nightly" },
    afterJob: { run: "run-1", job: "nightly" },
    agentEvent: { session: "s1", type: "hook_event" },
    pluginError: { failed: "broken in preToolUse" },
  });
});

const verdicts: readonly (readonly [string, TapRun, object])[] = [
  ["silence", make("preToolUse"), { verdict: "nothing" }],
  ["a denial with its hint", make("preToolUse", { answer: { verdict: "deny", reason: "No.", hint: "Ask." } }), { verdict: "deny", said: "No.", hint: "Ask." }],
  ["a question", make("preToolUse", { answer: { verdict: "ask", reason: "Really?" } }), { verdict: "ask", said: "Really?" }],
  ["advice", make("preToolUse", { answer: { verdict: "advise", text: "Look." } }), { verdict: "advise", said: "Look." }],
  ["a hold", make("beforeReply", { answer: { held: true, reason: "Night." } }), { verdict: "hold", said: "Night." }],
  ["a replacement", make("beforeMessage", { answer: { ...message, text: "other", quoted: "new" } }), { verdict: "replaced", changed: ["text", "quoted"] }],
  ["a copy that changes nothing", make("beforeMessage", { answer: { ...message } }), { verdict: "nothing" }],
  ["a gate that fails", make("preToolUse", { error: failed }), { verdict: "failed", outcome: "denied", error: { code: "HOOK_TAP_LATE", hint: "Be quicker." } }],
  ["an enricher that fails", make("beforeMessage", { error: failed }), { outcome: "skipped" }],
  ["an enricher that wants to be held to", make("beforeMessage", { error: failed, onError: "hold" }), { outcome: "held" }],
  ["a filter that fails", make("beforeReply", { error: failed }), { outcome: "held" }],
  ["a series that fails", make("sessionStart", { error: failed }), { outcome: "caller fails" }],
  ["a stop that fails", make("stop", { error: failed }), { outcome: "reported" }],
  ["a notice that fails", make("ready", { error: failed }), { outcome: "reported" }],
  ["a paused enricher", make("beforeMessage", { away: "is paused (x)" }), { verdict: "away", said: "is paused (x)", outcome: "skipped" }],
  ["a paused filter", make("beforeReply", { away: "is paused (x)" }), { verdict: "away", outcome: "held" }],
  ["a series whose tap is paused", make("sessionStart", { away: "is paused (x)" }), { verdict: "away", outcome: "skipped" }],
];

test.each(verdicts)("%s", (_, run, expected) => {
  expect(describeRun(run, 5, plain)).toMatchObject({ at: 5, plugin: "safety", reason: "look", ms: 0.123, ...expected });
});

test("secrets are taken out of every text, and long texts are cut", () => {
  const line = describeRun(make("preToolUse", { answer: { verdict: "deny", reason: `token-1 ${"x".repeat(2_000)}` } }), 5, (text) =>
    text.replaceAll("token-1", "[secret]"),
  );
  expect(line.said).toMatch(/^\[secret\] x+…$/);
  expect(line.said?.length).toBeLessThan(600);
});

test("for people, a run is one line, with a hint beneath it; what a terminal would obey is shown", () => {
  const answer = { verdict: "deny", reason: "No\nway \u001b[2J.", hint: "Ask." };
  const [first, second] = renderTraceLine(describeRun(make("preToolUse", { answer }), 5, plain)).split("\n");
  expect(first).toMatch(
    /^\d\d:\d\d:\d\d\.005 {2}preToolUse {7}safety: look \(guard\) {2}deny: No way \\u001b\[2J\. {2}0\.123 ms {2}\[call c1, tool Bash, session s1, agent helper\]$/,
  );
  expect(second?.trim()).toBe("Ask.");
});
