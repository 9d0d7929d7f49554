// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of shell.
import { expect, test } from "vitest";
import { countWork } from "../../../tests/work-done.ts";
import { readScript } from "../src/index.ts";

const lines = [
  "git commit -m 'Keep it' && npm test",
  'for f in *.ts; do echo "${f%.ts}"; done | sort -u > out',
  "find . -name '*.ts' -exec rm {} \\;",
  "X=$(echo a | tr a b); echo ${X:-c} $((1 + 2))",
  "cat <<EOF | sh\nrm $HOME\nEOF",
  "f() { f | f & }; f {a,b}{1..9}",
  "while read -r a b; do echo $b; done <<< 'x y'",
  "if [[ -f x && $a == b ]]; then case $x in a|b) ls;; esac; fi",
  'a=(1 2); echo "${a[@]}" ${!a} ${a//1/2} ${a:1:2}',
  "echo cm0= | base64 -d | rev | cut -c1-2 | sed s/a/b/ | bash",
];
const pieces =
  "$( ` ${ } ) ' \" \\ | & ; \n <<EOF\n <<< {a,b} $(( )) [ * $x x=$x$x; <( > >( eval alias (( [[ ]] function coproc ! time $'\\x41' # ~ / \uE00F | rev f() { }; do done".split(
    " ",
  );

test("no mutation of a line makes it throw, and each is read at once", () => {
  let seed = 20_261_122;
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % limit;
  };
  const worked = countWork();
  const failed: string[] = [];
  const count = 8_000;
  for (let round = 0; round < count; round++) {
    let line = lines[below(lines.length)] as string;
    for (let change = below(5); change >= 0; change--) {
      const at = below(line.length + 1);
      const kind = below(4);
      if (kind < 2) line = line.slice(0, at) + pieces[below(pieces.length)] + line.slice(at);
      else if (kind === 2) line = line.slice(0, at) + line.slice(at + 1 + below(3));
      else line += [" | ", "; ", " && ", "\n"][below(4)] + (lines[below(lines.length)] as string);
    }
    const { problems } = readScript(line, { HOME: "/home/kira" });
    if (problems.some((problem) => problem.startsWith("Part of it could not be read"))) failed.push(line);
  }
  expect(failed).toEqual([]);
  expect(worked() / count).toBeLessThan(2);
});
