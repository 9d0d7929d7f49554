// The hooks as the kernel's types and policies declare them, with their docstrings.
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const kernel = fileURLToPath(new URL("../../packages/kernel/src/hooks/", import.meta.url));

/** The workspace's own compiler has no programming interface; the one that the API reports stand on has. */
const here = createRequire(import.meta.url);
const ts = createRequire(here.resolve("@microsoft/api-extractor"))("typescript");

/** Names of types in the text of one. */
export const namesIn = (type) => [...type.matchAll(/\b[A-Z]\w+/g)].map(([name]) => name);

/** Kind and policy of every hook, from the code that runs. */
async function readShapes() {
  const { outputFiles } = await build({
    entryPoints: [join(kernel, "policy.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const { shapes } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  return shapes;
}

function openTypes() {
  const files = ["lifecycle.ts", "events.ts"].map((name) => join(kernel, name));
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    // Names of the platform's types are shown as they are written, so nobody has to know them
    noLib: true,
    types: [],
  };
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const exportsOf = (file) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  return { program, checker, hooks: exportsOf(files[0]).find(({ name }) => name === "Hooks"), events: exportsOf(files[1]) };
}

/**
 * `{ hooks, shapes }`: each hook with its policy, its words, its example, its event and the event's members; and the types that members are made of.
 * Rejects when a hook or a member has no docstring: what is in the reference is explained there.
 */
export async function readHooks() {
  const policies = await readShapes();
  const { checker, hooks, events } = openTypes();
  const silent = [];
  const known = new Map(events.map((symbol) => [symbol.name, symbol]));
  const wordsOf = (symbol, owner) => {
    const words = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s*\n\s*/g, " ");
    if (words === "" && owner !== undefined) silent.push(`${owner}.${symbol.name}`);
    return words;
  };
  const shown = (type, node) => checker.typeToString(type, node, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope);
  const isKnown = (type) => known.has((type.aliasSymbol ?? type.symbol)?.name);

  /** A member that is a type of its own is explained there. */
  const membersOf = (type, owner) =>
    checker.getPropertiesOfType(type).map((symbol) => {
      const node = symbol.valueDeclaration;
      const its = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, node));
      const words = wordsOf(symbol, isKnown(its) ? undefined : owner);
      // As it is written, unless that is a parameter, which only the place of use fills
      const isParameter = (checker.getTypeFromTypeNode(node.type).flags & ts.TypeFlags.TypeParameter) !== 0;
      const written = isParameter ? shown(its, node) : node.type.getText().replaceAll(/\s+/g, " ");
      return { name: symbol.name, optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0, type: written, words };
    });

  const read = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(hooks)).map((symbol) => {
    const [argument] = symbol.valueDeclaration.type.typeArguments;
    const event = checker.getTypeFromTypeNode(argument);
    const example = symbol.getJsDocTags(checker).find(({ name }) => name === "example");
    const words = wordsOf(symbol, "Hooks");
    return {
      name: symbol.name,
      words,
      example: ts.displayPartsToString(example?.text ?? []),
      event: isKnown(event) ? event.symbol.name : undefined,
      members: membersOf(event, event.symbol.name === "__type" ? symbol.name : event.symbol.name),
      policy: policies[symbol.name],
    };
  });

  const named = (members) => members.flatMap(({ type }) => namesIn(type)).filter((name) => known.has(name));
  const shapes = new Map();
  const explain = (name) => {
    if (shapes.has(name)) return;
    const symbol = known.get(name);
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    const words = wordsOf(symbol, "events");
    const variants = type.isUnion() ? type.types.map((each) => shown(each, symbol.declarations[0])) : undefined;
    const members = variants === undefined ? membersOf(type, name) : [];
    shapes.set(name, { name, words, variants, members });
    for (const next of named(members)) explain(next);
  };
  const own = new Set(read.flatMap(({ event }) => event ?? []));
  for (const name of read.flatMap(({ members }) => named(members)).filter((name) => !own.has(name))) explain(name);

  const examples = read.filter(({ example }) => example === "").map(({ name }) => `Hooks.${name}: an @example`);
  if (silent.length + examples.length > 0) throw new Error(`Explain these in packages/kernel/src/hooks: ${[...silent, ...examples].join(", ")}.`);
  return { hooks: read, shapes: [...shapes.values()].filter(({ name }) => !own.has(name)) };
}
