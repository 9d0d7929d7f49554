import { expect, test } from "vitest";
import { definitionOfCode } from "../src/definition-of-code.ts";
import { createZones } from "../src/plan/zones.ts";

const read = (job: object) =>
  definitionOfCode("tidy", { id: "tidy-up", schedule: "0 8 * * *", run: async () => undefined, ...job } as never, {
    timezone: "UTC",
    zones: createZones(),
    enabled: undefined,
  });

test("a job in code is in its own time zone, else in the scheduler's, and one in a zone that there is not is refused", () => {
  expect(read({})).toMatchObject({ definition: { timezone: "UTC", schedule: { kind: "cron", expression: "0 8 * * *" } } });
  expect(read({ timezone: "europe/prague" })).toMatchObject({ definition: { timezone: "Europe/Prague" } });
  expect(read({ timezone: "Europe/Prag" })).toEqual({ problem: '"Europe/Prag" is not a time zone. Did you mean Europe/Prague?' });
  expect(read({ schedule: "0 25 * * *" })).toEqual({ problem: expect.stringContaining('The hour field cannot be "25".') });
});
