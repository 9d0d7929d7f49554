import { expect, test } from "vitest";
import { isDryRun, takesIgnored } from "../src/index.ts";

const words = (line: string) => line.split(" ").slice(1);

test.each([
  "git clean -ndx",
  "git clean -xdfn",
  "git clean -n -d -x",
  "git clean --dry-run -fdx",
  "git clean --dry -x",
  "git clean -fd",
  "git clean -fde x",
  "git clean -fdex",
  "git clean -fd -- -x",
  "git clean -f -e -x",
  "git add -nf .",
  "git add x",
])("takes nothing that is left out: %s", (line) => {
  expect(takesIgnored(words(line))).toBe(false);
});

test.each([
  "git clean -fdx",
  "git clean -X",
  "git -C . clean -fdx",
  "git clean -fdxe n",
  "git clean -fdxen",
  "git clean -xf -e -n",
  "git clean -fdx -- -n",
  "git add -f x",
])("takes what is left out: %s", (line) => {
  expect(takesIgnored(words(line))).toBe(true);
});

test("of two wishes the later one counts", () => {
  expect(isDryRun(["-n", "--no-dry-run"])).toBe(false);
  expect(isDryRun(["--no-dry-run", "-n"])).toBe(true);
});
