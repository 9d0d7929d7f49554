import type MagicString from "magic-string";
import type { ParsedConfig } from "./parse-config.ts";
import { everyNode, nameOf, nodeAt, nodesAt, type SyntaxNode, stringOf } from "./syntax-node.ts";

const quoteOf = ({ style }: ParsedConfig, text: string) => `${style.quote}${text}${style.quote}`;

/** Every name that means something in the file, other than a property's. */
export const namesIn = (config: ParsedConfig): ReadonlySet<string> =>
  new Set([...everyNode(config.root)].flatMap((node) => (node.type === "Identifier" ? [String(node["name"])] : [])));

/** Adds `import …;` behind the last import, or before everything else. */
export function addImport(edit: MagicString, config: ParsedConfig, what: string, module: string): void {
  const { text, style, imports } = config;
  const line = `import ${what} from ${quoteOf(config, module)}${style.semicolon}`;
  const last = imports.at(-1);
  if (last !== undefined) {
    const end = text.indexOf("\n", last.end);
    const rest = text.slice(last.end, end === -1 ? text.length : end).trimEnd();
    edit.appendLeft(last.end + (rest.trimStart().startsWith("//") ? rest.length : 0), `${style.newline}${line}`);
    return;
  }
  const shebang = /^#!.*\r?\n/.exec(text)?.[0].length ?? 0;
  edit.appendLeft(shebang, `${line}${style.newline}`);
}

/** Adds a name to an import that is there; false when there is none to add to. */
export function addNamedImport(edit: MagicString, config: ParsedConfig, name: string, module: string): boolean {
  const found = config.imports.find(
    (each) => stringOf(nodeAt(each, "source")) === module && each["importKind"] !== "type" && nodesAt(each, "specifiers").at(-1)?.type === "ImportSpecifier",
  );
  const last = found === undefined ? undefined : nodesAt(found, "specifiers").at(-1);
  if (last === undefined) return false;
  edit.appendLeft(last.end, `, ${name}`);
  return true;
}

/** How often a name is used outside of imports and of what is taken away. */
function uses({ root, imports }: ParsedConfig, name: string, gone: readonly SyntaxNode[]): number {
  const outside = (node: SyntaxNode) => ![...imports, ...gone].some(({ start, end }) => node.start >= start && node.end <= end);
  return [...everyNode(root)].filter((node) => node.type === "Identifier" && node["name"] === name && outside(node)).length;
}

function removeDeclaration(edit: MagicString, { text }: ParsedConfig, { start, end }: SyntaxNode): void {
  const next = /^[ \t]*(?:\r?\n)/.exec(text.slice(end))?.[0].length;
  if (next !== undefined && (start === 0 || text[start - 1] === "\n")) edit.remove(start, end + next);
  else edit.remove(text.slice(0, start).endsWith("\r\n") ? start - 2 : text[start - 1] === "\n" ? start - 1 : start, end);
}

/** Takes away the imports that only `gone` used: of the default export of `module`, and of the names in `named`. */
export function removeImports(edit: MagicString, config: ParsedConfig, gone: readonly SyntaxNode[], module: string, named: readonly string[]): void {
  for (const declaration of config.imports) {
    const specifiers = nodesAt(declaration, "specifiers");
    const ours = stringOf(nodeAt(declaration, "source")) === module;
    const idle = specifiers.filter((each) => {
      const local = nameOf(nodeAt(each, "local")) ?? "";
      return (ours || named.includes(local)) && uses(config, local, gone) === 0;
    });
    if (idle.length === 0) continue;
    if (idle.length === specifiers.length) {
      removeDeclaration(edit, config, declaration);
      continue;
    }
    for (const each of idle) {
      const index = specifiers.indexOf(each);
      const former = specifiers[index - 1];
      const next = specifiers[index + 1];
      if (former?.type === "ImportSpecifier") edit.remove(former.end, each.end);
      else if (each.type === "ImportSpecifier" && next !== undefined) edit.remove(each.start, next.start);
      else if (each.type === "ImportDefaultSpecifier") edit.remove(each.start, each.end + (/^\s*,\s*/.exec(config.text.slice(each.end))?.[0].length ?? 0));
    }
  }
}
