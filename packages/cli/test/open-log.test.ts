import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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

test("a log whose folder is removed stops nobody, and goes on in a new one", () => {
  const scratch = mkdtempSync(join(tmpdir(), "instar-log-"));
  const folder = join(scratch, "logs");
  try {
    mkdirSync(folder);
    using file = openRotatingFile(join(folder, "instar.log"), 20);
    file.write("line number 1\n");
    rmSync(folder, { recursive: true });
    file.write("line number 2\n");
    expect(readFileSync(join(folder, "instar.log"), "utf8")).toBe("line number 2\n");
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

test("a log that cannot begin a new file stops nobody", () => {
  const scratch = mkdtempSync(join(tmpdir(), "instar-log-"));
  const folder = join(scratch, "logs");
  try {
    mkdirSync(folder);
    using file = openRotatingFile(join(folder, "instar.log"), 20);
    file.write("line number 1\n");
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "in the way");
    for (let line = 2; line <= 5; line++) file.write(`line number ${line}\n`);
    rmSync(folder);
    for (let line = 6; line <= 9; line++) file.write(`line number ${line}\n`);
    expect(readFileSync(join(folder, "instar.log"), "utf8")).toBe("line number 9\n");
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
