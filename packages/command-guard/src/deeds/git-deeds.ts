import { unknown } from "@instar/shell-words";
import { type Invocation, valuesOf } from "../invocation.ts";
import type { Deed } from "./deed.ts";

/** Branches and references that a `git push` writes. */
export function deedsOfGit(call: Invocation): readonly Deed[] {
  const { plain, flags, args } = call;
  if (plain[0] === "checkout" || plain[0] === "restore") {
    const at = args.indexOf("--");
    const paths = at !== -1 ? args.slice(at + 1) : plain[0] === "restore" ? plain.slice(1) : [];
    if (flags.has("--staged") || flags.has("-S")) return [];
    return paths.map((word) => ({ does: "discard", deep: true, word: word.replace(/^:\/$|^[*\uE000].*$/, ".") }));
  }
  if (plain[0] === "clean" && (flags.has("-f") || flags.has("--force")) && !flags.has("-n") && !flags.has("--dry-run")) {
    const folder = valuesOf(call, "--work-tree").at(-1) ?? valuesOf(call, "-C").at(-1);
    // It never takes git's own folder along.
    const paths = (plain.length > 1 ? plain.slice(1) : ["."]).map((path) => path.replace(/^(\.\/?)+$/, "./\uE000"));
    return paths.map((word) => ({
      does: "remove",
      deep: true,
      word: folder === undefined || word.startsWith("/") ? word : `${folder}/${word}`,
    }));
  }
  if (plain[0] === "rm" && flags.has("-r") && (flags.has("-f") || flags.has("--force")) && !flags.has("--cached"))
    return plain.slice(1).map((word) => ({ does: "discard", deep: true, word }));
  if (plain[0] !== "push") return [];
  const [, , ...references] = plain;
  const forced = flags.has("-f") || flags.has("--force") || flags.has("--mirror") || flags.has("--delete") || flags.has("-d") || flags.has("--prune");
  const leased = [...flags].some((flag) => flag.startsWith("--force-with") || flag === "--force-if-includes");
  const short = [...flags].some((flag) => flag.length > 4 && "--force".startsWith(flag) && flag !== "--force");
  const names = references.length === 0 ? [unknown] : references;
  const out: Deed[] = [];
  for (const reference of names) {
    const plus = reference.startsWith("+") || /^:(?!$)/.test(reference);
    const named = reference.replace(/^\+/, "");
    const branch = (named.includes(":") ? named.slice(named.indexOf(":") + 1) : named).replace(/^refs\/heads\//, "");
    if (forced || plus || short) out.push({ does: "rewrite", deep: false, word: branch });
    else if (leased) out.push({ does: "lease", deep: false, word: branch });
  }
  return out;
}
