import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** Where a plugin comes from. */
export type PluginSource =
  | { readonly kind: "registry" /** In the order in which they are tried. */; readonly names: readonly string[]; readonly range: string | undefined }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "tarball"; readonly path: string };

const packageName = /^(@[a-z0-9][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._~-]*$/;
const range = /^[\w.^~<>=*+| -]+$/;

/** What a person means by a plugin: `telegram`, a package with or without a version, a folder or a tarball. Undefined when it can be none of them. */
export function parseSource(text: string, standing: string): PluginSource | undefined {
  const path = resolve(standing, text);
  const named = /^\.{0,2}[/\\]|^[a-z]:[/\\]|^\.{1,2}$/i.test(text) || /\.(tgz|tar\.gz)$/.test(text);
  if (named) {
    if (!existsSync(path)) return undefined;
    return { kind: statSync(path).isDirectory() ? "folder" : "tarball", path };
  }
  const at = text.indexOf("@", 1);
  const name = at === -1 ? text : text.slice(0, at);
  const asked = at === -1 ? undefined : text.slice(at + 1);
  if (!packageName.test(name) || (asked !== undefined && !range.test(asked))) return undefined;
  const whole = name.startsWith("@") || name.startsWith("instar-plugin-");
  return { kind: "registry", names: whole ? [name] : [`@instar/plugin-${name}`, `instar-plugin-${name}`], range: asked };
}
