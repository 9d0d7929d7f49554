import { definePlugin, InstarError, type Service, service } from "@instar/kernel";
import { expect, test } from "vitest";
import { makeFolder, pluginSource } from "./isolated-house.ts";

interface Words {
  add(word: string): Promise<number>;
  count(): number;
  note(word: string): void;
  fail(): Promise<never>;
  living(): Promise<unknown>;
  until(signal: AbortSignal): Promise<string>;
  readonly size: number;
}
const words: Service<Words> = service<Words>("words");
const token = `const words = { kind: "service", id: "words" };`;

function provider(added: string[] = []) {
  return definePlugin({
    api: 1,
    name: "words",
    provides: words,
    setup: (): Words => ({
      add: async (word) => added.push(word),
      count: () => added.length,
      note: (word) => void added.push(word),
      fail: async () => {
        throw new InstarError("WORDS_LOST", { message: "The words are lost.", hint: "Look again." });
      },
      living: async () => ({ close: () => undefined }),
      until: (signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve("aborted"))),
      size: 3,
    }),
  })();
}

test("it uses asynchronous methods of what it needs; what answers at once or gives out living objects is refused by name", async () => {
  using folder = makeFolder();
  const added: string[] = [];
  const plugin = await folder.isolate(
    pluginSource(
      `const { words } = services;
       const attempt = async (run) => { try { return await run(); } catch (error) { return [error.code, error.message, error.hint]; } };
       const abort = new AbortController();
       const until = words.until(abort.signal);
       abort.abort();
       writeFileSync(paths.state + "/seen.json", JSON.stringify({
         add: await words.add("one"), note: await words.note("two") ?? null, until: await until, unknown: typeof words.unknown,
         count: await attempt(() => words.count()), fail: await attempt(() => words.fail()), living: await attempt(() => words.living()),
         size: await attempt(() => words.size), given: await attempt(() => words.add(() => 1)),
       }));`,
      "needs: { words },",
      `import { writeFileSync } from "node:fs"; ${token}`,
    ),
  );
  await using kernel = await folder.open([plugin, provider(added)]);
  expect(kernel.describe().plugins.map(({ name, state }) => `${name} ${state}`)).toEqual(["words up", "faulty up"]);
  const seen = JSON.parse(folder.read(".instar/plugins/faulty/seen.json")) as Record<string, unknown>;
  expect(seen).toMatchObject({ add: 1, note: null, until: "aborted", unknown: "undefined", fail: ["WORDS_LOST", "The words are lost.", "Look again."] });
  expect(seen.count).toEqual(["ISOLATION_SYNCHRONOUS", expect.stringContaining('The method count of the service "words"'), expect.any(String)]);
  expect(seen.size).toEqual(["ISOLATION_SYNCHRONOUS", expect.stringContaining('The member size of the service "words"'), expect.any(String)]);
  expect(seen.living).toEqual(["ISOLATION_NOT_PLAIN", expect.stringContaining("The answer of living.close is a function"), expect.any(String)]);
  expect(seen.given).toEqual(["ISOLATION_NOT_PLAIN", expect.stringContaining("add[0] is a function"), expect.any(String)]);
  expect(added).toEqual(["one", "two"]);
  expect(kernel.lines.some(({ text, level }) => level === "warn" && text.includes("asked for what cannot cross"))).toBe(true);
});

test("what it provides others use, before and after its process was started again", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `class Store { #all = []; size = 3; async add(word) { if (word === "die") process.exit(1); return this.#all.push(word); } count() { return this.#all.length; }
         async fail() { throw Object.assign(new Error("odd"), { name: "RangeError" }); } async living() { return new Map(); } }
       return new Store();`,
      "provides: words,",
      token,
    ),
  );
  await using kernel = await folder.open([plugin]);
  const used = kernel.service(words);
  expect(await used.add("one")).toBe(1);
  expect(await used.add("two")).toBe(2);
  await expect(used.count() as unknown as Promise<number>).rejects.toMatchObject({ code: "ISOLATION_SYNCHRONOUS" });
  expect(() => used.size).toThrow('The member size of the service "words"');
  await expect(used.fail()).rejects.toMatchObject({ name: "RangeError", message: "odd" });
  await expect(used.living()).rejects.toMatchObject({ code: "ISOLATION_NOT_PLAIN", message: expect.stringContaining("an object of the class Map") as string });
  await expect(used.add("die")).rejects.toMatchObject({ code: "ISOLATION_ENDED", message: expect.stringContaining("faulty") as string });
  await expect(used.add("three")).rejects.toMatchObject({ code: "ISOLATION_AWAY" });
  await expect.poll(() => kernel.clock.pending).toBeGreaterThan(0);
  await kernel.clock.advance(1_000);
  await expect.poll(() => used.add("again").catch(() => undefined)).toBe(1);
});

test("optional needs that nobody provides are absent; services that hand out living objects are refused by name", async () => {
  using folder = makeFolder();
  const optional = await folder.isolate(
    pluginSource(
      `if (services.words !== undefined || services.store !== undefined) throw new Error("There is one.");`,
      "needs: { words: { kind: 'optional', token: words }, store: { kind: 'optional', token: contracts.Store } },",
      token,
    ),
  );
  await using kernel = await folder.open([optional]);
  expect(kernel.describe().plugins[0]).toMatchObject({ state: "up", needs: ["words?"] });

  const store = definePlugin({
    api: 1,
    name: "store",
    provides: { kind: "service", id: "store", scope: "plugin" } as Service<unknown>,
    setup: () => () => ({}),
  })();
  await using other = await folder.open([await folder.isolate(pluginSource("", "needs: { store: contracts.Store },")), store]);
  expect(other.describe().plugins.find(({ name }) => name === "faulty")).toMatchObject({
    state: "failed",
    error: expect.stringContaining('needs the service "store", which hands out living objects') as string,
    hint: expect.stringContaining("paths.state") as string,
  });
});

test("what others contribute cannot be read, and a service made for each consumer cannot be provided", async () => {
  using folder = makeFolder();
  await using reader = await folder.open([await folder.isolate(pluginSource(`context.contributions(contracts.Jobs);`))]);
  expect(reader.describe().plugins[0]?.error).toContain('What others contribute to "jobs" cannot be read');
  await using scoped = await folder.open([await folder.isolate(pluginSource("return () => ({});", "provides: contracts.Store,"))]);
  expect(scoped.describe().plugins[0]?.error).toContain('cannot provide "store" from a process of its own');
});
