#!/usr/bin/env node
// node search.mjs FOLDER "words" [--limit N] [--json]   or   node search.mjs FOLDER --check
import { parseArgs } from "node:util";
import { checkNotes } from "./check-notes.mjs";
import { findNotes } from "./find-notes.mjs";
import { readNotes } from "./read-notes.mjs";

const usage = `node search.mjs FOLDER "words"   notes that fit, best first ("in this order", -without)
  --limit N                       at most so many, default 10
  --json                          one JSON list: file, line, title, score, lines
node search.mjs FOLDER --check   what is wrong with the index, links and heads of notes
Exit codes: 0 found or fine, 1 nothing found or something wrong, 2 wrongly called.
`;

function readArguments() {
  try {
    const options = { limit: { type: "string", default: "10" }, json: { type: "boolean" }, check: { type: "boolean" }, help: { type: "boolean", short: "h" } };
    // A word with a hyphen before it is one of the search, not an option.
    const own = process.argv.slice(2).map((word) => (/^-(?!-|h$)./.test(word) ? ` ${word}` : word));
    const { values, positionals } = parseArgs({ args: own, allowPositionals: true, options });
    const [folder, ...words] = positionals;
    return { ...values, folder, words: words.join(" "), limit: Number(values.limit) };
  } catch {
    // An option that there is not: told below.
    return {};
  }
}

const { folder, words = "", limit, json, check, help } = readArguments();
const print = (text) => process.stdout.write(text);

if (help) print(usage);
else if (folder === undefined || (check === true) === (words.trim() !== "") || !(limit >= 1)) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  try {
    const notes = readNotes(folder);
    const found = check ? checkNotes(folder, notes) : findNotes(notes, words, limit);
    if (json) print(`${JSON.stringify(found)}\n`);
    else if (check)
      print(found.length === 0 ? `${notes.length} notes, nothing is wrong.\n` : `${found.map(({ file, problem }) => `${file}: ${problem}`).join("\n")}\n`);
    else if (found.length === 0) print(`None of ${notes.length} notes fits. Try other words.\n`);
    else print(found.map(({ file, line, title, lines }) => `${file}:${line}  ${title}\n${lines.map((text) => `    ${text}\n`).join("")}`).join("\n"));
    process.exitCode = (found.length === 0) === (check === true) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
