// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of shell.
import { expect, test } from "vitest";
import { commandsOf, expectLastWords, lastWords } from "./reading.ts";

test("what a line sets is known behind it", () => {
  expectLastWords([
    ["X=notes; rm $X.txt", "rm", "notes.txt"],
    ["X='-rf /'; rm $X \"$X\"", "rm", "-rf", "/", "-rf /"],
    ["X=r; X+=m; $X -rf /", "rm", "-rf", "/"],
    ["export A=1 B=$HOME; echo $A $B", "echo", "1", "/home/kira"],
    ["declare -r x=rm; $x", "rm"],
    ["command export x=rm; $x", "rm"],
    ['a=(rm -rf /); "${a[@]}" ${a[2]} ${#a[@]}', "rm", "-rf", "/", "/", "3"],
    ['a=(x); a+=(y z); echo "${a[*]}" ${a[-1]}', "echo", "x y z", "z"],
    ["declare -A m; m[k]=rm; ${m[k]} x", "rm", "x"],
    ["read -r a b <<< 'rm -rf /'; $a $b", "rm", "-rf", "/"],
    ["read -ra list <<< 'a b'; echo ${list[1]}", "echo", "b"],
    ["mapfile -t list < <(printf 'a\\nb\\n'); echo ${list[1]}", "echo", "b"],
    ["printf -v x %s%s r m; $x", "rm"],
    ['set -- rm -rf /; "$@" $# $2', "rm", "-rf", "/", "3", "-rf"],
    ["set -- a b c; shift 2; echo $1", "echo", "c"],
    ["IFS=,; x=rm,-rf,/; $x", "rm", "-rf", "/"],
    ["unset X; rm -rf $X/", "rm", "-rf", "/"],
    ["X=1 make; echo $X", "echo", "<!>"],
    ["eval 'X=rm'; $X x", "rm", "x"],
    ["rm x; echo $_", "echo", "x"],
    ["cd sub && rm -rf $PWD $OLDPWD", "rm", "-rf", "/work/sub", "/work"],
    ["(X=rm); echo $X", "echo", "<!>"],
    ["i=2; echo $((i * 3 + 0x10)) $((i++)) $i $((nobody + $HIDDEN))", "echo", "22", "2", "3", "<!><?>"],
  ]);
});

test("expansions of variables do what a shell does", () => {
  expectLastWords([
    ['echo ${N:-a b} "${N:-a b}" ${HOME:+set} ${HOME:-no}', "echo", "a", "b", "a b", "set", "/home/kira"],
    ["echo ${N:=x} $N", "echo", "x", "x"],
    ["E=; echo a${E:-x} b${E-x} c${E:+x}", "echo", "ax", "b", "c"],
    ["rm -rf ${X:?}/ ${HOME:?}", "rm", "-rf", "<!><?>/", "/home/kira"],
    ["x=a/b/c.tar.gz; echo ${x#*/} ${x##*/} ${x%.*} ${x%%.*}", "echo", "b/c.tar.gz", "c.tar.gz", "a/b/c.tar", "a/b/c"],
    ["x=aXbX; echo ${x/X/-} ${x//X/-} ${x/#a/-} ${x/%X/-} ${x//[ab]}", "echo", "a-bX", "a-b-", "-XbX", "aXb-", "XX"],
    ["x=abcrm; echo ${x:3:2} ${x: -2} ${x:1:-1} ${#x}", "echo", "rm", "rm", "bcr", "5"],
    ["x=ls; y=x; ${!y}", "ls"],
    ["x=RM; echo ${x,,} ${x,} ${x@L}", "echo", "rm", "rM", "rm"],
    ["x=rm; echo ${x^^} ${x^}", "echo", "RM", "Rm"],
    ["echo ${UNSET#x} ${UNSET:1:2}", "echo", "<!>", "<!>"],
  ]);
});

test("what hangs on a condition is read both ways", () => {
  const both = (line: string) => commandsOf(line).flatMap(({ words }) => (words[0] === "rm" ? [words[1]] : []));
  expect(both("if [ -d x ]; then D=/; else D=build; fi; rm $D")).toEqual(["/", "build"]);
  expect(both('D=build; [ -n "$1" ] && D=/; rm $D')).toEqual(["build", "/"]);
  expect(both("case $1 in a) D=x;; b) D=y;; esac; rm $D")).toEqual(["x", "y"]);
  expect(both("mkdir out && D=out && rm $D")).toEqual(["out"]);
  expect(lastWords("if true; then D=x; else D=y; fi; rm $D")).toEqual(["rm", "x"]);
  expect(lastWords("D=x; false && D=y; rm $D")).toEqual(["rm", "x"]);
});

test("a line within the line learns what is known by then", () => {
  const [, command] = commandsOf("A=1; B=2 sh -c 'echo $A $B'");
  expect(command).toMatchObject({ settings: { B: "2" }, known: { A: "1", B: "2" } });
});
