import { moments, steps } from "./journal-steps.mjs";

const shuffled = (values, random) =>
  values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);

/**
 * Kills without end: about half of them at a journal step (every step and moment comes before any comes twice), the rest at a
 * random time of the daemon (some while it starts), of its agent, or of both. `horizonMs` is how long a message takes.
 */
export function* planKills({ horizonMs, random }) {
  let points = [];
  for (;;) {
    if (points.length === 0)
      points = shuffled(
        steps.flatMap((step) => moments.map((moment) => ({ step, moment }))),
        random,
      );
    const chance = random();
    const afterMs = Math.round(random() * horizonMs);
    if (chance < 0.5) {
      const point = points.pop();
      const inDoubt = point.step === "part in doubt";
      // Only a part that was cut off while it was sent is in doubt, and only at the very next start.
      if (inDoubt) yield { target: "daemon", step: "part sent", moment: "after", nth: 1, restless: true };
      yield { target: "daemon", ...point, nth: inDoubt ? 1 : 1 + Math.floor(random() * 2) };
    } else if (chance < 0.6) yield { target: "daemon", booting: true, afterMs };
    else yield { target: chance < 0.75 ? "daemon" : chance < 0.9 ? "agent" : "both", afterMs };
  }
}
