import { expect, test } from "vitest";
import { readJobFile } from "../../src/files/read-job-file.ts";

type Mistake = readonly [written: string | { readonly whole: string }, ...said: readonly string[]];

/** What is written below `schedule: every 30m`, or the whole file; and what is said of it: line, field, text and hint. */
const mistakes: readonly Mistake[] = [
  [{ whole: "" }, "1 -: The file is empty. The least is …"],
  [{ whole: "Do it." }, "1 -: It does not begin with front matter. The least is …"],
  [{ whole: "---\nschedule: every 30m\n" }, "1 -: The front matter has no end. Write a line --- below the last field, and the prompt below that."],
  [
    { whole: "---\n---\nDo it.\n" },
    '- schedule: It has no schedule. Write such as schedule: "0 8 * * *", schedule: every 30m or schedule: at 2026-12-01 09:00.',
  ],
  [{ whole: "---\nschedule: */5 * * * *\n---\nDo it.\n" }, '2 schedule: The value of schedule must be in quotes. Write schedule: "*/5 * * * *"'],
  [
    { whole: "---\nschedule: 0 8 * *\n---\nDo it.\n" },
    '2 schedule: A cron expression has five fields (minute hour day month weekday) or six (second first); "0 8 * *" has 4. For example `0 8 * * 1-5`: at 08:00 on Monday to Friday.',
  ],
  [
    { whole: "---\nschedule: 61 * * * *\n---\nDo it.\n" },
    '2 schedule: The minute field cannot be "61". It may be 0–59, lists (1,15), ranges (1-5) and steps (*/2).',
  ],
  [{ whole: "---\nschedule: evry 5m\n---\nDo it.\n" }, '2 schedule: "evry 5m" is not a schedule. Did you mean "every 5m"?'],
  [
    { whole: "---\nschedule: every 5\n---\nDo it.\n" },
    '2 schedule: "5" is not a period. Write a number and a unit: every 90s, every 30m, every 2h. Each day at nine is 0 9 * * *.',
  ],
  [{ whole: "---\nschedule: every 100ms\n---\nDo it.\n" }, "2 schedule: A job cannot run every 100ms. The shortest period is 1s."],
  [
    { whole: "---\nschedule: at tomorrow\n---\nDo it.\n" },
    '2 schedule: "tomorrow" is not a date with a time. Write it as 2026-12-01 09:00 (in the job\'s time zone) or 2026-12-01T09:00+01:00.',
  ],
  [
    { whole: "---\nschedule: 5\n---\nDo it.\n" },
    '2 schedule: schedule must be text of 1 to 200 characters; it is 5. Write such as schedule: "0 8 * * *", schedule: every 30m or schedule: at 2026-12-01 09:00.',
  ],
  [
    { whole: "---\nschedule:\n---\nDo it.\n" },
    '2 schedule: schedule must be text of 1 to 200 characters; it is empty. Write such as schedule: "0 8 * * *", schedule: every 30m or schedule: at 2026-12-01 09:00.',
  ],
  [
    { whole: '---\nschedule: "0 0 30 2 *"\n---\nDo it.\n' },
    "2 schedule: No month that it names has a day 30. Use L for the last day of the month, whichever it is.",
  ],
  ["prioirty: high", "3 prioirty: prioirty is not a field of a job. Did you mean priority?"],
  ["priority: hihg", '3 priority: "hihg" is not a value of priority. Did you mean high?'],
  ["priority: 1", "3 priority: priority must be one of critical, high, normal, low; it is 1."],
  ["enabled: yes", '3 enabled: enabled must be true or false; it is "yes".'],
  ["enabled: ture", '3 enabled: enabled must be true or false; it is "ture".'],
  ["timezone: Europe/Prag", '3 timezone: "Europe/Prag" is not a time zone. Did you mean Europe/Prague?'],
  ["timezone: Mars", '3 timezone: "Mars" is not a time zone. Use an IANA name such as Europe/Prague, America/New_York or UTC.'],
  ["timeout: 10", "3 timeout: timeout must be a duration with its unit; it is 10. Write such as timeout: 90s or timeout: 10m."],
  ["timeout: 10 parsecs", '3 timeout: "10 parsecs" is no duration. Write such as 90s, 10m or 2h: 1s to 7d.'],
  ["timeout: 30d", "3 timeout: timeout is out of range: 30d. Write such as 90s, 10m or 2h: 1s to 7d."],
  ["jitter: -5m", '3 jitter: "-5m" is no duration. Write such as 90s, 10m or 2h: 0s to 24h.'],
  ["gate: @unhealthy", '3 gate: The value of gate must be in quotes. Write gate: "@unhealthy"'],
  ["missed: never", '3 missed: "never" is not a value of missed. It is one of skip, once, all.'],
  ["overlap: queued", '3 overlap: "queued" is not a value of overlap. Did you mean queue?'],
  ["notify: silent", '3 notify: "silent" is not a value of notify. It is one of auto, always, failures, never.'],
  ["topic: 7", "3 topic: topic must be true, or the topic's name; it is 7."],
  ["tags: mail", '3 tags: tags must be a list of at most 50; it is "mail". Write such as tags: [daily, mail].'],
  ["tags:\n  - 5", "3 tags.0: tags.0 must be text of 1 to 50 characters; it is 5. Write such as tags: [daily, mail]."],
  ["execute: scirpt", '3 execute.type: "scirpt" is not a value of execute.type. Did you mean script?'],
  ["execute:\n  type: script\n  vaule: ls", "5 execute.vaule: vaule is not a field of execute. Did you mean value?"],
  ["execute:\n  type: skill", "3 execute: It has no skill. Write the skill's name as execute.value."],
  ["execute:\n  type: script\n  value: ls", "5 execute.value: execute.value and the text below the front matter both say what to do. Keep one of them."],
  [
    "grounding:\n  contextFiles:\n    - /etc/passwd",
    '4 grounding.contextFiles.0: "/etc/passwd" is not within the project. Name files relative to the project, such as docs/plan.md.',
  ],
  [
    "grounding:\n  contextFiles: [../x]",
    '4 grounding.contextFiles.0: "../x" is not within the project. Name files relative to the project, such as docs/plan.md.',
  ],
  ["grounding:\n  question: [a]", "4 grounding.question: question is not a field of grounding. Did you mean questions?"],
  ["slug: x", "3 slug: slug is not a field of a job. The file's name is the slug: take the line out, or rename the file."],
  ["maxCost: 0", "3 maxCost: maxCost must be more than 0; it is 0."],
  ["maxCost: $5", '3 maxCost: maxCost must be an amount of US dollars; it is "$5".'],
  ["handoff: maybe", '3 handoff: handoff must be true or false; it is "maybe".'],
  ["name: Mail: each morning", '3 name: The value of name must be in quotes. Write name: "Mail: each morning"'],
  ["name: x\nname: y", "4 name: The field name is there twice. Keep one of them."],
  ["\tname: x", "3 name: The line begins with a tab, which YAML does not allow. Use spaces."],
  ['name: "x', "3 -: A quote is opened here and never closed. Close it at the end of the value."],
  [{ whole: "---\n- a\n---\nDo it.\n" }, "2 -: The front matter holds no fields. The least is …"],
  [
    { whole: "---\na: &a [*a]\n---\nDo it.\n" },
    '- schedule: It has no schedule. Write such as schedule: "0 8 * * *", schedule: every 30m or schedule: at 2026-12-01 09:00.',
    "2 a: a is not a field of a job. The fields are …",
  ],
  [{ whole: "---\njust words\n---\nDo it.\n" }, "2 -: The front matter holds no fields. The least is …"],
  ["gate: *x", '3 gate: The value of gate must be in quotes. Write gate: "*x"'],
  ["expectedDurationMinutes: 5\ntimeout: 5m", "3 expectedDurationMinutes: timeout and expectedDurationMinutes both say how long a run may take. Keep timeout."],
  ["expectedDurationMinutes: five", '3 expectedDurationMinutes: expectedDurationMinutes must be a number of minutes; it is "five".'],
  [{ whole: "---\nschedule: every 30m\n---\n\n  \n" }, "- execute: It has no prompt. Write the prompt below the front matter, or as execute.value."],
  [{ whole: "---\nschedule: every 30m\nexecute: script\n---\n" }, "3 execute: It has no script. Write the script below the front matter, or as execute.value."],
  [{ whole: "﻿---\nschedule: every 30m\nprioirty: low\n---\nDo it.\n" }, "3 prioirty: prioirty is not a field of a job. Did you mean priority?"],
  [
    { whole: "---\r\nschedule: every 30m\r\nx: 1\r\ny: 2\r\n---\r\nDo it.\r\n" },
    "3 x: x is not a field of a job. The fields are …",
    "4 y: y is not a field of a job. The fields are …",
  ],
  [{ whole: "a\u0000b" }, "1 -: It is not text. Save it as UTF-8."],
  ["name: [a, b]", '3 name: name must be text of 1 to 200 characters; it is ["a","b"].'],
  ["model: ", "3 model: model must be text of 1 to 200 characters; it is empty."],
  ["args: [a]", "3 args: args is not a field of a job. It stands below execute, indented by two spaces."],
  [{ whole: "---\nschedule: @daily\n---\nDo it.\n" }, '2 schedule: The value of schedule must be in quotes. Write schedule: "@daily"'],
  [{ whole: '---\nschedule: "@dayly"\n---\nDo it.\n' }, '2 schedule: There is no "@dayly". Did you mean @daily?'],
];

