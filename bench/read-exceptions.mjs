const line = /^- (?<date>\d{4}-\d{2}-\d{2}) `(?<name>[^`]+)`: (?<reason>.{20,})$/;

/** The accepted misses: the list below the rule of exceptions.md. Throws on an item that is none: a slip of the pen must not accept anything. */
export function readExceptions(text) {
  const [, list = ""] = text.split("\n---\n");
  return list
    .split("\n")
    .filter((each) => each.startsWith("- "))
    .map((each) => {
      const found = line.exec(each)?.groups;
      if (!found || Number.isNaN(Date.parse(found.date)))
        throw new Error(`bench/exceptions.md: "${each}" is not of the form "- 2026-01-31 \`name\`: the reason, in a sentence".`);
      return { date: found.date, name: found.name, reason: found.reason };
    });
}
