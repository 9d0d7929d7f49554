// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of shell.
import { readScript } from "@instar/shell-words";
import { expect, test } from "vitest";
import { fromFish } from "../src/unwrap/from-fish.ts";
import { fromZsh } from "../src/unwrap/from-zsh.ts";

/** What `rm` is told, once the line is written as other shells would write it. */
const removed = (line: string) => {
  const { commands, problems } = readScript(line, { HOME: "/home/ada", PWD: "/work" });
  return problems.length > 0 ? problems : commands.flatMap(({ words }) => (words[0] === "rm" ? [words.slice(1).join(" ")] : []));
};

const table = (translated: (line: string) => string, rows: readonly (readonly [line: string, ...told: string[]])[]) =>
  expect(rows.map(([line]) => [line, ...removed(translated(line))])).toEqual(rows);

test("a line of zsh removes what it names", () => {
  table(fromZsh, [
    ["for d (/etc /usr) rm $d", "/etc", "/usr"],
    ["for d in /etc /usr; { rm $d }", "/etc", "/usr"],
    ["foreach d (/etc); rm $d; end", "/etc"],
    ["() { rm $1 } /etc", "/etc"],
    ["repeat 2 rm /etc", "/etc"],
    ["list=(/etc /usr); rm $list", "/etc /usr"],
    ["zf_rm /etc", "/etc"],
    ["noglob rm /etc", "/etc"],
    ["{ true } always { rm /etc }", "/etc"],
    ["=rm /etc", "/etc"],
    ["rm /etc/*(.)", "/etc/\uE000"],
    ["d=/etc; rm ${(q)d} $=d", "/etc /etc"],
    ["zargs -- /etc /usr -- rm", "/etc /usr"],
    ["echo 'rm /etc' =(true)"],
  ]);
});

test("a line of fish removes what it names", () => {
  table(fromFish, [
    ["set d /etc; rm $d", "/etc"],
    ["set -gx list /etc /usr; rm $list", "/etc /usr"],
    ["for d in /etc /usr; rm $d; end", "/etc", "/usr"],
    ["if test -d x; rm /etc; else if test -d y; rm /usr; end", "/etc", "/usr"],
    ["test -d x; and rm /etc", "/etc"],
    ["function gone; rm $argv[1]; end; gone /etc", "/etc"],
    ["function gone; rm $argv; end; gone /etc /usr", "/etc /usr"],
    ["rm (echo /etc)", "/etc"],
    ["switch a; case a b; rm /etc; case '*'; rm /usr; end", "/etc", "/usr"],
    ["begin; rm /etc; end", "/etc"],
    ["while read d; rm $d; end < list", "\uE00F"],
    ["echo 'rm /etc; end'"],
  ]);
});
