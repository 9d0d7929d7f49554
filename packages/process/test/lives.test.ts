import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { lives } from "../src/lives.ts";
import { until } from "./until.ts";

test("a process lives until it ends, whether or not its parent takes note of that", async () => {
  // The shell becomes a program that never asks for its children
  using parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const child = Number(line);
  const pid = parent.pid as number;
  expect([lives(process.pid), lives(pid), lives(child), lives(1)]).toEqual([true, true, true, true]);
  process.kill(child, "SIGKILL");
  await until("the child has ended", () => !lives(child));
  expect(process.kill(child, 0)).toBe(true);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  expect(lives(pid)).toBe(false);
});
