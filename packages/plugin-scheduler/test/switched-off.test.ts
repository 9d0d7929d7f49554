import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { createHouse, file } from "./house.ts";

test("what waits of jobs that were switched off or taken away while the house was down is withdrawn when it comes up, and not at its turn", async () => {
  const head = { schedule: "30 8 * * *" };
  await using house = await createHouse({ files: { mail: file(head, "Look at the mail."), news: file(head, "Read the news.") } });
  const resetsAt = Date.parse("2026-03-02T12:00:00Z");
  house.agent.respond(() => ({ error: { kind: "limit", text: "The usage limit is reached.", resetsAt } }));
  await house.clock().advance(3_600_000);
  expect((await house.jobs().runs()).map(({ job, state }) => `${job} ${state}`).sort()).toEqual(["mail queued", "news queued"]);
  // The clock stands still, so the living house does not see it.
  await house.write("mail", file({ ...head, enabled: false }, "Look at the mail."));
  await rm(path.join(house.project, ".instar", "jobs", "news.md"));
  await house.kill();
  expect((await house.ended("mail"))[0]).toMatchObject({ state: "cancelled", why: "The job was switched off.", endedAt: house.clock().now() });
  expect((await house.ended("news"))[0]).toMatchObject({ state: "skipped", skip: "changed", why: "The job is gone.", endedAt: house.clock().now() });
});