const read = (text: string) => readJobFile(text, ".instar/jobs/backup.md", { timezone: "Europe/Prague" });

test.each(mistakes)("it is said what is wrong with %j", async (written, ...said) => {
  const { definition, problems } = await read(typeof written === "string" ? `---\nschedule: every 30m\n${written}\n---\nDo it.\n` : written.whole);
  expect(definition).toBeUndefined();
  expect(
    problems.map(({ line = "-", field = "-", text, hint = "" }) =>
      `${line} ${field}: ${text} ${hint}`
        .trim()
        .replace(/The fields are .*/, "The fields are …")
        .replace(/The least is .*/, "The least is …"),
    ),
  ).toEqual(said);
});

test("a job that says nothing but when has the defaults", async () => {
  expect(await read("---\nschedule: 0 8 * * 1-5\n---\n\nRead the mail.\n")).toEqual({
    problems: [],
    definition: {
      slug: "backup",
      name: "backup",
      schedule: { kind: "cron", expression: "0 8 * * 1-5" },
      timezone: "Europe/Prague",
      priority: "normal",
      enabled: true,
      execute: { type: "prompt", value: "Read the mail." },
      timeoutMs: 600_000,
      missed: "once",
      overlap: "skip",
      jitterMs: 0,
      tags: [],
      notify: "auto",
      handoff: true,
      origin: { kind: "file", path: ".instar/jobs/backup.md" },
    },
  });
});

