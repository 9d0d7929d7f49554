/** Of more, those are left out that only ask or add. */
const mostStatements = 4_000;
const mostTags = 400;

/** What stands between two `$tag$`: run at once behind `DO`, only kept anywhere else. */
function withoutDollars(text: string): string {
  let out = "";
  let from = 0;
  for (let count = 0; count < mostTags; count++) {
    const opening = /\$(?:[A-Za-z_]\w{0,30})?\$/.exec(text.slice(from));
    if (opening === null) break;
    const [tag] = opening;
    const start = from + opening.index + tag.length;
    const end = text.indexOf(tag, start);
    if (end === -1) break;
    const before = text.slice(from, start - tag.length);
    const isRun = /\bdo\s+(?:language\s+\w+\s+)?$/i.test(before.slice(-60));
    out += isRun ? `${before};${text.slice(start, end).replace(/\b(?:begin|then|loop|else|declare)\b/gi, ";")};` : `${before}''`;
    from = end + tag.length;
  }
  return out + text.slice(from);
}

/** What makes statements out of texts. */
const making = /\\gexec\b|\b(?:execute|prepare|sp_executesql|exec)\b/i;
const literal = /'((?:[^'\\]|\\.|'')*)'/g;

/** Texts in quotes that begin as what takes something away. */
const madeStatements = (text: string): readonly string[] =>
  [...text.matchAll(literal)].map(([, inner = ""]) => inner.replaceAll("''", "'")).filter((inner) => /^\s*(?:drop|truncate|delete|alter)\b/i.test(inner));

/** A text of SQL, statement by statement, without its comments; what stands in quotes is left out unless something makes a statement of it. */
export function statementsOf(text: string): readonly string[] {
  const plain = withoutDollars(
    text
      .replace(/--[^\n]*/g, " ")
      .replace(/^[ \t]*\\(?:echo|qecho|warn|prompt|set|pset|timing|x|q|c|connect)\b[^\n]*/gm, " ")
      .replace(/\/\*!?\d*([\s\S]*?)\*\//g, (whole, inner: string) => (whole.startsWith("/*!") ? inner : " ")),
  );
  const made = making.test(plain) ? madeStatements(plain) : [];
  return [...plain.replace(literal, "''").split(";"), ...made]
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter((statement) => statement !== "")
    .slice(0, mostStatements);
}
