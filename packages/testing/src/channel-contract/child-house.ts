import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Json } from "@instar/kernel";
import { TestingError } from "../errors.ts";

/** What a house in a process of its own is told, over its standard input, since options hold secrets. */
export interface ChildHouse {
  readonly module: string;
  readonly options: Json;
  readonly folder: string;
  readonly owner: string;
  readonly agent: { readonly kind: "echo" | "silent" } | { readonly kind: "say"; readonly text: string };
  /** The channel's cursor is never written. */
  readonly holdCursor: boolean;
}

export type ChildWord =
  | { readonly word: "open" | "replied" }
  | { readonly word: "input"; readonly text: string }
  /** What is durable of a part, said before anything else is done with it. */
  | { readonly word: "part"; readonly id: string; readonly text: string; readonly state: string };

export interface RunningChildHouse extends AsyncDisposable {
  /** Whether the channel is open; throws when the process has ended by itself. */
  isOpen(): boolean;
  /** What its agent was given. */
  inputs(): readonly string[];
  /** Replies whose every part was delivered. */
  replied(): number;
  /** The texts of parts that were being sent at last: whether they have arrived, nobody knows. */
  sending(): readonly string[];
  /** SIGKILL; resolves when it is gone, and all that it said was heard. */
  kill(): Promise<void>;
}

/** Processes that have loaded what a house needs, for one house after the other: the next one loads while the last one runs. */
interface ChildHouses extends AsyncDisposable {
  start(given: ChildHouse): RunningChildHouse;
}

function spawnChild() {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../../dist/channel-house-main.js", import.meta.url))], { stdio: ["pipe", "pipe", "pipe"] });
  const closed = once(child, "close");
  child.stdin.on("error", () => undefined); // it has ended early: whoever uses it is told so
  return {
    child,
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}

function startIn({ child, kill: end }: ReturnType<typeof spawnChild>, given: ChildHouse): RunningChildHouse {
  const words: ChildWord[] = [];
  let errors = "";
  let killed = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  child.stdin.end(JSON.stringify(given));
  createInterface({ input: child.stdout }).on("line", (line) => words.push(JSON.parse(line) as ChildWord));
  const kill = async () => {
    killed = true;
    await end();
  };
  return {
    isOpen() {
      if (!killed && child.exitCode !== null) throw TestingError.CHANNEL_CHILD(errors);
      return words.some(({ word }) => word === "open");
    },
    inputs: () => words.flatMap((word) => (word.word === "input" ? word.text : [])),
    replied: () => words.filter(({ word }) => word === "replied").length,
    sending() {
      const last = new Map(words.flatMap((word) => (word.word === "part" ? [[word.id, word]] : [])));
      return [...last.values()].filter(({ state }) => state === "sending").map(({ text }) => text);
    },
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

/** Starts houses with the channel in them, each as a process of its own. */
export function createChildHouses(): ChildHouses {
  let next = spawnChild();
  return {
    start(given) {
      const child = startIn(next, given);
      next = spawnChild();
      return child;
    },
    [Symbol.asyncDispose]: () => next.kill(),
  };
}
