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

test("an import leaves a broken file as it is, and says so with what it does of the others", async () => {
  await using house = await createHouse({ files: { mail: "broken" } });
  const jobs = ["mail", "news"].map((slug) => ({ slug, schedule: "0 8 * * *", execute: { type: "prompt", value: `Read the ${slug}.` } }));
  const { report } = await house.jobs().import(JSON.stringify(jobs));
  expect(report.map(({ slug, outcome }) => `${slug} ${outcome}`)).toEqual(["mail exists", "news imported"]);
  await house.jobs().import(JSON.stringify(jobs), { replace: true });
  expect((await house.jobs().list()).jobs.map(({ slug }) => slug)).toEqual(["mail", "news"]);
});
