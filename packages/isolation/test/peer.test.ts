import { InstarError } from "@instar/kernel";
import { describe, expect, test } from "vitest";
import { createPeer, type Message, type Peer, type RemoteObject } from "../src/peer.ts";
import { type Methods, offer } from "../src/plain-data.ts";

/** Two ends with a wire between them that copies as processes do. */
function connect(root: Methods) {
  const seen: Message[] = [];
  const busy: boolean[] = [];
  const ends: { near: Peer; far: Peer } = {
    near: createPeer({ root: {}, busy: (waiting) => busy.push(waiting), send: (message) => queueMicrotask(() => ends.far.receive(structuredClone(message))) }),
    far: createPeer({
      root,
      send(message) {
        seen.push(message);
        queueMicrotask(() => ends.near.receive(structuredClone(message)));
      },
    }),
  };
  return { ...ends, seen, busy };
}

describe("what crosses between two processes", () => {
  test("plain data as it is: undefined, dates, bytes, nested lists", async () => {
    const { near } = connect({ echo: (value: unknown) => value });
    const value = { a: [1, "x", null, undefined, true], b: { at: new Date(5), bytes: new Uint8Array([1, 2]) }, c: undefined };
    expect(await near.root.call("echo", value)).toEqual(value);
  });

  test("an answer that makes no sense fails the call that waited for it, and only that", async () => {
    let near: Peer | undefined;
    const nonsense = { type: "answer", id: 0, result: { data: 1, marks: 5 } } as unknown as Message;
    const busy: boolean[] = [];
    near = createPeer({
      root: {},
      busy: (waiting) => busy.push(waiting),
      send: (message) => queueMicrotask(() => near?.receive({ ...nonsense, id: (message as { id: number }).id } as Message)),
    });
    await expect(near.root.call("anything")).rejects.toThrow();
    expect(busy).toEqual([true, false]);
  });

  test.each([
    ["a function", { a: [() => 1] }, "echo[0].a[0] is a function"],
    ["an object of a class", { a: new Map() }, "echo[0].a is an object of the class Map"],
    ["a symbol", { a: Symbol("x") }, "echo[0].a is a symbol"],
    [
      "a circle",
      (() => {
        const circle: Record<string, unknown> = {};
        circle.self = circle;
        return circle;
      })(),
      "echo[0].self is a part of itself",
    ],
  ])("not %s: it is named with its place", async (_what, value, message) => {
    const { near } = connect({ echo: (given: unknown) => given });
    await expect(near.root.call("echo", value)).rejects.toMatchObject({ code: "ISOLATION_NOT_PLAIN", message: expect.stringContaining(message) as string });
  });

  test("not more than 4 MiB at once, in neither direction", async () => {
    const { near } = connect({ echo: () => undefined, much: () => ["x".repeat(3_000_000), new Uint8Array(2_000_000)] });
    await expect(near.root.call("echo", "x".repeat(5_000_000))).rejects.toMatchObject({ code: "ISOLATION_TOO_LARGE" });
    await expect(near.root.call("much")).rejects.toMatchObject({ code: "ISOLATION_TOO_LARGE" });
  });

  test("errors as code, message, hint; what is no error as its text", async () => {
    const { near } = connect({
      known: () => Promise.reject(new InstarError("X_LOST", { message: "Lost.", hint: "Look." })),
      plain: () => Promise.reject(new RangeError("far")),
      text: () => Promise.reject("just text"),
      given: (error: unknown) => (error as Error).message,
    });
    const known = await near.root.call("known").catch((error: unknown) => error);
    expect(InstarError.is(known, "X_LOST") && [known.message, known.hint]).toEqual(["Lost.", "Look."]);
    await expect(near.root.call("plain")).rejects.toMatchObject({ name: "RangeError", message: "far" });
    await expect(near.root.call("text")).rejects.toThrow("just text");
    expect(await near.root.call("given", new Error("mine"))).toBe("mine");
  });

  test("a key that would change what all objects are", async () => {
    const { near, far } = connect({ echo: (value: unknown) => value });
    expect(await near.root.call("echo", JSON.parse('{"__proto__": {"polluted": 1}, "a": 1}'))).toEqual({ a: 1 });
    far.receive({
      type: "tell",
      ref: 0,
      method: "echo",
      args: { value: [{}], holes: [{ at: [0, "__proto__", "polluted"], kind: "error", error: { name: "Error", message: "x" } }] },
    });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("objects of methods, to be called back", async () => {
    const { near } = connect({ greet: async (back: RemoteObject) => offer({ again: async () => `${String(await back.call("name"))}!` }) });
    const answer = (await near.root.call("greet", offer({ name: () => "kira" }))) as RemoteObject;
    expect(answer.methods).toEqual(["again"]);
    expect(await answer.call("again")).toBe("kira!");
    await expect(answer.call("other")).rejects.toMatchObject({ code: "ISOLATION_NO_METHOD" });
    await expect(answer.call("constructor")).rejects.toMatchObject({ code: "ISOLATION_NO_METHOD" });
  });

  test("a signal that comes back is the one that was sent; one that is aborted arrives so", async () => {
    const { near } = connect({
      echo: (value: unknown) => value,
      aborted: ({ signal }: { signal: AbortSignal }) => [signal.aborted, (signal.reason as Error).message],
    });
    const { signal } = new AbortController();
    const answer = (await near.root.call("echo", { signal })) as { signal: AbortSignal };
    expect(answer.signal).toBe(signal);
    expect(await near.root.call("aborted", { signal: AbortSignal.abort(new Error("gone")) })).toEqual([true, "gone"]);
  });
});

test("the end of the other side fails what waits and what comes later, and aborts what it had given", async () => {
  const { near, far, busy } = connect({ never: () => new Promise(() => undefined) });
  const waiting = near.root.call("never", new AbortController().signal);
  await new Promise((resolve) => setImmediate(resolve));
  near.close(new Error("over"));
  far.close(new Error("over"));
  await expect(waiting).rejects.toThrow("over");
  await expect(near.root.call("never")).rejects.toThrow("over");
  expect(busy).toEqual([true, false]);
  expect(near.closed?.message).toBe("over");
});
