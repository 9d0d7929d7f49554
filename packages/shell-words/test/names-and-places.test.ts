// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of shell.
import { expect, test } from "vitest";
import { commandsOf, expectLastWords, shown } from "./reading.ts";

/** The words of all its commands with this name. */
const all = (name: string, line: string) => commandsOf(line).flatMap(({ words }) => (words[0] === name ? [shown(words.slice(1).join(" "))] : []));
/** What its last command reads. */
const input = (line: string) => commandsOf(line).at(-1)?.input;

test("a name that stands for another is the other", () => {
  expectLastWords([
    ["D=/etc; declare -n r=D; rm $r", "rm", "/etc"],
    ["declare -n r=D; r=/etc; rm $D", "rm", "/etc"],
    ["f() { local -n out=$1; out=/etc; }; f D; rm $D", "rm", "/etc"],
    ["D=/etc; typeset -n r=D; unset -n r; rm $D", "rm", "/etc"],
  ]);
});

test("the folders that were left are known", () => {
  expectLastWords([
    ["pushd /etc; rm $PWD", "rm", "/etc"],
    ["pushd /etc; popd; rm $PWD", "rm", "/work"],
    ["pushd /etc; pushd /usr; popd; rm $PWD", "rm", "/etc"],
    ["pushd /etc; pushd; rm $PWD ~1", "rm", "/work", "/etc"],
    ["pushd /etc; rm ~+/a ~-/b", "rm", "/etc/a", "/work/b"],
    ["cd /etc; cd -; rm $PWD", "rm", "/work"],
    ["CDPATH=/etc; cd apt; rm $PWD", "rm", "/etc/apt"],
    ["CDPATH=/etc; cd ./apt; rm $PWD", "rm", "/work/apt"],
    ["popd; rm $PWD", "rm", "<!>"],
  ]);
});

test("an open file gives what it was opened with, and takes what it is told", () => {
  expect(input("exec 3<<< 'rm x'; sh <&3")).toBe("rm x");
  expect(input("exec 3< <(echo rm x); sh /dev/fd/3")).toBe("rm x");
  expect(input("exec {in}<<< 'rm x'; bash <&$in")).toBe("rm x");
  expect(input("exec 4> f; echo rm x >&4; sh f")).toBe("rm x");
  expect(input("sh 3<<< 'rm x' <&3")).toBe("rm x");
  expect(all("rm", "exec 3<<< $'a\\nb'; while read -u 3 d; do rm $d; done")).toEqual(["a", "b"]);
});

test("what is told to a coprocess, it reads", () => {
  expect(commandsOf("coproc sh; echo rm x >&${COPROC[1]}").some((command) => command.words[0] === "sh" && command.input === "rm x")).toBe(true);
  expect(all("rm", "coproc { rm a; }")).toEqual(["a"]);
});

test("options of a script are taken one by one", () => {
  expect(all("rm", 'set -- -d /etc; while getopts "d:" o; do case $o in d) rm $OPTARG;; esac; done')).toEqual(["/etc"]);
  expect(all("rm", 'f() { getopts "rx:" o; getopts "rx:" o; rm $o $OPTARG; }; f -rx /etc')).toEqual(["x /etc"]);
});

test("lists that are read from a file or a pipe have their items", () => {
  expectLastWords([
    ["mapfile -t list <<< $'a\\nb'; rm ${list[@]}", "rm", "a", "b"],
    ["mapfile -d : -t list <<< a:b; rm ${list[0]}", "rm", "a"],
    ["mapfile -t < <(echo a); rm $MAPFILE", "rm", "a"],
  ]);
});

test("names that programs find go on into loops and pipes, with wildcards for what nobody has looked at", () => {
  expect(all("rm", "for f in $(ls); do rm $f; done")).toEqual(["<*>"]);
  expect(all("rm", "for f in $(find /etc -name '*.conf'); do rm $f; done")).toEqual(["/etc/<*>.conf"]);
  expect(all("rm", "find /etc -type f | while read f; do rm $f; done")).toEqual(["/etc/<*><*>"]);
  expect(all("rm", "find build -maxdepth 1 | sort | while read f; do rm $f; done")).toEqual(["build/<*>"]);
  expect(all("rm", "git ls-files | while read -r f; do rm $f; done")).toEqual(["./<*>"]);
  expect(input("ls /etc | head -3 | xargs rm")).toBe("\uE000");
  expect(input("ls | grep old | xargs rm")).toBe("found.by");
});
