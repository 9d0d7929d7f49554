import { expect, test } from "vitest";
import { safeFileName } from "../../src/files/safe-file-name.ts";

const named = (name: string | undefined, ...taken: string[]) => safeFileName({ kind: "document", ...(name === undefined ? {} : { name }) }, taken);

test.each([
  ["report.pdf", "report.pdf"],
  ["Ada's report (2).pdf", "Ada's report (2).pdf"],
  ["../../etc/passwd", "passwd"],
  ["..\\..\\windows\\system.ini", "system.ini"],
  ["/absolute/x.txt", "x.txt"],
  [".bashrc", "bashrc"],
  ["...", "document"],
  ["-rf", "rf"],
  ["", "document"],
  ["a\u0000b\nc.txt", "ab c.txt"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["zero\u200Bwidth.txt", "zerowidth.txt"],
  ["half \ud800 pair.txt", "half  pair.txt"],
  ["a:b?c*.txt", "a-b-c-.txt"],
  ["$(touch x)`y`.txt", "(touch x)-y-.txt"],
  ["name.", "name"],
  ["你好.txt", "你好.txt"],
  ["folder/", "folder"],
])("%j is kept as %j", (name, safe) => {
  expect(named(name)).toBe(safe);
});

test("a long name keeps its ending and fits into a file system, whatever it is written in", () => {
  for (const stem of ["x", "你", "👩‍👩‍👧", "é"]) {
    const safe = named(`${stem.repeat(300)}.tar`);
    expect(safe).toMatch(/\.tar$/);
    expect(safe.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
    expect(safe).not.toMatch(/\p{Surrogate}/u);
  }
  expect(named(`${"x".repeat(150)}.${"y".repeat(150)}`).length).toBeLessThanOrEqual(100);
});

test("no two are the same, not even where case makes no difference", () => {
  expect(named("a.txt", "A.TXT")).toBe("a-2.txt");
  expect(named("a.txt", "a.txt", "a-2.txt")).toBe("a-3.txt");
  expect(named(`${"x".repeat(200)}.txt`, `${"x".repeat(96)}.txt`)).toMatch(/^x{94}-2\.txt$/);
});

test("what has no name is called what it is, with the ending of its kind", () => {
  expect(safeFileName({ kind: "photo" }, [])).toBe("photo.jpg");
  expect(safeFileName({ kind: "photo", mimeType: "image/png" }, [])).toBe("photo.png");
  expect(safeFileName({ kind: "voice" }, ["voice.ogg"])).toBe("voice-2.ogg");
});
