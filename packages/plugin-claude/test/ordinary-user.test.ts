import { spawn } from "node:child_process";
import { chownSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { claudeExecutable, useShell } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { openHouse } from "./harness.ts";

/** `nobody`, when the tests run as root; otherwise whoever runs them. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test.each(["api-key", "subscription"] as const)(
  "an ordinary user with %s: allowed tools run, others don't, and a killed daemon leaves neither processes nor requests",
  async (credential) => {
    await using house = await openHouse({ credential, environment: { IS_SANDBOX: undefined } });
    await chmod(house.folder, 0o755);
    if (user.uid !== undefined)
      for (const path of [house.folder, ...readdirSync(house.folder, { recursive: true }).map((name) => join(house.folder, String(name)))])
        chownSync(path, user.uid, user.gid);
    house.endpoint.script(useShell("echo hello > hello.txt; id -u > who.txt"), useShell("touch second # SECOND"), "done");
    const place = {
      cwd: house.cwd,
      state: house.state,
      home: house.home,
      settings: house.environment.CLAUDE_CONFIG_DIR,
      environment: house.environment,
      gateTimeoutMs: 60_000,
      executable: claudeExecutable(),
    };
    const supervisor = fileURLToPath(new URL("fixtures/supervisor.mjs", import.meta.url));
    const child = spawn(process.execPath, [supervisor, JSON.stringify(place)], { stdio: ["ignore", "pipe", "inherit"], ...user });
    await new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
    expect(readFileSync(join(house.cwd, "hello.txt"), "utf8")).toBe("hello\n");
    expect(readFileSync(join(house.cwd, "who.txt"), "utf8").trim()).toBe(String(user.uid ?? process.getuid?.()));
    const requests = house.endpoint.requests.length;
    expect(house.endpoint.requests[0]?.credential).toBe(credential === "api-key" ? "api-key" : "token");

    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    while (living(house.home).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(house.endpoint.requests).toHaveLength(requests);
    expect(existsSync(join(house.cwd, "second"))).toBe(false);
  },
);

/** Processes whose home this is. */
function living(home: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`HOME=${home}`);
    } catch {
      // Gone, or another user's.
      return false;
    }
  });
}
