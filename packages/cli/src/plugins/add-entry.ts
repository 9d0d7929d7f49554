import MagicString from "magic-string";
import { addImport, addNamedImport, namesIn } from "./edit-imports.ts";
import { insertIntoList } from "./edit-list.ts";
import { defaultImportOf, type ParsedConfig } from "./parse-config.ts";
import { everyNode, nameOf, nodeAt, nodesAt, stringOf } from "./syntax-node.ts";
import { secretsIn, writeValue } from "./write-value.ts";

export interface NewEntry {
  /** The plugin's name, for a name in the file. */
  readonly plugin: string;
  readonly package: string;
  /** As it is handed to the plugin; `${env:NAME}` stands for a secret. Empty: none are written. */
  readonly options: Readonly<Record<string, unknown>>;
}

const reserved =
  /^(break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|let|static|await|async|arguments|eval|undefined)$/;

/** A name for the plugin's factory that the file does not use yet. */
export function nameFor(plugin: string, taken: ReadonlySet<string>): string {
  const camel = plugin.replace(/[^a-zA-Z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase()).replace(/^(?=\d)/, "_");
  const names = [...(reserved.test(camel) ? [] : [camel]), `${camel}Plugin`];
  return names.find((name) => !taken.has(name)) ?? `${camel}Plugin${taken.size}`;
}

/** How `env` of instar is called in the file, with what has to be added so that it is known; the marker itself is written where the name means something else. */
function findEnv(config: ParsedConfig, taken: ReadonlySet<string>): { readonly name: string | undefined; add(edit: MagicString): void } {
  const none = () => undefined;
  for (const declaration of config.imports) {
    if (!["instar", "@instar/kernel"].includes(stringOf(nodeAt(declaration, "source")) ?? "")) continue;
    const found = nodesAt(declaration, "specifiers").find((each) => nameOf(nodeAt(each, "imported")) === "env");
    // Where the config is a function of `{ env }`, the name means that one inside.
    const hidden = [...everyNode(config.root)].some(
      (node) =>
        node.type === "ObjectPattern" && nodesAt(node, "properties").some((each) => nameOf(nodeAt(each, "value")) === nameOf(found && nodeAt(found, "local"))),
    );
    if (found !== undefined) return { name: hidden ? undefined : nameOf(nodeAt(found, "local")), add: none };
  }
  if (taken.has("env")) return { name: undefined, add: none };
  return { name: "env", add: (edit) => void (addNamedImport(edit, config, "env", "instar") || addImport(edit, config, "{ env }", "instar")) };
}

/** The plugins' list, or undefined, and then only a person can write the entry. */
export function addEntry(config: ParsedConfig, { plugin, package: module, options }: NewEntry): string | undefined {
  if (config.plugins === undefined) return undefined;
  const edit = new MagicString(config.text);
  const given = Object.keys(options).length > 0;
  if (config.kind === "json") {
    insertIntoList(edit, config, config.plugins, `[${[module, ...(given ? [options] : [])].map((value) => JSON.stringify(value)).join(", ")}]`);
    return edit.toString();
  }
  const taken = namesIn(config);
  const known = defaultImportOf(config, module);
  const name = known ?? nameFor(plugin, taken);
  const env = secretsIn(options).length === 0 ? { name: undefined, add: () => undefined } : findEnv(config, taken);
  if (known === undefined) addImport(edit, config, name, module);
  env.add(edit);
  insertIntoList(edit, config, config.plugins, `${name}(${given ? writeValue(options, { quote: config.style.quote, env: env.name }) : ""})`);
  return edit.toString();
}

/** What a person writes where we cannot: the import and the entry. */
export function entryByHand({ plugin, package: module, options }: NewEntry): readonly string[] {
  const name = nameFor(plugin, new Set());
  const given = Object.keys(options).length > 0 ? writeValue(options, { quote: '"', env: "env" }) : "";
  return [`import ${name} from "${module}";`, `${name}(${given})`];
}
