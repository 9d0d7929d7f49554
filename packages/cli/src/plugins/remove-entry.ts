import MagicString from "magic-string";
import { removeImports } from "./edit-imports.ts";
import { removeFromList } from "./edit-list.ts";
import { defaultImportOf, type ParsedConfig } from "./parse-config.ts";
import { everyNode, nameOf, nodeAt, nodesAt, type SyntaxNode, stringOf } from "./syntax-node.ts";

/** Whether an expression makes the plugin of `module`: `name()`, `isolated("module")` or `["module", options]`. */
function makes(node: SyntaxNode, module: string, local: string | undefined): boolean {
  if (node.type === "ArrayExpression") return stringOf(nodesAt(node, "elements")[0]) === module;
  if (node.type !== "CallExpression") return false;
  const callee = nameOf(nodeAt(node, "callee"));
  return (local !== undefined && callee === local) || (callee === "isolated" && stringOf(nodesAt(node, "arguments")[0]) === module);
}

/** The element of the list, or of a list in it, that stands for the plugin and nothing else. */
function findEntry(list: SyntaxNode, module: string, local: string | undefined): { readonly list: SyntaxNode; readonly element: SyntaxNode } | undefined {
  for (const element of nodesAt(list, "elements")) {
    let inner: SyntaxNode | undefined = element;
    while (inner?.type === "LogicalExpression" && inner["operator"] === "&&") inner = nodeAt(inner, "right");
    if (inner === undefined) continue;
    if (makes(inner, module, local)) return { list, element };
    const below = inner.type === "ArrayExpression" ? findEntry(inner, module, local) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Whether the list names the plugin of a module. */
export const hasEntry = (config: ParsedConfig, module: string): boolean =>
  config.plugins !== undefined && findEntry(config.plugins, module, defaultImportOf(config, module)) !== undefined;

/** The config without a plugin's entry, its import and the names that only it used; undefined when only a person can tell what to take away. */
export function removeEntry(config: ParsedConfig, module: string): string | undefined {
  if (config.plugins === undefined) return undefined;
  const found = findEntry(config.plugins, module, defaultImportOf(config, module));
  if (found === undefined) return undefined;
  const edit = new MagicString(config.text);
  removeFromList(edit, config, found.list, found.element);
  const used = [...everyNode(found.element)].flatMap((node) => (node.type === "Identifier" ? [String(node["name"])] : []));
  removeImports(edit, config, [found.element], module, used);
  return edit.toString();
}

/** The secrets that a plugin's entry names. */
export function secretsOfEntry(config: ParsedConfig, module: string): readonly string[] {
  const found = config.plugins === undefined ? undefined : findEntry(config.plugins, module, defaultImportOf(config, module));
  if (found === undefined) return [];
  return [...everyNode(found.element)].flatMap((node) => {
    if (node.type === "CallExpression" && nameOf(nodeAt(node, "callee")) === "env") return stringOf(nodesAt(node, "arguments")[0]) ?? [];
    return [...(stringOf(node) ?? "").matchAll(/\$\{env:([^}]+)\}/g)].map(([, name]) => name ?? "");
  });
}
