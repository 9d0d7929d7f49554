/**
 * The single commands of a line, for looking at each; undefined when that can't be told for sure: substitutions, redirections, groups,
 * background work and loose quotes run or write more than their words show.
 */
export function shellParts(line: string): readonly string[] | undefined {
  const parts: string[] = [];
  let part = "";
  let quote = "";
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] as string;
    const pair = line.slice(index, index + 2);
    if (quote === "'") {
      if (character === "'") quote = "";
      part += character;
    } else if (character === "\\") {
      part += pair;
      index += 1;
    } else if (character === "`" || pair === "$(" || pair === "${" || pair === "$'" || pair === '$"') return undefined;
    else if (quote === '"') {
      if (character === '"') quote = "";
      part += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      part += character;
    } else if (pair === "&&" || pair === "||" || pair === "|&") {
      parts.push(part);
      part = "";
      index += 1;
    } else if (character === ";" || character === "|" || character === "\n") {
      parts.push(part);
      part = "";
    } else if ("&<>(){}#!\r".includes(character)) return undefined;
    else part += character;
  }
  if (quote !== "") return undefined;
  parts.push(part);
  const commands = parts.map((command) => command.trim());
  if (commands.at(-1) === "") commands.pop();
  return commands.length === 0 ? undefined : commands;
}
