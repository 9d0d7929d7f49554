import { expect, test } from "vitest";
import { leakPatterns } from "../../src/leaks/patterns.ts";
import { findLeaks } from "../../src/leaks/scan.ts";
import { leakSamples } from "../fixtures/leak-samples.ts";

const surroundings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `before\n${secret}\nafter`,
  (secret) => JSON.stringify({ stdout: `line\n${secret}\nline`, ok: true }),
  (secret) => `\u001b[32m${secret}\u001b[0m`,
];

test("every kind of secret is found under its name, wherever it stands", () => {
  const missed: string[] = [];
  for (let seed = 1; seed <= 20; seed += 1) {
    const samples = leakSamples(seed);
    for (const { name } of leakPatterns) {
      if (samples[name] === undefined) missed.push(`${name} has no sample`);
      for (const [number, sample] of (samples[name] ?? []).entries())
        for (const [place, around] of surroundings.entries())
          if (!findLeaks(around(sample)).some(({ pattern }) => pattern === name))
            missed.push(`${name} ${number}.${place} (${findLeaks(around(sample)).map(({ pattern }) => pattern)}) ${sample}`);
    }
  }
  expect(missed).toEqual([]);
});
