import { expect, test } from "vitest";
import { judgeCommand } from "../src/index.ts";
import { world } from "./fixtures/world.ts";

const many = (count: number, make: (index: number) => string, between = "\n") => Array.from({ length: count }, (_, index) => make(index)).join(between);
const passing = (lines: Readonly<Record<string, string>>) => Object.keys(lines).filter((name) => judgeCommand(lines[name] ?? "", world).verdict === "allow");
const stopped = (lines: Readonly<Record<string, string>>) => Object.keys(lines).filter((name) => judgeCommand(lines[name] ?? "", world).verdict !== "allow");
const long = "x".repeat(21_000);

test("what is hidden behind more than is looked at is asked for", () => {
  expect(
    passing({
      "code behind many names": `python3 <<'E'\n${many(1_100, (index) => `x${index} = ${index}`)}\nimport shutil\nshutil.rmtree("/home/ada")\nE`,
      "code behind a long text": `node -e 'const x = "${long}"; require("child_process").execSync("rm -rf /home/ada")'`,
      "code behind a comment": `perl -e '# ${long}\nsystem("rm -rf /home/ada")'`,
      "a line behind a long text in code": `python3 -c 'import os; os.system("echo ${long.slice(0, 5_000)}; rm -rf /home/ada")'`,
      "the last of many in a list": `python3 -c 'import subprocess; subprocess.run(["rm", "-rf", ${many(300, (index) => `"d${index}"`, ", ")}, "/home/ada"])'`,
      "the last value of a name": `python3 -c 'import shutil\n${many(40, (index) => `t = "dist/${index}"`)}\nt = "/home/ada"\nshutil.rmtree(t)'`,
      "code in code": `python3 -c '${many(20, (index) => `exec("x=${index}")`)}\nexec("import os; os.system(\\"rm -rf /home/ada\\")")'`,
      "the last thing for xargs": `xargs rm -rf <<E\n${many(1_100, (index) => `d${index}`)}\n/etc\nE`,
      "the last thing for xargs -I": `printf '%s\\n' ${many(300, (index) => `d${index}`, " ")} /etc | xargs -I{} rm -rf {}`,
      "the last line that a loop reads": `while read x; do rm -rf "$x"; done <<E\n${many(300, (index) => `d${index}`)}\n/etc\nE`,
      "the last file that was written": `${many(70, (index) => `echo echo > f${index}.sh`)}\necho 'rm -rf ~' > z.sh; sh z.sh`,
      "the last link": `${many(20, (index) => `ln -s /tmp/x${index} l${index}`)}\nln -s / l; rm -rf l/`,
      "the last script of an editor": `sed ${many(70, (index) => `-e s/a${index}/b/`, " ")} -e '1e rm -rf ~' f`,
      "the last redirection": `echo x ${many(300, (index) => `> ../f${index}`, " ")} > /dev/sda`,
      "the last rule of a makefile": `cat > Makefile <<'E'\n${many(300, (index) => `t${index}:\n\techo`)}\nz:\n\trm -rf ~\nE\nmake z`,
      "the last statement": `psql prod <<'E'\n${many(1_100, (index) => `select something from table_${index};`)}\ndrop database shop;\nE`,
      "a statement behind a comment": `psql -c "/* ${long} */ drop database shop"`,
      "a script of a long package.json": `cat > package.json <<'E'\n{"description":"${long}","scripts":{"z":"rm -rf ~"}}\nE\nnpm run z`,
      "a value that is looked at again": `x='${long}$(rm -rf ~)'; echo "\${x@P}"`,
      "a path that no system takes": `rm -rf /${"./".repeat(3_000)}home/ada`,
      "a pattern in a path that no system takes": `rm -rf ${"dist/../".repeat(900)}../../../ad*`,
    }),
  ).toEqual([]);
});

test("what is long and does nothing passes", () => {
  expect(
    stopped({
      data: `cat > data.json <<'E'\n${many(2_500, (index) => `{ "id": ${index}, "name": "someone ${index}" }`)}\nE`,
      "code without calls that matter": `python3 <<'E'\n${many(1_500, (index) => `x${index} = {"a": ${index}, "b": "text ${index}"}`)}\nprint(len(x1))\nE`,
      "a loop over lines": `while read x; do echo "$x"; done <<E\n${many(300, (index) => `d${index}`)}\nE`,
      "many files": `git add ${many(900, (index) => `src/f${index}.ts`, " ")}`,
    }),
  ).toEqual([]);
});

test("code that a pattern could take apart in many ways is judged at once", () => {
  const began = performance.now();
  judgeCommand(`awk '# ${long}\nBEGIN { x = ${"y".repeat(600)} print ${"z ".repeat(300)} }'`, world);

  expect(performance.now() - began).toBeLessThan(2_000);
});
