import { expect, test } from "vitest";
import { job, openFolder } from "./open-folder.ts";

test("the other one of two names is a job at once when the first is taken away", async () => {
  const { jobs, write } = await openFolder();
  await write("daily.md", job("every 30m"));
  await jobs.load();
  await write("Daily.md", job("every 1h"));
  await jobs.load();
  expect(await jobs.remove("daily")).toMatchObject({ added: ["Daily"], removed: ["daily"] });
  expect(jobs.problems()).toEqual([]);
});

test("a job whose file is broken since before the start keeps its name from another one in capitals", async () => {
  const { jobs, write, create } = await openFolder();
  await write("daily.md", job("every 30m"));
  await jobs.load();
  await write("daily.md", "broken");
  const later = create();
  await later.load();
  await write("Daily.md", job("every 1h"));
  expect(await later.load()).toMatchObject({ added: [], problems: [{ path: ".instar/jobs/Daily.md", hint: "Rename one of them." }] });
  const muchLater = create();
  await muchLater.load();
  expect([...muchLater.jobs().keys()]).toEqual(["daily"]);
});
