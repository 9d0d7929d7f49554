import { parseExpression } from "@babel/parser";
import MagicString from "magic-string";
import { nameOf, nodeAt, nodesAt, type SyntaxNode } from "./syntax-node.ts";

const keyOf = (property: SyntaxNode) => nameOf(nodeAt(property, "key")) ?? "";

function dependenciesIn(text: string): readonly SyntaxNode[] {
  const root = parseExpression(text) as unknown as SyntaxNode;
  const found = nodesAt(root, "properties").find((property) => keyOf(property) === "dependencies");
  const value = found === undefined ? undefined : nodeAt(found, "value");
  return value === undefined ? [] : nodesAt(value, "properties");
}

/** What a package.json says of a package that it depends on, in whichever way. */
export function dependencyIn(text: string, name: string): string | undefined {
  const manifest = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  return manifest["dependencies"]?.[name] ?? manifest["devDependencies"]?.[name] ?? manifest["optionalDependencies"]?.[name];
}

/** A package.json with one dependency more, at its place in the alphabet; all else stays as it is. Undefined when it has none to stand beside. */
export function withDependency(text: string, name: string, spec: string): string | undefined {
  const present = dependenciesIn(text);
  const last = present.at(-1);
  if (last === undefined || present.some((property) => keyOf(property) === name)) return undefined;
  const line = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, last.start))?.[1];
  const between = line === undefined ? " " : `${text.includes("\r\n") ? "\r\n" : "\n"}${line}`;
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(spec)}`;
  const next = present.find((property) => keyOf(property).localeCompare(name, "en") > 0);
  const edit = new MagicString(text);
  if (next === undefined) edit.appendLeft(last.end, `,${between}${entry}`);
  else edit.appendLeft(next.start, `${entry},${between}`);
  return edit.toString();
}

/** A package.json without one of its dependencies; all else stays as it is. Undefined when it would be left with none. */
export function withoutDependency(text: string, name: string): string | undefined {
  const present = dependenciesIn(text);
  const index = present.findIndex((property) => keyOf(property) === name);
  const [former, gone, next] = [present[index - 1], present[index], present[index + 1]];
  if (gone === undefined || (former === undefined && next === undefined)) return undefined;
  const edit = new MagicString(text);
  if (next !== undefined) edit.remove(gone.start, next.start);
  else if (former !== undefined) edit.remove(former.end, gone.end);
  return edit.toString();
}
