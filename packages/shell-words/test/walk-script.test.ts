import { expect, test } from "vitest";
import { readScript } from "../src/index.ts";
import { commandsOf, shown } from "./reading.ts";

/** `words in what they stand`, one a line. */
const told = (line: string) => commandsOf(line).map(({ words, within }) => [shown(words.join(" ")), ...within].join(" @"));

test("commands of every construct are told, with what they stand in", () => {
  expect(told("cd x && ls; (rm a) & { rm b; }")).toEqual(["cd x", "ls", "rm a @background @subshell", "rm b"]);
  expect(told("if test x; then rm a; elif rm b; then rm c; else rm d; fi")).toEqual([
    "test x",
    "rm a @condition",
    "rm b",
    "rm c @condition",
    "rm d @condition",
  ]);
  expect(told("case $x in a|b) rm a;; *) rm b;; esac")).toEqual(["case <!> in", "rm a @condition", "rm b @condition"]);
  expect(told("for d in /etc /usr; do rm $d; done")).toEqual(["for d in /etc /usr", "rm /etc @loop", "rm /usr @loop"]);
  expect(told("for ((i=0; i<2; i++)); do rm $i; done")).toEqual(["rm 0 @loop", "rm 1 @loop"]);
  expect(told("select d in a b; do rm $d; done")).toEqual(["select d in a b", "rm a @loop", "rm b @loop"]);
  expect(told("while true; do rm a; done; until rm b; do :; done")).toEqual(["true @loop", "rm a @loop", "rm b @loop", ": @loop"]);
  expect(told("while read d; do rm $d; done <<< $'a\\nb'")).toEqual(["read d @loop", "rm a @loop", "read d @loop", "rm b @loop"]);
  expect(told("coproc rm a; [[ -f $(du) ]] && rm b")).toEqual(["rm a @background", "du @substitution", "[[ -f <!> ]]", "rm b"]);
  expect(told("diff <(rm a) `rm b` $((1 + $(rm c)))")).toEqual(["rm a @substitution", "rm b @substitution", "rm c @substitution", "diff <!> <!> <!><?>"]);
  expect(told("time ! rm a || exec rm b")).toEqual(["rm a", "exec rm b"]);
});

test("functions are read with the arguments of each call, and for themselves when nobody calls them", () => {
  expect(told('f() { rm "$1"; }; f a; f b')).toEqual(["f a", "rm a @function", "f b", "rm b @function"]);
  expect(told("function f { rm $1; }; trap f EXIT")).toEqual(["trap f EXIT", "rm <!> @function"]);
  expect(told('f() { local x=$1; shift; rm $x "$@"; }; f a b c').at(-1)).toBe("rm a b c @function");
  expect(told("alias x='rm -rf'; x /")).toEqual(["alias x=rm -rf", "x /", "rm -rf /"]);
});

test("functions that a shell of the line calls are left to who reads what that shell is given", () => {
  const isRead = (line: string) => told(`f() { rm "$1"; }; export -f f; ${line}`).includes("rm <!> @function");
  for (const line of ["bash -c 'f a'", "ls | xargs -I{} bash -c 'f {}'", "x=$(bash -c 'cd a && f b')", "parallel -j 2 f ::: a b", "bash <<< 'f a'"])
    expect(isRead(line), line).toBe(false);
  for (const line of ["bash -c 'echo f a'", "bash -c 'fa b'", "./f.sh", "parallel echo ::: f", "sh -c 'f a'"]) expect(isRead(line), line).toBe(true);
  expect(told("f() { rm $1; }; bash -c 'f a'")).toContain("rm <!> @function");
  expect(told("f() { rm $1; }; g() { f $1; }; export -f f g; bash -c 'g a'")).toEqual(["export -f f g", "bash -c g a"]);
  const { known } = commandsOf("f() { rm $1; }; g() { f $1; }; export -f f g; bash -c 'g a'").at(-1) ?? { known: {} };
  expect(Object.keys(known)).toEqual(["BASH_FUNC_g%%", "BASH_FUNC_f%%"]);
});

test("a function that calls itself through a pipe or in the background is a bomb", () => {
  const recursive = (line: string) => readScript(line, {}).recursive;
  expect(recursive(":(){ :|:& };:")).toEqual([":"]);
  expect(recursive("bomb() { bomb & bomb; }; bomb")).toEqual(["bomb"]);
  expect(recursive("a() { b | cat; }; b() { a; }; a")).toEqual(["a"]);
  expect(recursive("f() { [ $1 -gt 0 ] && f $(($1 - 1)); }; f 3")).toEqual([]);
});

test("a command tells its files, its settings, its text and where its input is from", () => {
  expect(commandsOf("sort < in > out 2>&1 <<EOF\none\nEOF\n")[0]).toMatchObject({
    files: ["in", "out"],
    redirections: [
      { operator: "<", target: "in" },
      { operator: ">", target: "out" },
      { operator: ">&", target: "1" },
    ],
    input: "one",
  });
  expect(commandsOf("X=1 Y=(a b) make -j  2")[0]).toMatchObject({
    settings: { X: "1", Y: "a b" },
    assigned: ["1", "a", "b"],
    source: "X=1 Y=(a b) make -j  2",
  });
  expect(commandsOf("curl x | tee y | sh").map(({ reads, piped }) => [reads, piped])).toEqual([
    [undefined, true],
    [0, true],
    [1, false],
  ]);
  expect(commandsOf("{ rm a; } > out < in").map(({ words, files }) => [words.length, files.length])).toEqual([
    [0, 2],
    [2, 0],
  ]);
  expect(commandsOf(`echo ${"x".repeat(300)}`)[0]?.source).toHaveLength(200);
});

test("what a shell refuses, and what is too deep or too long, is a problem, and the rest is told", () => {
  for (const line of ["rm 'a", "rm )", "if true; then", "rm |", "echo $(", "cat x; for"]) expect(readScript(line, {}).problems, line).not.toEqual([]);
  expect(readScript("rm a; echo 'x", {}).commands[0]?.words).toEqual(["rm", "a"]);
  const deep = readScript(`${"echo $(".repeat(9)}rm${")".repeat(9)}`, {});
  expect(deep.problems).toEqual(["Its commands stand in one another more than 8 deep."]);
  expect(readScript(`x=aaaaaaaaaa; ${"x=$x$x; ".repeat(30)}`, {}).problems).not.toEqual([]);
  expect(readScript("x; ".repeat(6_000), {}).commands).toHaveLength(1_500);
  const loops = readScript(`${"for i in {1..64}; do ".repeat(6)}rm $i${"; done".repeat(6)}`, {});
  expect(loops.commands.length).toBeLessThanOrEqual(1_500);
  const sum = readScript(`echo $((${"1+".repeat(9_000)}1)); rm a`, {});
  expect(sum.commands.at(-1)?.words).toEqual(["rm", "a"]);
});
