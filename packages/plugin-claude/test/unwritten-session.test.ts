import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { markOf, openHouse, snapshotOf, testHost } from "./harness.ts";

test("a session that was killed before it wrote anything begins under its own id", async () => {
  await using house = await openHouse();
  const host = testHost();
  await house.open(host);
  process.kill(markOf(host).pid, "SIGKILL");
  await host.wait("exit");

  const after = testHost();
  const session = await house.open(after, { from: snapshotOf(host) });
  const id = randomUUID();
  await session.send({ id, text: "hello" });
  expect(await after.turn(id)).toMatchObject({ outcome: "done" });
  expect(snapshotOf(after).data).toMatchObject({ session: (snapshotOf(host).data as { session: string }).session });
});
