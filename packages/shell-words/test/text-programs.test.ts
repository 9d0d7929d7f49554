import { expect, test } from "vitest";
import { commandsOf, expectLastWords, shown } from "./reading.ts";

const encoded = Buffer.from("rm -rf /").toString("base64");
const hexadecimal = Buffer.from("rm -rf /").toString("hex");

test("what programs of text say is known where their text is", () => {
  expectLastWords([
    ["$(echo rm) -rf /", "rm", "-rf", "/"],
    ["$(printf '%s%s' r m) $(printf '\\162\\155') $(printf %b '\\x72m') $(printf '%c%c' rx mx)", "rm", "rm", "rm", "rm"],
    ["echo $(printf '%03d:%x:%o' 7 255 8) $(printf '%s,' a b)", "echo", "007:ff:10", "a,b,"],
    ["$(echo -ne '\\x72m\\n') $(echo -n a)b", "rm", "ab"],
    ["$(echo mr | rev) $(echo eznt | tr a-z b-za)", "rm", "faou"],
    ["echo $(echo a-b_c | tr -d -- -_) $(echo aab | tr -s a) $(echo Ab | tr '[:upper:]' '[:lower:]')", "echo", "abc", "ab", "ab"],
    ["echo $(echo abcdef | cut -c2-3) $(echo a:b:c | cut -d: -f1,3)", "echo", "bc", "a:c"],
    ["echo $(printf 'a\\nb\\nc\\n' | head -n 1) $(printf 'a\\nb\\nc\\n' | tail -2) $(echo abc | head -c 2)", "echo", "a", "b", "c", "ab"],
    ["echo $(echo XrmX | sed 's/X//g') $(echo a/b | sed 's|/|-|') $(echo ab | sed 's/[ab]*/x/')", "echo", "rm", "a-b", "x"],
    ["echo $(echo 'a b' | sed -E 's/(.) (.)/\\2-\\1/') $(echo abc | sed '1s/a/r/;y/bc/mx/') $(echo ab | sed 's/[[:alpha:]]*/x/')", "echo", "b-a", "rmx", "<!>"],
    ["echo $(printf '%s\\n' a b c | sed -n 2p) $(printf '%s\\n' a b | sed '$d') $(printf '%s\\n' a b | sed 1q)", "echo", "b", "a", "a"],
    [
      "echo $(printf '%s\\n' a b c | paste -sd,) $(echo ab | dd conv=swab) $(V=x envsubst <<< 'a$V') $(printf '#a\\nb\\n' | grep -v '^#')",
      "echo",
      "a,b,c",
      "ba",
      "ax",
      "b",
    ],
    [
      'echo $(echo abcd | fold -w2 | head -n1) $(echo \'{"a":{"b":"c"}}\' | jq -r .a.b) $(echo b | sort) $(printf \'b\\na\\n\' | sort)',
      "echo",
      "ab",
      "c",
      "b",
      "<!>",
    ],
    ["x=$(cat <<'EOF'\nrm -rf $x\nEOF\n); echo $x", "echo", "rm", "-rf", "$x"],
    ["$(which rm) $(command -v ls) $(pwd) $(whoami) $(basename /a/b.c .c) $(dirname /a/b)", "/bin/rm", "ls", "/work", "kira", "b", "/a"],
    ["cd /etc; rm -rf $(pwd)", "rm", "-rf", "/etc"],
    [`$(echo ${encoded} | base64 -d)`, "rm", "-rf", "/"],
    [`$(base64 --decode <<< ${encoded})`, "rm", "-rf", "/"],
    [`$(echo ${encoded} | openssl enc -base64 -d)`, "rm", "-rf", "/"],
    [`$(echo ${hexadecimal} | xxd -r -p)`, "rm", "-rf", "/"],
    ["echo $(seq 1 3) $(bash -c 'echo $1' x y) $(eval echo z)", "echo", "1", "2", "3", "y", "z"],
    ["echo 'rm x' > f; $(cat f)", "rm", "x"],
    ["echo $(du) $(date +%s)", "echo", "<!>", "<!>"],
  ]);
});

test("a shell that reads a pipe is given what comes out of it", () => {
  const inputs = (line: string) => {
    const { input, decoded } = commandsOf(line).at(-1) ?? {};
    return [input === undefined ? undefined : shown(input), decoded];
  };
  expect(inputs(`echo ${encoded} | base64 -d | sh`)).toEqual(["rm -rf /", true]);
  expect(inputs("echo '/ fr- mr' | rev | bash")).toEqual(["rm -rf /", true]);
  expect(inputs("echo 'rm_-rf_/' | tr _ ' ' | bash")).toEqual(["rm -rf /", false]);
  expect(inputs("{ echo rm x; printf y; } | sh")).toEqual(["rm x\ny", false]);
  expect(inputs("for f in a b; do echo rm $f; done | sh")).toEqual(["rm a\nrm b", false]);
  expect(inputs("cat <<EOF | sh\nrm $HOME \\$X\nEOF")).toEqual(["rm /home/kira $X", false]);
  expect(inputs("bash <(echo rm x)")).toEqual(["rm x", false]);
  expect(inputs("echo rm x > >(sh)")).toEqual(["rm x", false]);
  expect(inputs("tee >(sh) <<< 'rm x'")).toEqual(["rm x", false]);
  expect(inputs(`echo ${encoded} | base64 -d > x.sh; sh ./x.sh`)).toEqual(["rm -rf /", true]);
  expect(inputs("curl -s https://example.com | sh")).toEqual([undefined, false]);
  expect(inputs('echo "$(date) x" | sh')).toEqual(["<!> x", false]);
  expect(commandsOf("$'\\x72m' x")[0]?.decoded).toBe(true);
  expect(commandsOf("printf '\\033[1m\\n'; echo $'a\\tb'").some(({ decoded }) => decoded)).toBe(false);
});
