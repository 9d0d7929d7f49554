import { expect, test } from "vitest";
import { describeDoing } from "../../src/progress/describe-doing.ts";
import { endWords, type ProgressState, planProgress, progressWords, spanText } from "../../src/progress/plan-progress.ts";

const shown: ProgressState = { now: 100_000, dueAt: 45_000, shown: "a", shownAt: 50_000, edits: 0, words: "b", free: true, notBefore: 0 };
const { shown: _, ...fresh } = shown;

test.each<[string, ProgressState, object]>([
  ["too early", { ...fresh, now: 40_000 }, { step: "wait", afterMs: 5_000 }],
  ["due", { ...fresh, now: 45_000 }, { step: "send" }],
  ["due, while something else goes there", { ...fresh, free: false }, { step: "wait" }],
  ["due, while a limit lasts", { ...fresh, notBefore: 130_000 }, { step: "wait", afterMs: 30_000 }],
  ["shown a moment ago", { ...shown, now: 60_000 }, { step: "wait", afterMs: 5_000 }],
  ["shown a while ago", shown, { step: "edit" }],
  ["the same words", { ...shown, words: "a" }, { step: "wait" }],
  ["edited often, so less often", { ...shown, edits: 10 }, { step: "wait" }],
  ["edited as often as it may be", { ...shown, now: 9_000_000, edits: 30 }, { step: "rest" }],
  ["over before it was shown", { ...fresh, endedAt: 90_000 }, { step: "over" }],
  ["over, and the answer is just going out", { ...shown, endedAt: 99_500 }, { step: "wait", afterMs: 500 }],
  ["over", { ...shown, edits: 30, endedAt: 98_000 }, { step: "edit" }],
  ["over, and said so", { ...shown, endedAt: 98_000, words: "a" }, { step: "over" }],
  ["over, in the middle of a limit", { ...shown, endedAt: 98_000, free: false }, { step: "wait" }],
  ["lost", { ...shown, lost: true }, { step: "rest" }],
  ["lost and over", { ...shown, lost: true, endedAt: 98_000 }, { step: "over" }],
])("%s", (_name, state, plan) => {
  expect(planProgress(state)).toMatchObject(plan);
});

test("ten hours of work are thirty edits at most, ever further apart", () => {
  const at: number[] = [];
  for (let now = 45_000, state = { ...shown, shownAt: 45_000 }; now < 36_000_000; ) {
    const plan = planProgress({ ...state, now, edits: at.length, words: String(now) });
    if (plan.step === "rest") break;
    if (plan.step === "edit") {
      at.push(now);
      state = { ...state, shownAt: now };
    }
    now += plan.step === "wait" ? plan.afterMs : 1;
  }
  expect(at).toHaveLength(30);
  const pauses = at.slice(1).map((time, index) => time - (at[index] as number));
  expect(pauses.every((pause, index) => pause >= 15_000 && pause >= (pauses[index - 1] ?? 0))).toBe(true);
});

test("what is said is short, and a span has the unit that people would use", () => {
  expect([45_000, 60_000, 179_999, 3_600_000, 7_500_000].map(spanText)).toEqual(["45 s", "1 min", "2 min", "1 h", "2 h 5 min"]);
  expect(progressWords(120_000, { running: true, what: "running a command" })).toBe("Working for 2 min. Now: running a command.");
  expect(progressWords(120_000, { running: false, what: "reading a.ts" })).toBe("Working for 2 min. Last: reading a.ts.");
  expect(progressWords(60_000, { running: false, silentMinutes: 3 })).toBe("Working for 1 min. Silent for 3 min; /stop ends it.");
  expect(endWords("done", 180_000)).toBe("Done after 3 min.");
  expect(endWords("restart", 180_000)).toBe("Interrupted by a restart.");
});

const shell = (command: string) => describeDoing("Bash", { kind: "shell", command });

test.each([
  ["npm test -- --token=hunter2", "running a command (`npm test`)"],
  ["cd packages/x && npm run build", "running a command (`npm run`)"],
  ["TOKEN=hunter2 curl -H 'Authorization: hunter2' https://x.org", "running a command (`curl`)"],
  ["/usr/bin/git push https://me:hunter2@x.org", "running a command (`git push`)"],
  ["git https://me:hunter2@x.org", "running a command (`git`)"],
  ["echo hunter2", "running a command (`echo`)"],
  ["TOKEN='hunter2 hunter3' make", "running a command"],
  ["cd 'a; hunter2 b' && make", "running a command (`cd`)"],
  ["$(hunter2)", "running a command"],
  ['"hunter2"', "running a command"],
  ["", "running a command"],
])("of the command %s people are told: %s", (command, words) => {
  expect(shell(command)).toBe(words);
});

test("of files, pages and tools the name is told, and nothing that could be a secret", () => {
  expect(describeDoing("Read", { kind: "read", paths: ["/home/ada/notes.md"] })).toBe("reading `notes.md`");
  expect(describeDoing("Grep", { kind: "read", paths: [] })).toBe("reading files");
  expect(describeDoing("Edit", { kind: "write", paths: ["/p/.env"] })).toBe("changing files");
  expect(describeDoing("Edit", { kind: "write", paths: ["/p/a", "/p/b"] })).toBe("changing 2 files");
  expect(describeDoing("WebFetch", { kind: "web", url: "https://me:hunter2@example.org/x?key=hunter2" })).toBe("looking at `example.org`");
  expect(describeDoing("WebFetch", { kind: "web", url: "hunter2" })).toBe("looking at a page");
  expect(describeDoing("x", { kind: "mcp", server: "calendar", tool: "add_event" })).toBe("using `add_event` of `calendar`");
  expect(describeDoing("WebSearch", { kind: "other" })).toBe("using `WebSearch`");
  expect(describeDoing("Bash\nhunter2", undefined)).toBe("using a tool");
});
