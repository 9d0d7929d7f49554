import { definePlugin } from "@instar/kernel";
import { Sessions } from "@instar/kernel/contracts";
import { HouseDescription } from "@instar/plugin-http/contract";
import { expect, test, vi } from "vitest";
import type { JobRunRecord } from "../src/contract.ts";
import { planCatchUp } from "../src/plan-look.ts";
import { createRunBook } from "../src/run-book.ts";
import { jobShape } from "../src/stored-job.ts";
import { createWriter } from "../src/writer.ts";
import { createHouse, file, job } from "./house.ts";

const minute = 60_000;
const hour = 3_600_000;

test("a clock that went a year ahead and was put back stops no job", async () => {
  let ran = 0;
  await using house = await createHouse({ jobs: [job("steady", async () => void ran++)] });
  await house.clock().advance(2 * minute);
  await house.clock().jump({ hours: 24 * 365 });
  await house.clock().advance(minute);
  const before = ran;
  await house.clock().jump({ hours: -24 * 365 });
  await house.jobs().reload();
  await house.clock().advance(10 * minute);
  expect(ran - before).toBeGreaterThan(5);
});

test("nor does one that was a year ahead when the house began", async () => {
  let ran = 0;
  await using house = await createHouse({ jobs: [job("steady", async () => void ran++)] });
  await house.clock().advance(2 * minute);
  await house.kill("2030-01-01T00:00:00Z");
  await house.clock().advance(minute);
  await house.kill("2026-03-02T09:00:00Z");
  const before = ran;
  await house.clock().advance(10 * minute);
  expect(ran - before).toBeGreaterThan(5);
});

test("an agent that cannot even be interrupted ends at its timeout", async () => {
  await using house = await createHouse({ files: { mail: file({ schedule: "every 30m", timeout: "1m" }, "Look.") } });
  house.agent.respond(() => new Promise(() => undefined));
  const sessions = house.kernel().service(Sessions);
  const open = sessions.open.bind(sessions);
  vi.spyOn(sessions, "open").mockImplementation(async (...args) => {
    const session = await open(...args);
    return { ...session, send: session.send.bind(session), ref: session.ref, interrupt: () => new Promise<void>(() => undefined) } as never;
  });
  await house.jobs().trigger("mail");
  await house.clock().advance(20 * minute);
  const [run] = await house.jobs().runs({ job: "mail" });
  expect(run?.state).toBe("timeout");
});

test("a run whose notes cannot be read fails, and stays nowhere", async () => {
  await using house = await createHouse({ files: { mail: file({ schedule: "@yearly", timeout: "1m" }, "Look.") } });
  const store = house.store();
  await store.commit([
    store
      .records("handoffs", { version: 9, schema: { "~standard": { version: 1, vendor: "x", validate: (value: unknown) => ({ value }) } } as never })
      .put("mail", { strange: true }),
  ]);
  await house.jobs().trigger("mail");
  await house.clock().advance(20 * minute);
  const [run] = await house.jobs().runs({ job: "mail" });
  expect(run?.state).toBe("failed");
});

test("what goes on does not fail with the loop that plans", async () => {
  let letGo: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await using house = await createHouse({
    jobs: [job("busy", () => hold, { schedule: { at: Date.parse("2026-03-02T08:00:10Z") }, timeoutMs: 24 * hour })],
  });
  await house.clock().advance(61_000);
  house.refuse("a strange disk.");
  let files = 0;
  const failures = async () => {
    await house.write(`new${files++}`, file({ schedule: "@yearly", execute: "script" }, "true"));
    await house.clock().advance(2_000);
    const { plugins } = house.kernel().describe();
    return plugins.find(({ name }) => name === "scheduler")?.failures;
  };
  await expect.poll(failures, { interval: 50 }).toBeGreaterThan(1);
  house.refuse(undefined);
  await house.clock().advance(120_000);
  const [run] = await house.jobs().runs({ job: "busy" });
  letGo();
  expect(run?.state).toBe("running");
});

test("no more than a hundred runs of a job wait, whoever asks for them", async () => {
  let letGo: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  using _go = { [Symbol.dispose]: () => letGo() };
  await using house = await createHouse({ jobs: [job("busy", () => hold, { overlap: "queue", schedule: "@yearly", timeoutMs: 24 * hour })] });
  for (let n = 0; n < 130; n++) await house.jobs().trigger("busy");
  const { queued } = await house.jobs().show("busy");
  await house.jobs().disable("busy");
  letGo();
  expect(queued).toBeLessThanOrEqual(100);
});

test("a file whose name differs in capitals alone takes no job's place, over a restart too", async () => {
  await using house = await createHouse({ files: { backup: file({ schedule: "every 1h", execute: "script" }, "true") } });
  await house.clock().advance(minute);
  await house.write("Backup", file({ schedule: "every 2h", execute: "script" }, "false"));
  await house.jobs().reload();
  expect((await house.jobs().list()).jobs.map(({ slug }) => slug)).toEqual(["backup"]);
  await house.kill();
  await house.clock().advance(minute);
  expect((await house.jobs().list()).jobs.map(({ slug }) => slug)).toEqual(["backup"]);
});

