import { expect, test } from "vitest";
import { planImport } from "../../src/files/import-jobs.ts";
import { readJobFile } from "../../src/files/read-job-file.ts";

const defaults = { timezone: "UTC" };
const plan = async (jobs: unknown, existing: readonly string[] = [], replace = false) => {
  const planned = await planImport(typeof jobs === "string" ? jobs : JSON.stringify(jobs), { existing: new Set(existing), replace, defaults });
  if ("problem" in planned) throw new Error(planned.problem.text);
  const report = Object.fromEntries(
    planned.report.map(({ slug, outcome, fields }) => [
      slug,
      [outcome, ...fields.map((field) => `${field.field} ${field.outcome}${field.text === undefined ? "" : `: ${field.text}`}`)],
    ]),
  );
  return { report, files: Object.fromEntries(planned.files.map(({ slug, text }) => [slug, text])) };
};

const least = { slug: "a", name: "A", schedule: "0 9 * * *", priority: "low", enabled: true, execute: { type: "prompt", value: "Do it." } };

test("a job of the first Instar becomes a file, and it is said what became of each field", async () => {
  const { report, files } = await plan([
    {
      slug: "feedback-retry",
      name: "Feedback",
      description: "Sends again.",
      schedule: "0 */6 * * *",
      priority: "medium",
      model: "haiku",
      enabled: true,
      expectedDurationMinutes: 1.5,
      gate: "curl -sf http://localhost:4040/health >/dev/null",
      execute: { type: "script", value: "./retry.sh", args: "--all" },
      tags: ["coherence", "default"],
      topicId: 42,
      telegramNotify: false,
      supervision: "tier1",
      grounding: { requiresIdentity: true, processesExternalInput: true, contextFiles: ["docs/plan.md"], questions: ["Is it mine?"] },
      livingSkills: {},
    },
  ]);
  expect(report).toEqual({
    "feedback-retry": [
      "imported",
      "slug kept",
      "name kept",
      "description kept",
      "schedule kept",
      "priority changed: medium is called normal.",
      "model kept",
      "enabled kept",
      "expectedDurationMinutes changed: timeout: 90s",
      "gate dropped: It asked whether the first Instar was up. Jobs run in the house itself now.",
      "execute changed: It is run by itself; the first Instar asked an agent to run it.",
      "execute.args changed: They stand behind it now.",
      "tags kept",
      "topicId changed: topic: true. It gets a new topic of its own when there is something to say; the old one is not taken over.",
      "telegramNotify changed: notify: failures",
      "supervision dropped: There are no tiers: a run is held by its timeout, its costs and the guards.",
      "grounding.requiresIdentity dropped: Every agent knows who it is.",
      "grounding.processesExternalInput dropped: What comes from outside is always marked as data.",
      "grounding.contextFiles kept",
      "grounding.questions kept",
      "livingSkills dropped: It is not a field of a job any more.",
    ],
  });
  const { definition, problems } = await readJobFile(files["feedback-retry"] ?? "", "feedback-retry.md", defaults);
  expect(problems).toEqual([]);
  expect(definition).toMatchObject({
    name: "Feedback",
    execute: { type: "script", value: "./retry.sh --all" },
    timeoutMs: 90_000,
    notify: "failures",
    priority: "normal",
    grounding: { contextFiles: ["docs/plan.md"], questions: ["Is it mine?"] },
  });
  expect(definition?.gate).toBeUndefined();
});

test("a job whose gate asks the first Instar's API is switched off until somebody has looked", async () => {
  const gate = "curl -sf http://localhost:4040/evolution/proposals?status=proposed | grep -q slug";
  const { report, files } = await plan([{ ...least, gate, execute: { type: "skill", value: "/evolve", args: "now" } }]);
  expect(report["a"]).toEqual(expect.arrayContaining(["enabled changed: Switched off, because its gate asks the first Instar's API.", "execute.args kept"]));
  expect((await readJobFile(files["a"] ?? "", "a.md", defaults)).definition).toMatchObject({
    enabled: false,
    execute: { type: "skill", value: "evolve", args: ["now"] },
  });
  expect((await plan([{ ...least, gate: "test -e mail" }])).report["a"]).toContain("gate kept");
});

test("a bad entry is refused by itself", async () => {
  const { description: _none, ...named } = { ...least, description: "" };
  const { report, files } = await plan(
    [
      { ...least, slug: "bad slug" },
      5,
      { ...least, slug: "b", schedule: "99 * * * *", priority: "urgent", enabled: "yes" },
      { ...least, slug: "c", timezone: "Mars" },
      { ...least, slug: "d", execute: { type: "agentmd" } },
      named,
      { ...least, name: "A again" },
      { ...least, slug: "there" },
    ],
    ["there"],
  );
  expect(report).toEqual({
    "bad slug": ["refused", 'slug refused: "bad slug" can\'t be a slug: 1 to 100 letters, digits, _ and -.'],
    "entry 2": ["refused", "entry refused: It is not an object."],
    b: [
      "refused",
      "slug kept",
      "name kept",
      "execute kept",
      'priority refused: "urgent" is not a value of priority. It is one of critical, high, normal, low.',
      'enabled refused: enabled must be true or false; it is "yes".',
      'schedule refused: The minute field cannot be "99". It may be 0–59, lists (1,15), ranges (1-5) and steps (*/2).',
    ],
    c: ["refused", "slug kept", "name kept", "schedule kept", "priority kept", "enabled kept", "execute kept", 'timezone refused: "Mars" is not a time zone.'],
    d: [
      "refused",
      "slug kept",
      "name kept",
      "schedule kept",
      "priority kept",
      "enabled kept",
      "execute refused: Its text is in a file of its own: add it with `instar job add`, with that text.",
    ],
    a: ["refused", "slug refused: An entry before has the same slug."],
    there: ["exists", "slug kept", "name kept", "schedule kept", "priority kept", "enabled kept", "execute kept"],
  });
  expect(Object.keys(files)).toEqual(["a"]);
  expect(Object.keys((await plan([{ ...least, slug: "there" }], ["there"], true)).files)).toEqual(["there"]);
});

test.each([
  ["[1,]", "line 1, column 4: a comma before ]."],
  ['[\n  {"slug": "a",}\n]', "line 2, column 16: a comma before }."],
  ['{"a":}', "line 1, column 6: } where its value is expected."],
  ["[{", "line 1, column 3: it ends where a name or } is expected."],
  ['[{"a" 1}]', "line 1, column 7: 1 where : is expected."],
  ["['a']", "line 1, column 2: texts stand in double quotes."],
  ["// mine\n[]", "line 1, column 1: JSON has no comments."],
  ['["a\nb"]', "line 1, column 2: a text that does not end on its line, or holds a strange escape."],
  ["[]]", "line 1, column 3: ] where the end is expected."],
  ["", "line 1, column 1: it ends where a value is expected."],
])("of a jobs.json that is not JSON it is said where: %j", async (text, said) => {
  await expect(plan(text)).rejects.toThrow(`It is not JSON: ${said}`);
});

test("a jobs.json without a list holds no jobs, and a list may be below jobs", async () => {
  for (const text of ["3", "null", '{"jobs":3}']) await expect(plan(text)).rejects.toThrow("It holds no list of jobs.");
  expect(Object.keys((await plan({ jobs: [least] })).files)).toEqual(["a"]);
});
