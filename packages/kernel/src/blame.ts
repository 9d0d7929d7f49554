import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const place = /(?:\(|at (?:async )?)(file:\/\/.+|\/.+|[A-Za-z]:[\\/].+):\d+:\d+\)?$/;

/** The files that a stack goes through, newest first. */
export const filesOf = (stack: string): string[] =>
  stack.split("\n").flatMap((line) => {
    const file = place.exec(line)?.[1];
    return file ? [file.startsWith("file://") ? fileURLToPath(file) : file] : [];
  });

/** The file of whoever calls the function that calls this one. */
export const callerFile = (): string | undefined => filesOf(new Error().stack ?? "")[2];

/** What is the plugin's own, by the file that defines it: its package, else the folder of its index file, else that file alone. */
function rootOf(file: string): string {
  const installed = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(file)?.[0];
  if (installed) return installed;
  if (!/[\\/]index\.[cm]?[jt]s$/.test(file)) return file;
  const built = /[\\/](?:dist|src|lib)$/.test(dirname(file));
  return file.slice(0, dirname(built ? dirname(file) : file).length + 1);
}

/** The first of `plugins` whose code a stack goes through; of two, the one whose code lies nearer. Undefined: none, or nobody can tell which. */
export function blameStack<P extends { readonly file?: string | undefined }>(stack: string, plugins: readonly P[]): P | undefined {
  const roots = plugins.flatMap((plugin) => (plugin.file ? [{ plugin, root: rootOf(plugin.file) }] : []));
  for (const file of filesOf(stack)) {
    const [own, other] = roots.filter(({ root }) => file.startsWith(root)).sort((a, b) => b.root.length - a.root.length);
    if (own && own.root !== other?.root) return own.plugin;
  }
  return undefined;
}
