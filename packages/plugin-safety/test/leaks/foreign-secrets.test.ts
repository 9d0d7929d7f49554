import { expect, test } from "vitest";
import { findLeaks } from "../../src/leaks/scan.ts";
import { foreignHarmless, foreignSecrets } from "../fixtures/foreign-secrets.ts";

test("at least 95 of 100 secrets are found where people meet them, and ordinary lines are left alone", () => {
  const all = [1, 2, 3].flatMap((seed) => foreignSecrets(seed));
  const missed = all.filter(({ text, secret }) => {
    const at = text.indexOf(secret);
    return !findLeaks(text).some(({ start, end }) => start < at + secret.length && end > at);
  });
  expect(foreignSecrets(1).length).toBeGreaterThanOrEqual(120);
  expect(new Set(all.map(({ vendor }) => vendor)).size).toBeGreaterThanOrEqual(40);
  expect(missed.length / all.length, missed.map(({ vendor, text }) => `${vendor}: ${text}`).join("\n")).toBeLessThanOrEqual(0.05);

  const harmless = [1, 2, 3].flatMap((seed) => foreignHarmless(seed));
  const alarms = harmless.filter((text) => findLeaks(text).length > 0);
  expect(harmless.length).toBeGreaterThanOrEqual(500);
  expect(alarms).toEqual([]);
});
