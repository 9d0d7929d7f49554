import { spawnSync } from "node:child_process";

export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
};

export const percentile = (values, share) => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};

/** Wall time of one process in ms. Throws when it fails: a fast failure is no good figure. */
export function timeProcess(command, args, options = {}) {
  const started = performance.now();
  const { status, stderr, error } = spawnSync(command, args, { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", ...options });
  const elapsedMs = performance.now() - started;
  if (error || status !== 0) throw new Error(`${[command, ...args].join(" ")} failed: ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
  return elapsedMs;
}

/** Runs both in turns, so that a busy moment hits both. Medians in ms, the first pair dropped. */
export function compareProcesses(ours, theirs, pairs = 15) {
  const times = { ours: [], theirs: [] };
  for (let pair = 0; pair <= pairs; pair += 1) {
    const theirMs = timeProcess(...theirs);
    const ourMs = timeProcess(...ours);
    if (pair === 0) continue;
    times.theirs.push(theirMs);
    times.ours.push(ourMs);
  }
  return { oursMs: median(times.ours), theirsMs: median(times.theirs) };
}

/** Nanoseconds per call: rounds of `calls` of both in turns, the medians of the rounds. */
export async function compareCalls(ours, theirs, { calls = 20_000, rounds = 9 } = {}) {
  const times = { ours: [], theirs: [] };
  const round = async (run) => {
    const started = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) await run();
    return Number(process.hrtime.bigint() - started) / calls;
  };
  for (let turn = 0; turn <= rounds; turn += 1) {
    const theirNs = await round(theirs);
    const ourNs = await round(ours);
    if (turn === 0) continue;
    times.theirs.push(theirNs);
    times.ours.push(ourNs);
  }
  return { oursNs: median(times.ours), theirsNs: median(times.theirs) };
}
