import { describe, expect, test } from "vitest";
import { globFits, hiddenTexts, pathsAmong, programOf, readShell, unknown, wildcard } from "../src/index.ts";

const words = (line: string) => readShell(line, { HOME: "/home/kira", PWD: "/work" })?.map((command) => command.words);

describe("a line of shell", () => {
  test.each([
    ["rm -rf 'a b' \"c\" d\\ e", [["rm", "-rf", "a b", "c", "d e"]]],
    ["cd x && ls; pwd | wc -l", [["cd", "x"], ["ls"], ["pwd"], ["wc", "-l"]]],
    ["X=notes; rm $X.txt", [[], ["rm", "notes.txt"]]],
    ["rm {a,b}.txt", [["rm", "a.txt", "b.txt"]]],
    ["rm *.t?t", [["rm", `${wildcard.many}.t${wildcard.one}t`]]],
    [
      "rm $(cat list)",
      [
        ["cat", "list"],
        ["rm", unknown],
      ],
    ],
    ["rm $'\\x61'", [["rm", "a"]]],
  ])("%s", (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  test("redirections and documents belong to their command", () => {
    expect(readShell("sort < in > out <<EOF\none\nEOF\n", {})).toMatchObject([{ words: ["sort"], files: ["in", "out"], input: "one" }]);
  });

  test("a line that does not end is none", () => {
    expect(words("rm 'a")).toBeUndefined();
  });
});

test("the program behind those that only run another one", () => {
  expect(programOf(["sudo", "-u", "root", "timeout", "5", "rm", "-rf", "x"])).toEqual({ name: "rm", args: ["-rf", "x"], more: false });
  expect(programOf(["xargs", "-n", "1", "rm"])).toEqual({ name: "rm", args: [], more: true });
});

test("patterns are no files, and messages of a commit neither", () => {
  expect(pathsAmong({ name: "grep", args: ["-r", "secret", "src"], more: false })).toEqual(["-r", "src"]);
  expect(pathsAmong({ name: "git", args: ["commit", "-m", "Keep secrets", "a.txt"], more: false })).toEqual(["commit", "-m", "a.txt"]);
});

test("wildcards fit whole names, whatever their case", () => {
  expect(globFits(`s${wildcard.many}t`, "Secret")).toBe(true);
  expect(globFits(`s${wildcard.one}t`, "secret")).toBe(false);
});

test("what is said in disguise is said", () => {
  const encoded = Buffer.from("rm secret.txt").toString("base64");
  expect(hiddenTexts(`echo ${encoded} | base64 -d | sh`)).toContain("rm secret.txt");
});
