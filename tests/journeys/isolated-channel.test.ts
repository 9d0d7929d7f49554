import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../source-files.ts";
import { openIsolatedHouse } from "./isolated-house.ts";
import { startNtfy } from "./outside/start-ntfy.ts";

const soon = { timeout: 30_000, interval: 50 };
const ntfy = readFileSync(join(root, "examples/channel/src/index.ts"), "utf8");

test("a channel in a process of its own carries messages and answers, before and after its process was killed", async () => {
  await using service = await startNtfy();
  await using house = openIsolatedHouse(
    ntfy,
    `isolated("./plugins/faulty.ts", { topics: ["kira"], server: ${JSON.stringify(service.url)}, pollMs: 50 }), access({ owners: ["ntfy:kira"] })`,
    `import access from "@instar/plugin-access";`,
  );
  expect(await house.instar("start")).toMatchObject({ code: 0 });
  await service.say("hello");
  await expect.poll(service.answers, soon).toHaveLength(1);

  // Killed before the service's word for it is on record, the answer would be sent again: it can't be asked
  await expect
    .poll(async () => (JSON.parse((await house.instar("outbox", "--json")).stdout) as { state: string }[]).map(({ state }) => state), soon)
    .toEqual(["delivered"]);

  const [pid] = house.isolatedPids();
  if (pid === undefined) throw new Error("The channel has no process of its own.");
  process.kill(pid, "SIGKILL");
  await service.say("still there?");
  await expect.poll(service.answers, soon).toHaveLength(2);
  const inbox = JSON.parse((await house.instar("inbox", "--json")).stdout) as { state: string }[];
  expect(inbox.map(({ state }) => state)).toEqual(["answered", "answered"]);
  expect(house.complaints()).toContainEqual(
    expect.objectContaining({
      plugin: "ntfy",
      error: expect.objectContaining({ message: expect.stringContaining("it was ended by SIGKILL") as string }) as object,
    }),
  );
});
