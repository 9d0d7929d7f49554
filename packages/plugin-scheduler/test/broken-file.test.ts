import { expect, test } from "vitest";
import { createHouse } from "./house.ts";

test("of a file that was never good it is said what is wrong; it can be mended by an edit, and taken away", async () => {
  const text = "---\nschedule: every 30m\ntimeout: 10\n---\nDo it.\n";
  await using house = await createHouse({ files: { mail: text, other: text } });
  const jobs = house.jobs();
  const said = ".instar/jobs/mail.md:3: timeout must be a duration with its unit; it is 10.";
  for (const act of [() => jobs.show("mail"), () => jobs.trigger("mail"), () => jobs.pause("mail")])
    await expect(act()).rejects.toMatchObject({ code: "SCHEDULER_BROKEN", message: expect.stringContaining(said) });
  await expect(jobs.edit("mail", { priority: "low" })).rejects.toMatchObject({ code: "SCHEDULER_BAD_FIELDS" });
  expect(await jobs.edit("mail", { timeout: "10m" })).toMatchObject({ slug: "mail", timeoutMs: 600_000 });
  await jobs.remove("other");
  expect(await jobs.validate()).toEqual([]);
});