test("every field is read, in the plainest form and in any other that YAML knows", async () => {
  const plain = `---
# Nightly.
name: Backup of the house
description: 'Copies: everything'
schedule: "0 3 * * *"
timezone: America/New_York
priority: medium
model: haiku
enabled: false
execute:
  type: script
  value: ./backup.sh "$1"
  args:
    - --all
    - 5
timeout: 1h30m
gate: test -e disk
missed: all
overlap: queue
jitter: 5m
tags:
- nightly
- disk
notify: always
topic: Night work
grounding:
  contextFiles:
    - docs/plan.md
  questions:
    - Is there room?
handoff: true
maxCost: 0.25
agent: s-1
---
`;
  const fancy = plain
    .replace("tags:\n- nightly\n- disk", "tags: [nightly, 'disk']")
    .replace("description: 'Copies: everything'", "description: >-\n  Copies:\n  everything")
    .replace("    - --all\n    - 5", "    [--all, 5]");
  const { definition, problems } = await read(plain);
  expect(problems).toEqual([]);
  expect(definition).toEqual({
    slug: "backup",
    name: "Backup of the house",
    description: "Copies: everything",
    schedule: { kind: "cron", expression: "0 3 * * *" },
    timezone: "America/New_York",
    priority: "normal",
    model: "haiku",
    enabled: false,
    execute: { type: "script", value: './backup.sh "$1"', args: ["--all", "5"] },
    timeoutMs: 5_400_000,
    gate: "test -e disk",
    missed: "all",
    overlap: "queue",
    jitterMs: 300_000,
    tags: ["nightly", "disk"],
    notify: "always",
    topic: "Night work",
    grounding: { contextFiles: ["docs/plan.md"], questions: ["Is there room?"] },
    handoff: true,
    maxCostUsd: 0.25,
    agent: "s-1",
    origin: { kind: "file", path: ".instar/jobs/backup.md" },
  });
  expect(await read(fancy)).toEqual({ definition, problems: [] });
  expect(await read(plain.replaceAll("\n", "\r\n"))).toEqual({ definition, problems: [] });
});

test.each([
  ["topic: true", "backup"],
  ["topic: true\nname: Copies", "Copies"],
  ["topic: Nights", "Nights"],
  ["topic: false", undefined],
  ["priority: low", undefined],
])("%j: its topic is %j", async (line, topic) => {
  expect((await read(`---\nschedule: "@daily"\nexecute: script\n${line}\n---\ntrue\n`)).definition?.topic).toBe(topic);
});
