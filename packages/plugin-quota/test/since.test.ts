import { afterEach, expect, test, vi } from "vitest";
import { parseSince } from "../src/since.ts";

afterEach(() => void vi.unstubAllEnvs());

test.each([
  ["30m", 1_000_000_000, 1_000_000_000 - 1_800_000],
  ["4w", 10_000_000_000, 10_000_000_000 - 28 * 86_400_000],
  ["1790000000000", 0, 1_790_000_000_000],
  ["2026-11-21T10:00Z", 0, Date.parse("2026-11-21T10:00:00Z")],
  ["2026-11-21T10:00", 0, Date.parse("2026-11-21T15:00:00Z")],
  ["2026-11-21", 0, Date.parse("2026-11-21T05:00:00Z")],
])("%s, in New York", (text, now, at) => {
  vi.stubEnv("TZ", "America/New_York");
  expect(parseSince(text, now)).toBe(at);
});
