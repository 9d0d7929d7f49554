import type { SessionPurpose } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createPlaces, type Kind } from "../src/places.ts";
import { createHouse } from "./fixtures/house.ts";

const forever = new AbortController().signal;

/** Places whose takers become idle when the test says so. */
function room(limit: number) {
  const idle: { readonly kind: Kind; readonly place: Disposable; readonly name: string }[] = [];
  const parked: string[] = [];
  const came: string[] = [];
  const places = createPlaces(limit, {
    count: (kind) => idle.filter((one) => one.kind === kind).length,
    park(kind) {
      const at = idle.findIndex((one) => one.kind === kind);
      const [one] = at < 0 ? [] : idle.splice(at, 1);
      if (!one) return undefined;
      parked.push(one.name);
      return settle(1).then(() => one.place[Symbol.dispose]());
    },
  });
  const taken = new Map<string, Disposable>();
  const take = async (name: string, purpose: SessionPurpose, signal = forever) => {
    const place = await places.take(purpose, signal);
    came.push(name);
    taken.set(name, place);
  };
  const rest = (name: string, kind: Kind) => {
    const place = taken.get(name) ?? expect.fail(`${name} has no place.`);
    idle.push({ kind, place, name });
    places.changed();
  };
  return { places, take, rest, taken, parked, came };
}

test("a person is not made to wait by any number of jobs and agents", async () => {
  const { places, take, came } = room(2);
  await take("job", "job");
  await take("agent", "agent");
  await take("ann", "person");
  await take("ben", "person");
  expect(places.taken).toBe(4);
  void take("cleo", "person");
  void take("late job", "job");
  await settle();
  expect(came).toEqual(["job", "agent", "ann", "ben"]);
  expect(places.waiting).toBe(2);
});

test("jobs and agents count everybody", async () => {
  const { take, taken, came } = room(2);
  await take("ann", "person");
  await take("ben", "person");
  void take("job", "job");
  await settle();
  expect(came).toEqual(["ann", "ben"]);
  taken.get("ann")?.[Symbol.dispose]();
  await settle();
  expect(came).toEqual(["ann", "ben", "job"]);
});

test("a place that comes free is a waiting person's before it is a waiting job's", async () => {
  const { take, taken, came } = room(1);
  await take("ann", "person");
  void take("job", "job");
  await settle();
  void take("ben", "person");
  await settle();
  taken.get("ann")?.[Symbol.dispose]();
  await settle();
  expect(came).toEqual(["ann", "ben"]);
  taken.get("ben")?.[Symbol.dispose]();
  await settle();
  expect(came).toEqual(["ann", "ben", "job"]);
});

test("whoever needs room gets an idle job's or agent's before an idle person's", async () => {
  const { take, rest, parked } = room(3);
  await take("ann", "person");
  await take("job", "job");
  await take("agent", "agent");
  for (const [name, kind] of [
    ["ann", "person"],
    ["job", "other"],
    ["agent", "other"],
  ] as const)
    rest(name, kind);
  await take("next job", "job");
  expect(parked).toEqual(["job"]);
  await take("ben", "person");
  await settle();
  expect(parked).toEqual(["job", "agent"]);
  await take("another job", "job");
  expect(parked).toEqual(["job", "agent", "ann"]);
});

test("nobody is parked for a job that would not get in all the same", async () => {
  const { take, rest, parked } = room(1);
  await take("job", "job");
  await take("ann", "person");
  void take("next job", "job");
  rest("job", "other"); // above the limit, so it goes; but ann still works
  await settle();
  expect(parked).toEqual(["job"]);
  rest("ann", "person");
  await settle();
  expect(parked).toEqual(["job", "ann"]);
});

test("who gives up waiting is forgotten", async () => {
  const { places, take } = room(1);
  await take("ann", "person");
  const abort = new AbortController();
  const waiting = [take("ben", "person", abort.signal), take("job", "job", abort.signal)];
  abort.abort(new Error("Never mind."));
  for (const one of waiting) await expect(one).rejects.toThrow("Never mind.");
  expect(places.waiting).toBe(0);
});

test("within the house a person is served while jobs hold every place, and idle jobs make way", async () => {
  const { sessions, driver, ask } = await createHouse({ options: { maxLiving: 2 } });
  await ask("job-1", "Work", { job: "nightly" });
  await ask("job-2", "Work", { purpose: "agent" });
  const third = ask("job-3", "Work", { job: "nightly" });
  await ask("ann");
  expect(driver.running()).toBe(3);
  expect(await sessions.record("job-1")).toMatchObject({ purpose: "job" });
  expect(driver.agents[0]?.spec.ref.job).toBe("nightly");
  await driver.agents[0]?.answer();
  await driver.agents[1]?.answer();
  await third;
  await settle(20);
  expect(sessions.find("ann")).toBeDefined();
  expect(driver.running()).toBe(2);
});
