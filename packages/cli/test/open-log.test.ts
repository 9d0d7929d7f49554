import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRotatingFile } from "../src/daemon/open-log.ts";

test("a log file that has grown is put aside, and the oldest goes", () => {
  const folder = mkdtempSync(join(tmpdir(), "instar-log-"));
  try {
    using file = openRotatingFile(join(folder, "instar.log"), 20);
    for (let line = 1; line <= 12; line++) file.write(`line number ${line}\n`);
    expect(readdirSync(folder).sort()).toEqual(["instar.1.log", "instar.2.log", "instar.3.log", "instar.log"]);
    expect(readFileSync(join(folder, "instar.log"), "utf8")).toBe("line number 12\n");
    expect(readFileSync(join(folder, "instar.3.log"), "utf8")).toBe("line number 9\n");
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
