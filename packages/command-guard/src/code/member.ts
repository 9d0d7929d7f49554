import { unknown } from "@instar/shell-words";
import type { CallPlace } from "./call.ts";
import { variableOf } from "./gives-place.ts";
import { changed, isKnown, nothing, textValue, type Value } from "./value.ts";

/** A part of what an expression stands for: `os.path`, `path.parent`, `process.env.HOME`. */
export function memberOf(value: Value, name: string, place: CallPlace): Value {
  if (value.ref === undefined) {
    if (!isKnown(value)) return { ...nothing, ref: `.${name}`, ...(value.secret ? { secret: true } : {}), ...(value.fetched ? { fetched: true } : {}) };
    if (/^(parent|parentFile|dirname|getParentFile)$/.test(name))
      return changed(value, (text) => text.replace(/\/[^/]+\/?$/, "") || (text.startsWith("/") ? "/" : "."));
    return value;
  }
  const ref = value.ref === "" ? name : `${value.ref}.${name}`;
  if (/^(process|Bun|import\.meta|Deno)\.env\.\w+$/.test(ref))
    return /^(get|toObject|HOME)$/.test(name) && ref.startsWith("Deno") ? { ...nothing, ref, secret: name === "toObject" } : variableOf(name, place);
  if (/^(process\.env|os\.environ|Bun\.env|Deno\.env)$/.test(ref)) return { ...nothing, ref, secret: true };
  if (/^(process\.argv|sys\.argv|Bun\.argv|os\.Args|Deno\.args)$/.test(ref))
    return { ...nothing, ref, texts: place.args.length === 0 ? [unknown] : place.args, list: true };
  if (ref === "sys.executable") return textValue("python3");
  if (ref === "process.execPath") return textValue("node");
  if (/^(node:)?path\.(posix|win32)$/.test(ref)) return { ...nothing, ref: "path" };
  return { ...nothing, ref: ref.replace(/^node:/, ""), ...(value.computed ? { computed: true } : {}) };
}
