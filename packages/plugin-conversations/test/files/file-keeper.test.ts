import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Logger } from "@instar/kernel";
import type { Channel } from "@instar/kernel/contracts";
import { createManualClock, settle } from "@instar/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { KeptFile } from "../../src/contract.ts";
import { createFileKeeper } from "../../src/files/file-keeper.ts";
import { createIds } from "../../src/message-id.ts";

const log: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = createManualClock();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "instar-files-"));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

type Fetch = NonNullable<Channel["fetch"]>;
const keeper = (fetch: Fetch | undefined, options: { maxFileBytes?: number; maxFiles?: number } = {}) => {
  const channel = { id: "chat", open: vi.fn(), send: vi.fn(), ...(fetch ? { fetch } : {}) } as unknown as Channel;
  return createFileKeeper({
    folder: () => folder,
    options: { maxFileBytes: 100, maxFiles: 20, keepFilesDays: 30, ...options },
    channel: () => channel,
    clock,
    log,
  });
};
const id = createIds(clock).next();
const message = (...files: KeptFile[]) => ({ id, address: { channel: "chat", conversation: "1" }, files });
const writes =
  (content: string): Fetch =>
  (_, { path: target }) =>
    writeFile(target, content, { mode: 0o755 });
const never = new AbortController().signal;

test("copies lie in a folder of the message's own, under safe names, for nobody else to read or run", async () => {
  const asked: string[] = [];
  const files = keeper(async (file, to) => {
    asked.push(file.id);
    await writes(file.id)(file, to);
  });
  const fetched = await files.fetch(message({ id: "a", kind: "document", name: "../../x.sh" }, { id: "b", kind: "document", name: "X.SH" }), never);
  expect(fetched.sentences).toEqual([]);
  expect(fetched.files.map((file) => file.path)).toEqual([path.join(folder, "files", id, "x.sh"), path.join(folder, "files", id, "X-2.SH")]);
  for (const { path: copy = "" } of fetched.files) expect((await stat(copy)).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(folder, "files", id))).mode & 0o777).toBe(0o700);
  expect(await readFile(fetched.files[1]?.path ?? "", "utf8")).toBe("b");
  expect(asked).toEqual(["a", "b"]);
});

test("what is announced as too large is not even asked for, and what turns out so is removed", async () => {
  const asked: string[] = [];
  const files = keeper(async (file, to) => {
    asked.push(file.id);
    if (file.id === "honest") throw Object.assign(new Error("Too long."), { code: "FILE_TOO_LARGE" });
    await writes("x".repeat(101))(file, to);
  });
  const fetched = await files.fetch(
    message({ id: "announced", kind: "video", bytes: 101 }, { id: "honest", kind: "video" }, { id: "liar", kind: "video", bytes: 1 }),
    never,
  );
  expect(asked).toEqual(["honest", "liar"]);
  expect(fetched.files.map(({ problem }) => problem)).toEqual(Array(3).fill(expect.stringContaining("larger than 100 bytes")));
  expect(fetched.sentences[0]).toBe("I did not take video.mp4: a file may have 100 bytes at most.");
  expect(await readdir(path.join(folder, "files", id))).toEqual([]);
});

test("more files than are taken are told, once", async () => {
  const fetched = await keeper(writes("x"), { maxFiles: 1 }).fetch(message(...["a", "b", "c"].map((each): KeptFile => ({ id: each, kind: "photo" }))), never);
  expect(fetched.files.map(({ path: copy }) => copy !== undefined)).toEqual([true, false, false]);
  expect(fetched.sentences).toEqual([expect.stringContaining("only the first 1")]);
});

test("a failure is tried three times, and what it said is not passed on", async () => {
  let asked = 0;
  const files = keeper(async () => {
    asked++;
    throw new Error("https://service/secret-token/file");
  });
  const fetching = files.fetch(message({ id: "a", kind: "photo" }), never);
  await expect.poll(() => asked).toBe(1);
  for (const tries of [2, 3]) {
    await expect.poll(() => clock.pending).toBeGreaterThan(0);
    await clock.advance(5_000);
    await expect.poll(() => asked).toBe(tries);
  }
  const { files: kept } = await fetching;
  expect(kept[0]?.problem).toContain("could not be fetched");
  expect(JSON.stringify(kept)).not.toContain("secret-token");
});

test("a service that never answers is not waited for for ever, and one that is stopped ends at once", async () => {
  const files = keeper((_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
  let over = false;
  void files.fetch(message({ id: "a", kind: "photo" }), never).then(() => {
    over = true;
  });
  while (!over) {
    await clock.advance(10_000);
    await settle();
  }
  const stop = new AbortController();
  const fetching = files.fetch(message({ id: "a", kind: "photo" }), stop.signal);
  stop.abort(new Error("Stopped."));
  await expect(fetching).rejects.toThrow("Stopped.");
});

test("a channel that hands over a link gives nothing, and a folder that became a link is not followed", async () => {
  const outside = await mkdtemp(path.join(os.tmpdir(), "instar-outside-"));
  await writeFile(path.join(outside, "secret"), "secret");
  const linked = keeper((_, { path: target }) => symlink(path.join(outside, "secret"), target));
  let moving = true;
  const moved = (async () => {
    while (moving) {
      await clock.advance(100); // slowly: real files have two minutes of this clock
      await settle(20);
    }
  })();
  expect((await linked.fetch(message({ id: "a", kind: "photo" }), never)).files[0]?.problem).toContain("could not be fetched");
  await rm(path.join(folder, "files", id), { recursive: true });
  await symlink(outside, path.join(folder, "files", id));
  expect((await keeper(writes("x")).fetch(message({ id: "a", kind: "photo" }), never)).files[0]?.problem).toContain("could not be fetched");
  moving = false;
  await moved;
  expect(await readdir(outside)).toEqual(["secret"]);
  await rm(outside, { recursive: true });
});

test("half a copy of a run that was killed is fetched anew", async () => {
  await keeper(writes("x")).fetch(message({ id: "other", kind: "document", name: "b.txt" }), never);
  await writeFile(path.join(folder, "files", id, "a.txt"), "hal");
  await writeFile(path.join(folder, "files", id, "a.txt.part"), "hal");
  const { files } = await keeper(writes("whole")).fetch(message({ id: "a", kind: "document", name: "a.txt" }), never);
  expect(await readFile(files[0]?.path ?? "", "utf8")).toBe("whole");
});

test("copies are removed by age, and nothing else is", async () => {
  const files = keeper(writes("x"));
  await files.fetch(message({ id: "a", kind: "photo" }), never);
  await clock.advance(29 * 86_400_000);
  await files.fetch({ ...message({ id: "a", kind: "photo" }), id: createIds(clock).next() }, never);
  await writeFile(path.join(folder, "files", "notes.txt"), "mine");
  await files.sweep();
  expect(await readdir(path.join(folder, "files"))).toHaveLength(3);
  await clock.advance(2 * 86_400_000);
  await files.sweep();
  expect(await readdir(path.join(folder, "files"))).toHaveLength(2);
});
