// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of shell.
import { test } from "vitest";
import { expectLastWords } from "./reading.ts";

test("quotes, backslashes and disguises make the word that a shell makes", () => {
  expectLastWords([
    ["rm -rf 'a b' \"c\" d\\ e", "rm", "-rf", "a b", "c", "d e"],
    ["r\\m ''x \"\"", "rm", "x", ""],
    ["r''m r\"\"m 'r'\"m\"", "rm", "rm", "rm"],
    ["$'\\x72\\155' $'a\\tb' $\"hi\"", "rm", "a\tb", "hi"],
    ['echo "a\\"b\\$c\\d"', "echo", 'a"b$c\\d'],
    ["r\\\nm x", "rm", "x"],
    ["rm *.t?t [ab]c !(x)", "rm", "<*>.t<?>t", "<?>c", "<*>"],
    ["rm '*' \\*", "rm", "*", "*"],
    ["X='*.c'; rm $X", "rm", "<*>.c"],
    ['X="*.c"; rm "$X"', "rm", "*.c"],
    ["rm${IFS}-rf${IFS}/", "rm", "-rf", "/"],
    ["rm$IFS$9-rf$IFS/", "rm", "-rf", "/"],
    ["r$@m -rf /", "rm", "-rf", "/"],
    ['rm $NOBODY_KNOWS/ "$ME"', "rm", "<!>/", "<!>"],
    ["rm /$1 $(date)", "rm", "/<!>", "<!>"],
  ]);
});

test("a tilde is the home folder where a shell takes it for one", () => {
  expectLastWords([
    ["ls ~ ~/x ~kira ~root/y", "ls", "/home/kira", "/home/kira/x", "/home/kira", "/root/y"],
    ["ls '~' \\~ a~ \"~/x\"", "ls", "~", "~", "a~", "~/x"],
    ["dd of=~/x", "dd", "of=/home/kira/x"],
    ["X=~/x; ls $X ~+", "ls", "/home/kira/x", "/work"],
  ]);
});

test("braces become words before anything else", () => {
  expectLastWords([
    ["{rm,-rf,/}", "rm", "-rf", "/"],
    ["rm a{b,c{d,e}}f", "rm", "abf", "acdf", "acef"],
    ["echo {1..3} {a..e..2} {03..1} x{,y}", "echo", "1", "2", "3", "a", "c", "e", "03", "02", "01", "x", "xy"],
    ["echo {a} {a,b '{a,b}' \\{a,b}", "echo", "{a}", "{a,b", "{a,b}", "{a,b}"],
    ["X=x; echo {$X,'a b'}~ ~/{c,d}", "echo", "x~", "a b~", "/home/kira/c", "/home/kira/d"],
  ]);
});