test("a cursor that moves while a run ends is not put back", async () => {
  await using house = await createHouse({ jobs: [job("steady", async () => undefined)] });
  const real = house.store();
  let wait: Promise<void> | undefined;
  const store = {
    ...real,
    records: (name: string, shape: never) => {
      const records = real.records(name, shape);
      return {
        ...records,
        get: async (key: string) => {
          await wait;
          return records.get(key);
        },
      };
    },
  } as typeof real;
  const clock = house.clock();
  const writer = createWriter({ store, clock, log: console as never, closing: new AbortController().signal });
  const book = createRunBook({ store, writer, clock, keepRuns: 10, keepDays: 1 });
  await book.load();
  const run = {
    id: "steady@x",
    job: "steady",
    state: "queued",
    dueAt: 1,
    cause: "schedule",
    priority: "normal",
    attempt: 0,
    queuedAt: 1,
    costUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
    fence: 0,
  } as const;
  await book.write([book.enqueue(run)]);
  const state = { plan: "p", cursor: 1, paused: false, failures: 0 };
  let go: () => void = () => undefined;
  wait = new Promise((resolve) => {
    go = resolve;
  });
  const ops = () => [book.setJob("steady", { ...(book.job("steady") ?? state), failures: 1 })];
  book.setJob("steady", state);
  const ending = book.end(run, { ...run, state: "failed" }, ops);
  await book.write([book.setJob("steady", { ...state, cursor: 2 })]);
  wait = undefined;
  go();
  await ending;
  expect((await real.records("jobs", jobShape).get("steady"))?.value.cursor).toBe(2);
});

test("no secret of the house is kept or told of what a run says", async () => {
  const description = definePlugin({
    api: 1,
    name: "house-description",
    provides: HouseDescription,
    setup: () => ({ redact: (text: string) => text.replaceAll("t0p-s3cret", "[secret]") }) as unknown as HouseDescription,
  })();
  const script = 'echo "the token is t0p-s3cret"; head -c 3985 /dev/zero | tr "\\0" x';
  await using house = await createHouse({
    jobs: [job("code", () => Promise.reject(new Error("Refused t0p-s3cret.")))],
    files: { script: file({ schedule: "@yearly", execute: "script" }, script) },
    plugins: [description],
  });
  await house.jobs().trigger("script");
  await house.jobs().trigger("code");
  await house.ended("script");
  await house.ended("code");
  const said = JSON.stringify([await house.jobs().runs({ limit: 10 }), house.told, house.noticed]);
  expect(said).toContain("Refused [secret].");
  expect(said.includes("s3cret")).toBe(false);
});

test("runs that are too many are forgotten, however short the lives of the house are", async () => {
  await using house = await createHouse({ jobs: [job("often", async () => undefined, { missed: "skip" })], options: { keepRuns: 10 } });
  for (let life = 0; life < 3; life++) {
    await house.clock().advance(20 * minute);
    await house.kill();
  }
  await house.clock().advance(3 * minute);
  expect((await house.jobs().runs({ job: "often", limit: 1_000 })).length).toBeLessThan(20);
});

test("many may wait for a run, and none of them leaves anything behind", async () => {
  const warned: string[] = [];
  const warn = ({ name }: Error) => void warned.push(name);
  process.on("warning", warn);
  let letGo: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await using house = await createHouse({ jobs: [job("busy", () => hold, { timeoutMs: 24 * hour, schedule: "@yearly" })] });
  const { run = "" } = await house.jobs().trigger("busy");
  const before = house.clock().pending;
  const waits = Array.from({ length: 30 }, () => house.jobs().run(run, 60_000));
  letGo();
  await house.clock().advance(0);
  expect(new Set((await Promise.all(waits)).map(({ state }) => state))).toEqual(new Set(["succeeded"]));
  expect(house.clock().pending).toBeLessThan(before + 5);
  process.off("warning", warn);
  expect(warned).not.toContain("MaxListenersExceededWarning");
});

test("a thousand jobs catch up within an hour, for nothing of a job runs before what it missed", () => {
  const missed = Array.from({ length: 1_000 }, (_, index): JobRunRecord => {
    const fresh = { attempt: 0, queuedAt: 0, costUsd: 0, inputTokens: 0, outputTokens: 0 };
    return { ...fresh, id: `j${index}@x`, job: `j${index}`, state: "queued", dueAt: 0, cause: "missed", priority: "normal" };
  });
  const { starts, free } = planCatchUp(missed, { now: 0, free: 0, everyMs: 10_000 });
  expect(Math.max(...starts.values())).toBeLessThan(hour);
  expect(free).toBe(hour);
  expect(planCatchUp(missed.slice(0, 2), { now: 0, free: 0, everyMs: 10_000 }).free).toBe(20_000);
});
