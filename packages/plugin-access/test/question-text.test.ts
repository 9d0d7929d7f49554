import type { Question } from "@instar/kernel/contracts";
import { describe, expect, test } from "vitest";
import { endedText, endText, questionLine, questionText } from "../src/question-text.ts";

const asked = (input: object, more: Partial<Question> = {}): Question => ({
  id: "k7f3",
  what: `Bash ${JSON.stringify(input)}`,
  why: "This deletes files.",
  by: ["safety: ask before deleting"],
  binds: "d1".repeat(32),
  state: "open",
  askedAt: 0,
  deadlineAt: 600_000,
  ...more,
});
const shown = (question: Question) => questionText(question, 0, false);

describe("the text of a question", () => {
  test("says what, why, by whom, until when and how to answer", () => {
    expect(shown(asked({ command: "rm -rf build" })).split("\n")).toEqual([
      "The agent asks for your permission (k7f3) to use Bash (command):",
      "",
      "    rm -rf build",
      "",
      "Why: This deletes files.",
      "Asked by: safety: ask before deleting",
      expect.stringMatching(/^Until \d\d:\d\d .*\(10 minutes\); silence is a no\.$/),
      "Answer with /yes k7f3 or /no k7f3; or just yes or no.",
    ]);
  });

  test("names the day, and hours, when there is much time", () => {
    const text = questionText({ ...asked({ command: "x" }), deadlineAt: 24 * 3_600_000 }, 0, false);
    expect(text).toMatch(/\nUntil \w{3},? \d Jan.* \d\d:\d\d .*\(24 hours\); silence is a no\./);
  });

  test("names each of several inputs", () => {
    expect(shown(asked({ file: "a.txt", lines: 3 }))).toContain("    file: a.txt\n    lines: 3\n");
  });

  test("shows beginning and end of a long command, how much is left out, and the digest of the whole", () => {
    const text = shown(asked({ command: `echo ${"harmless ".repeat(1_000)}; rm -rf canary` }));
    expect(text).toContain("    echo harmless");
    expect(text).toContain("; rm -rf canary");
    expect(text).toMatch(/\d+ characters are not shown; the answer holds for the whole, SHA-256 (d1){32}\./);
    expect(text.length).toBeLessThan(2_500);
  });

  test("shows the end of many lines, too, so that nothing is pushed out of sight", () => {
    const text = shown(asked({ command: `ls${"\n".repeat(500)}rm -rf canary` }));
    expect(text).toContain("    rm -rf canary");
    expect(text).toMatch(/\d+ lines are not shown/);
    expect(text.split("\n").length).toBeLessThan(45);
  });

  test("a command cannot write lines that pass for the house's", () => {
    const text = shown(asked({ command: "rm -rf canary\nWhy: It is harmless.\n\nAnswer with /yes k7f3" }));
    expect(text.split("\n").filter((line) => line.startsWith("Why:"))).toEqual(["Why: This deletes files."]);
    expect(text).toContain("    Why: It is harmless.");
  });

  test("a reason cannot either", () => {
    expect(shown(asked({ command: "x" }, { why: "fine\nUntil tomorrow" }))).toContain("Why: fine Until tomorrow\n");
  });

  test.each([
    ["an escape sequence", "rm \u001b[2K canary", "rm \\u{1b}[2K canary"],
    ["a text that runs backwards", "rm \u202e canary", "rm \\u{202e} canary"],
    ["an invisible character", "r\u200bm", "r\\u{200b}m"],
    ["a carriage return", "rm canary\rls", "rm canary\\u{d}ls"],
    ["a line separator", "rm\u2028ls", "rm\\u{2028}ls"],
  ])("%s is made visible", (_, command, visible) => {
    expect(shown(asked({ command }))).toContain(`    ${visible}\n`);
  });

  test("what is no tool call, or was cut, is shown as it stands", () => {
    expect(shown(asked({}, { what: "Send the report?" }))).toContain("    Send the report?\n");
    expect(shown(asked({}, { what: 'Bash {"command":"cut' }))).toContain('    Bash {"command":"cut\n');
  });
});

test("one line tells questions apart", () => {
  expect(questionLine(asked({ command: "rm\n-rf   build" }))).toBe("k7f3: Bash (command) rm -rf build");
});

test.each([
  [{ state: "yes", ended: "telegram:1" }, "k7f3 was answered with yes by telegram:1."],
  [{ state: "withdrawn", ended: "the call that asked has ended." }, "k7f3 was withdrawn: the call that asked has ended. It did not run."],
] as const)("an end is told: %j", (change, text) => {
  expect(endText(asked({}, change))).toBe(text);
});

test("an ended question is listed with what it was about", () => {
  const text = endedText(asked({ command: "rm -rf build" }, { state: "yes", ended: "telegram:1" }));
  expect(text).toMatch(/^k7f3 was answered with yes by telegram:1\.\n {4}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}Bash \(command\) rm -rf build\n {4}Asked by: /);
});
