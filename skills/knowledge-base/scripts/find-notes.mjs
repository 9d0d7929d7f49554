/** Words as they are compared: small, without accents. */
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function parseQuery(query) {
  const phrases = [];
  const without = [];
  const rest = query
    .replace(/(-?)"([^"]+)"/g, (_, minus, phrase) => {
      (minus ? without : phrases).push(wordsOf(phrase).join(" "));
      return " ";
    })
    .replace(/(?:^|\s)-(\S+)/g, (_, word) => {
      without.push(wordsOf(word).join(" "));
      return " ";
    });
  const words = [...new Set([...wordsOf(rest), ...phrases.flatMap((phrase) => phrase.split(" "))])];
  return { words, phrases, without: without.filter((text) => text !== "") };
}

const k = 1.2;
const b = 0.75;

/** Notes that fit, best first: BM25 over their words; titles, tags and file names count more, and a word counts for those that begin with it. */
export function findNotes(notes, query, limit) {
  const { words, phrases, without } = parseQuery(query);
  if (words.length === 0) return [];
  const read = notes.map((note) => {
    const strong = wordsOf(`${note.title} ${note.head.tags ?? ""} ${note.file}`);
    const weak = wordsOf(note.body);
    return { note, strong, weak, whole: ` ${[...strong, "|", ...weak].join(" ")} ` };
  });
  const average = Math.max(1, read.reduce((sum, { weak }) => sum + weak.length, 0) / Math.max(1, read.length));
  const count = (list, word) => list.reduce((sum, each) => sum + (each === word ? 1 : each.startsWith(word) && word.length >= 3 ? 0.5 : 0), 0);
  const counts = read.map(({ strong, weak }) => words.map((word) => 4 * count(strong, word) + count(weak, word)));
  const rarity = words.map((_, at) => {
    const having = counts.filter((each) => each[at] > 0).length;
    return Math.log(1 + (read.length - having + 0.5) / (having + 0.5));
  });

  return read
    .map((each, number) => {
      const length = k * (1 - b + (b * each.weak.length) / average);
      const hits = counts[number];
      const part = hits.filter((hit) => hit > 0).length / words.length;
      const score = hits.reduce((sum, hit, at) => sum + (rarity[at] * hit * (k + 1)) / (hit + length), 0) * part;
      const fits = phrases.every((phrase) => each.whole.includes(` ${phrase} `)) && !without.some((text) => each.whole.includes(` ${text} `));
      return { ...each, score: fits ? score : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || (one.note.file < other.note.file ? -1 : 1))
    .slice(0, limit)
    .map(({ note, score }) => ({ file: note.file, title: note.title, score: Math.round(score * 1000) / 1000, ...linesOf(note, words) }));
}

const mostLines = 3;

/** The lines of a note with most of the words, and where the best of them is. */
function linesOf({ body, bodyLine }, words) {
  const lines = body
    .split("\n")
    .map((text, at) => ({ at: at + bodyLine, text: text.trim(), hits: words.filter((word) => wordsOf(text).some((each) => each.startsWith(word))).length }))
    .filter(({ hits, text }) => hits > 0 && !text.startsWith("# "));
  const best = [...lines].sort((one, other) => other.hits - one.hits || one.at - other.at).slice(0, mostLines);
  const shown = [...best].sort((one, other) => one.at - other.at).map(({ text }) => (text.length > 160 ? `${text.slice(0, 159)}…` : text));
  return { line: best[0]?.at ?? bodyLine, lines: shown };
}
