import { parse, parseExpression } from "@babel/parser";
import { everyNode, isNode, nameOf, nodeAt, nodesAt, type SyntaxNode, stringOf } from "./syntax-node.ts";

export interface ParsedConfig {
  readonly text: string;
  /** JSON names plugins as `["module", options]` and imports nothing. */
  readonly kind: "module" | "json";
  readonly root: SyntaxNode;
  readonly comments: readonly SyntaxNode[];
  readonly imports: readonly SyntaxNode[];
  /** The list that `plugins` is; undefined when it is made in a way that only running the config could tell. */
  readonly plugins: SyntaxNode | undefined;
  /** As the rest of the file has it. */
  readonly style: { readonly quote: '"' | "'"; readonly semicolon: ";" | ""; readonly newline: "\n" | "\r\n" };
}

const propertyOf = (object: SyntaxNode, key: string): SyntaxNode | undefined => {
  const property = nodesAt(object, "properties").find(
    (each) => each.type === "ObjectProperty" && each["computed"] !== true && nameOf(nodeAt(each, "key")) === key,
  );
  return property === undefined ? undefined : nodeAt(property, "value");
};

/** What surrounds a value without changing it. */
const wrappers: Readonly<Record<string, string>> = {
  TSAsExpression: "expression",
  TSSatisfiesExpression: "expression",
  TSNonNullExpression: "expression",
  ParenthesizedExpression: "expression",
  AwaitExpression: "argument",
};

/** Follows names to what they were given where they were made, once and for all. */
function resolve(node: SyntaxNode | undefined, root: SyntaxNode, depth = 0): SyntaxNode | undefined {
  if (node === undefined || depth > 20) return undefined;
  const next = (inner: SyntaxNode | undefined) => resolve(inner, root, depth + 1);
  const wrapped = wrappers[node.type];
  if (wrapped !== undefined) return next(nodeAt(node, wrapped));
  if (node.type === "CallExpression" && nameOf(nodeAt(node, "callee")) === "defineConfig") return next(nodesAt(node, "arguments")[0]);
  if (node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression" || node.type === "FunctionDeclaration") {
    const body = nodeAt(node, "body");
    if (body?.type !== "BlockStatement") return next(body);
    const returns = [...everyNode(body)].filter(({ type }) => type === "ReturnStatement");
    return returns.length === 1 && returns[0] !== undefined ? next(nodeAt(returns[0], "argument")) : undefined;
  }
  if (node.type !== "Identifier") return node;
  const made = [...everyNode(root)].filter((each) => each.type === "VariableDeclarator" && nameOf(nodeAt(each, "id")) === nameOf(node));
  return made.length === 1 && made[0] !== undefined ? next(nodeAt(made[0], "init")) : undefined;
}

function exported(program: SyntaxNode): SyntaxNode | undefined {
  for (const statement of nodesAt(program, "body")) {
    if (statement.type === "ExportDefaultDeclaration") return nodeAt(statement, "declaration");
    const assignment = statement.type === "ExpressionStatement" ? nodeAt(statement, "expression") : undefined;
    const left = assignment?.type === "AssignmentExpression" ? nodeAt(assignment, "left") : undefined;
    if (assignment !== undefined && left?.type === "MemberExpression" && nameOf(nodeAt(left, "property")) === "exports") return nodeAt(assignment, "right");
  }
  return undefined;
}

const listOf = (node: SyntaxNode | undefined) => (node?.type === "ArrayExpression" ? node : undefined);

/** Reads a config's text without running it. `key`: the property of the file that is the config, as `instar` in package.json. Throws a SyntaxError. */
export function parseConfig(text: string, kind: "module" | "json", key?: string): ParsedConfig {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  if (kind === "json") {
    const root = parseExpression(text) as unknown as SyntaxNode;
    const config = key === undefined ? root : propertyOf(root, key);
    const plugins = config === undefined ? undefined : listOf(propertyOf(config, "plugins"));
    return { text, kind, root, comments: [], imports: [], plugins, style: { quote: '"', semicolon: "", newline } };
  }
  const file = parse(text, { sourceType: "module", plugins: ["typescript"] }) as unknown as SyntaxNode;
  const program = nodeAt(file, "program") ?? file;
  const config = resolve(exported(program), program);
  const imports = nodesAt(program, "body").filter(({ type }) => type === "ImportDeclaration");
  const model = imports.at(-1) ?? nodesAt(program, "body")[0];
  const quoted = imports.at(-1) === undefined ? undefined : nodeAt(imports.at(-1) as SyntaxNode, "source");
  return {
    text,
    kind,
    root: program,
    comments: (Array.isArray(file["comments"]) ? file["comments"] : []).filter(isNode),
    imports,
    plugins: config?.type === "ObjectExpression" ? listOf(resolve(propertyOf(config, "plugins"), program)) : undefined,
    style: {
      quote: quoted !== undefined && text[quoted.start] === "'" ? "'" : '"',
      semicolon: model === undefined || text[model.end - 1] === ";" ? ";" : "",
      newline,
    },
  };
}

/** The name under which a module's default export is known in the file. */
export function defaultImportOf({ imports }: ParsedConfig, module: string): string | undefined {
  const found = imports.filter((each) => stringOf(nodeAt(each, "source")) === module).flatMap((each) => nodesAt(each, "specifiers"));
  const named = found.find(
    (each) => each.type === "ImportDefaultSpecifier" || (each.type === "ImportSpecifier" && nameOf(nodeAt(each, "imported")) === "default"),
  );
  return named === undefined ? undefined : nameOf(nodeAt(named, "local"));
}
