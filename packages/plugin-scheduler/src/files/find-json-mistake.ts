/** Where a text stops being JSON, counted from 1, and what is wrong there. Undefined: nowhere. */
export interface JsonMistake {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

const token = /\s*(?:("(?:[^"\\\r\n\t]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([[\]{},:]))/y;

/** The platform does not always say where. */
export function findJsonMistake(text: string): JsonMistake | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    // The walk below finds the place.
  }
  const open: string[] = [];
  let wanted = "a value";
  let at = 0;
  const mistake = (what: string): JsonMistake => {
    const before = text.slice(0, at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, text: what };
  };
  const afterValue = () => {
    wanted = open.length === 0 ? "the end" : `, or ${open.at(-1) === "[" ? "]" : "}"}`;
  };
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) {
      const rest = text.slice(at).trimStart();
      if (rest === "" && wanted === "the end") return mistake("somewhere before stands a character that JSON does not know");
      if (rest === "") return mistake(`it ends where ${wanted} is expected`);
      if (/^(\/\/|\/\*|#)/.test(rest)) return mistake("JSON has no comments");
      if (rest.startsWith('"')) return mistake("a text that does not end on its line, or holds a strange escape");
      return mistake(rest.startsWith("'") ? "texts stand in double quotes" : `${JSON.stringify(rest.slice(0, 12))} where ${wanted} is expected`);
    }
    const [whole, string, number, word, sign] = found;
    const shown = whole.trim();
    const isValue = (string ?? number ?? word) !== undefined;
    if (/^(a|its) value/.test(wanted) && isValue) afterValue();
    else if (/^(a|its) value/.test(wanted) && (sign === "[" || sign === "{")) {
      open.push(sign);
      wanted = sign === "[" ? "a value or ]" : "a name or }";
    } else if (wanted.startsWith("a name") && string !== undefined) wanted = ":";
    else if (wanted === ":" && sign === ":") wanted = "its value";
    else if (wanted.startsWith(",") && sign === ",") wanted = open.at(-1) === "[" ? "a value" : "a name";
    else if (sign !== undefined && sign === wanted.at(-1) && /[\]}]$/.test(wanted)) {
      open.pop();
      afterValue();
    } else if (sign === "]" || sign === "}") return mistake(/^a (value|name)$/.test(wanted) ? `a comma before ${sign}` : `${sign} where ${wanted} is expected`);
    else return mistake(`${shown.slice(0, 30)} where ${wanted} is expected`);
    at = token.lastIndex;
  }
}
