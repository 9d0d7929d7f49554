import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Without code, where nothing is a link. */
const prose = (text) => text.replace(/```[\s\S]*?(?:```|$)/g, "").replace(/`[^`\n]*`/g, "");

function linksOf({ body, file }) {
  const targets = [...prose(body).matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)].map(([, target]) => target.replace(/#.*$/, ""));
  return targets
    .filter((target) => target !== "" && !/^[a-z][\w+.-]*:|^\//i.test(target))
    .map((target) => ({ target, path: normalize(join(dirname(file), decode(target))) }));
}

function decode(target) {
  try {
    return decodeURI(target);
  } catch {
    // A per cent sign that means itself.
    return target;
  }
}

const isNote = ({ file }) => file !== "index.md" && !/^sources\/|(?:^|\/)readme\.md$/i.test(file);

/** What is wrong with a folder of notes: `{ file, problem }`. */
export function checkNotes(folder, notes) {
  const problems = [];
  const say = (file, problem) => problems.push({ file, problem });
  const index = notes.find(({ file }) => file === "index.md");
  if (index === undefined) say("index.md", "there is no index");
  const listed = new Set(index === undefined ? [] : linksOf(index).map(({ path }) => path));

  for (const note of notes) {
    for (const { target, path } of linksOf(note)) if (!existsSync(join(folder, path))) say(note.file, `the link ${target} leads nowhere`);
    if (!isNote(note)) continue;
    if (index !== undefined && !listed.has(note.file)) say(note.file, "is not in index.md");
    if (note.title === "") say(note.file, "has no title");
    if (!/^\d{4}-\d{2}-\d{2}$/.test(note.head.checked ?? "")) say(note.file, "says nowhere when it was checked (checked: YYYY-MM-DD)");
    const summary = note.body
      .replace(/^\s*#[^\n]*\n/, "")
      .split(/^#{2,}[ \t]/m)[0]
      .trim();
    if (summary === "") say(note.file, "has no summary before its first section");
    if (!/https?:\/\/|\]\(sources\//.test(note.body)) say(note.file, "names no source");
  }
  return problems;
}
