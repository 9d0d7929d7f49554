const ended = new Set(["succeeded", "failed", "timeout", "skipped", "cancelled"]);
const isFailure = ({ state }) => state === "failed" || state === "timeout";

/** The occurrences that a record stands for: its own, or all that it covers. */
const occurrencesOf = ({ dueAt, covers }, everyMs) =>
  covers === undefined ? [dueAt] : Array.from({ length: covers.count }, (_, index) => covers.from + index * everyMs);

/** The keys of the alerts that these records ask for: one when so many runs in a row have failed, and none more until one succeeds. */
function alertsOf(records, after) {
  const keys = [];
  let failures = 0;
  let isTold = false;
  for (const run of records.filter(({ startedAt, state }) => startedAt !== undefined && state !== "cancelled").sort((a, b) => a.endedAt - b.endedAt)) {
    failures = isFailure(run) ? failures + 1 : 0;
    if (failures === 0) isTold = false;
    if (failures < after || isTold) continue;
    isTold = true;
    keys.push(`job:${run.id}:alert`);
  }
  return keys;
}

/**
 * Compares what jobs did (`ledger`: a line as each script begins and ends) with what the house recorded. `jobs`: `{ slug, everyMs, alertAfter }`.
 * Pure; every finding is a sentence.
 */
export function judgeJobs({ jobs, records, ledger, alerts }) {
  const wrong = [];
  const counts = { occurrences: 0, succeeded: 0, crashed: 0, skipped: 0, alerts: alerts.length };
  const byId = new Map(records.map((record) => [record.id, record]));
  if (byId.size < records.length) wrong.push("A run is recorded twice.");
  for (const { slug, everyMs, alertAfter } of jobs) {
    const own = records.filter(({ job }) => job === slug);
    const times = own.flatMap((record) => occurrencesOf(record, everyMs)).sort((a, b) => a - b);
    counts.occurrences += times.length;
    if (times.length === 0) wrong.push(`${slug}: nothing is recorded.`);
    for (const [index, at] of times.entries()) {
      const former = times[index - 1];
      if (at % everyMs !== 0) wrong.push(`${slug}: ${new Date(at).toISOString()} was never due.`);
      if (former === at) wrong.push(`${slug}: ${new Date(at).toISOString()} is recorded twice.`);
      if (former !== undefined && at - former > everyMs)
        wrong.push(`${slug}: nothing is recorded between ${new Date(former).toISOString()} and ${new Date(at).toISOString()}.`);
    }
    for (const record of own) {
      if (!ended.has(record.state)) wrong.push(`${record.id}: it is ${record.state} and never came to an end.`);
      if (isFailure(record) && record.failure !== "crashed") wrong.push(`${record.id}: it failed (${record.failure}): ${record.why}`);
      if (record.state === "succeeded") counts.succeeded += 1;
      if (record.state === "skipped") counts.skipped += 1;
      if (record.failure === "crashed") counts.crashed += 1;
    }
    const wanted = alertsOf(own, alertAfter);
    const told = alerts.filter(({ key }) => key.startsWith(`job:${slug}@`));
    for (const key of wanted) if (!told.some((alert) => alert.key === key)) wrong.push(`${key}: the owner was not told.`);
    for (const { key, count } of told) {
      if (!wanted.includes(key)) wrong.push(`${key}: there was no reason to tell.`);
      if (count > 1) wrong.push(`${key}: it was told ${count} times.`);
    }
  }
  const begun = new Map();
  const over = new Set();
  for (const line of ledger) {
    const [word, id] = line.split(" ");
    if (word === "end") over.add(id);
    else begun.set(id, (begun.get(id) ?? 0) + 1);
  }
  for (const [id, times] of begun) {
    const record = byId.get(id);
    if (times > 1) wrong.push(`${id}: it ran ${times} times.`);
    if (record === undefined) wrong.push(`${id}: it ran, and nothing is recorded.`);
    else if (record.state === "skipped") wrong.push(`${id}: it ran, and is recorded as skipped.`);
    else if (!over.has(id) && record.state === "succeeded") wrong.push(`${id}: it was cut off, and is recorded as succeeded.`);
  }
  return { counts, wrong };
}
