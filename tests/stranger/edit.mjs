// What a page tells people to change by hand: `node edit.mjs <changes>`, where a line names a file, and each `- old` is followed by its `+ new`.
import { readFileSync, writeFileSync } from "node:fs";

let file = "";
let old = "";
for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const text = line.slice(2);
  if (line.startsWith("- ")) old = text;
  else if (line.startsWith("+ ")) {
    const source = readFileSync(file, "utf8");
    if (source.split(old).length !== 2) throw new Error(`${file} should have this once: ${old}`);
    writeFileSync(
      file,
      source.replace(old, () => text),
    );
  } else file = line;
}
