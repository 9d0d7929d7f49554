import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { job, openFolder } from "./open-folder.ts";

test("what somebody saves while a field is changed is changed as well, and not lost", async () => {
  const { jobs, write, read, folder } = await openFolder();
  await write("daily.md", job("every 30m"));
  await jobs.load();
  const editing = jobs.edit("daily", { priority: "low" });
  // It has read the file, and loads the parser.
  await Promise.resolve();
  writeFileSync(join(folder, "daily.md"), job("every 30m", "Do it well."));
  expect(await editing).toMatchObject({ outcome: "written" });
  expect(await read("daily.md")).toBe("---\nschedule: every 30m\npriority: low\n---\nDo it well.\n");
});
