/** As much of a parsed file's nodes as an edit looks at; positions are offsets in the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode => typeof (value as Partial<SyntaxNode> | null)?.type === "string";

export const nodeAt = (node: SyntaxNode, key: string): SyntaxNode | undefined => (isNode(node[key]) ? node[key] : undefined);

/** The nodes of a list; a hole in an array is none. */
export const nodesAt = (node: SyntaxNode, key: string): readonly SyntaxNode[] => (Array.isArray(node[key]) ? (node[key] as unknown[]).filter(isNode) : []);

const notChildren = new Set(["loc", "extra", "leadingComments", "trailingComments", "innerComments", "comments", "tokens", "errors"]);

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (notChildren.has(key)) return [];
    return isNode(value) ? [value] : Array.isArray(value) ? value.filter(isNode) : [];
  });
}

/** The node and everything below it, in no promised order. */
export function* everyNode(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of childrenOf(node)) yield* everyNode(child);
}

export const stringOf = (node: SyntaxNode | undefined): string | undefined => (node?.type === "StringLiteral" ? String(node["value"]) : undefined);

export const nameOf = (node: SyntaxNode | undefined): string | undefined =>
  node?.type === "Identifier" ? String(node["name"]) : node?.type === "StringLiteral" ? String(node["value"]) : undefined;
