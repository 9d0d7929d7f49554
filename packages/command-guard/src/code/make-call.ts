import { unknown } from "@instar/shell-words";
import type { Call, CallPlace } from "./call.ts";
import { doesSomething, type Effects, noteCall } from "./effects.ts";
import { noteWritten } from "./fed-shells.ts";
import { inputGivenBy } from "./gives-input.ts";
import { placeGivenBy } from "./gives-place.ts";
import { textGivenBy } from "./gives-text.ts";
import { codeRunBy, indirectCall, programsOf } from "./indirect-calls.ts";
import { memberOf } from "./member.ts";
import { noteOpened, opening } from "./opened.ts";
import { evaluators, mapping } from "./run-calls.ts";
import { eachOf, isKnown, nothing, type Value } from "./value.ts";

const requiring = /^(require|import|__import__|import_module|const_get|getBuiltinModule|createRequire|loadModule|Class|forName)$/;
const reaching =
  /^(getattr|__getattribute__|attrgetter|methodcaller|send|public_send|__send__|method|public_method|get|operator|instance_method|getMethod|getDeclaredMethod|apply|respond_to)$/;
const powerful =
  /(^|\.)(os|shutil|subprocess|fs|child_process|promises|process|Kernel|File|FileUtils|Dir|IO|Object|Process|pathlib|globalThis|global|window|self|__builtins__|builtins|sys\.modules|posix|GLOBALS)$/;

/** What a call gives, and what it would do, noted beside. */
export function makeCall(call: Call, callee: Value, place: CallPlace, effects: Effects, nested: (text: string) => void): Value {
  const { name, on, args } = call;
  const [first] = args;
  // A function whose name is a text: `$f("…")`.
  if (callee.ref === undefined && on === undefined && isKnown(callee)) {
    const text = callee.texts[0] ?? "";
    if (/^[\w.:]+$/.test(text) && /^(php|perl|raku|ruby)/.test(place.language))
      return makeNamed({ ...call, name: text, owner: "" }, callee, place, effects, nested);
  }
  if (callee.ref?.includes(unknown)) {
    if (powerful.test(call.owner)) effects.hides ??= "a function whose name it computes";
    return nothing;
  }
  if (requiring.test(name) && first !== undefined && (on === undefined || on.ref !== undefined)) {
    const module = first.texts[0] ?? unknown;
    if (module === unknown) return { ...nothing, ref: unknown };
    return { ...nothing, ref: module.replace(/^node:/, "").replace(/\/promises$/, ".promises"), ...(first.computed ? { computed: true } : {}) };
  }
  if (/^(vars|globals|locals)$/.test(name) && call.owner === "") return { ...nothing, ref: first?.ref ?? "globalThis" };
  if (
    /^(get|__getitem__|__getattribute__|__dict__)$/.test(name) &&
    on?.ref !== undefined &&
    /globalThis|__dict__|__builtins__|modules$/.test(on.ref) &&
    first !== undefined
  )
    return reached(on, first, place, effects);
  if ((name === "getattr" || (name === "get" && call.owner === "Reflect")) && first !== undefined && args[1] !== undefined)
    return reached(first, args[1], place, effects);
  if (
    reaching.test(name) &&
    /^(ruby|crystal|irb|groovy)/.test(place.language) &&
    first !== undefined &&
    /^(send|public_send|__send__|method|public_method|instance_method)$/.test(name)
  ) {
    const target = reached(on ?? { ...nothing, ref: "" }, first, place, effects);
    if (/method$/.test(name)) return target;
    const text = first.texts[0] ?? "";
    return makeNamed({ ...call, name: text, owner: on?.ref ?? "", args: args.slice(1) }, target, place, effects, nested);
  }
  return makeNamed(call, callee, place, effects, nested);
}

/** A member by a name that is a text. */
function reached(on: Value, key: Value, place: CallPlace, effects: Effects): Value {
  const [text = unknown] = key.texts;
  const ref = on.ref ?? "";
  if (text.includes(unknown) || ref.includes(unknown)) {
    if (powerful.test(ref) || ref.includes(unknown)) return { ...nothing, ref: `${ref}.${unknown}`, computed: true };
    return nothing;
  }
  const isHidden = key.computed === true || on.computed === true;
  if (isHidden && doesSomething(text)) effects.hides ??= "a function whose name it computes";
  return { ...memberOf(ref === "globalThis" ? { ...on, ref: "" } : { ...on, ref }, text, place), ...(isHidden ? { computed: true } : {}) };
}

function makeNamed(made: Call, callee: Value, place: CallPlace, effects: Effects, nested: (text: string) => void): Value {
  const call = withoutNew(made);
  const { name, owner, on, args } = call;
  const [first] = args;
  const indirect = indirectCall(call);
  if (indirect !== undefined) return makeNamed(indirect.call, indirect.callee, place, effects, nested);
  const code = codeRunBy(call, place.language);
  if (code !== undefined) {
    noteEvaluated(code, effects, nested);
    return nothing;
  }
  // The maker of functions, reached through one of them.
  if (name === "constructor" && place.language === "node" && isKnown(first ?? nothing) && /[(=;]/.test(first?.texts[0] ?? "")) {
    effects.hides ??= "code that it makes of text";
    noteEvaluated(args.at(-1), effects, nested);
    return nothing;
  }
  const program = programsOf(owner, name, place.language);
  if (program !== undefined) {
    effects.runs.push({ via: `python ${owner}`, words: [program, ...args.flatMap(({ texts }) => texts)] });
    return nothing;
  }
  if (callee.computed && callee.ref !== undefined && (doesSomething(name) || /^(rm|rmdir|delete|remove|eval)(Sync)?$/.test(name)))
    effects.hides ??= "a function whose name it computes";
  if (
    evaluators.test(name) &&
    /^$|^(globalThis|window|global|vm|builtins|__builtins__|Code|Kernel|self|binding|TOPLEVEL_BINDING|Object|require|this)$/.test(owner) &&
    !(name === "exec" && !place.language.startsWith("python")) &&
    !(/^(load|compile|assert|Script|evaluate)$/.test(name) && owner === "" && !/^(lua|php)/.test(place.language))
  ) {
    if (name === "Function" && /\brm|unlink|exec|spawn|require|eval|remove|delete/.test(call.raw)) effects.hides ??= "code that it makes of text";
    noteEvaluated(name === "Function" ? args.at(-1) : first, effects, nested);
    return nothing;
  }
  if (/^(chdir|Chdir|set_current_dir|setCurrentDirectory|setwd|SetCurrentDirectory|cd|lcd)$/.test(name) && first !== undefined)
    for (const text of first.texts) if (text !== unknown && text !== ".") (place.folders as Set<string>).add(text);
  // Each of a list is handed to a function: `map(os.remove, …)`, `array_map("unlink", …)`, `.forEach(fs.unlinkSync)`.
  if (mapping.test(name)) {
    const handed = args.find((arg) => (arg.ref !== undefined && /\w/.test(arg.ref)) || (arg.texts.length === 1 && doesSomething(arg.texts[0] ?? "")));
    const others = [...(on !== undefined && on.ref === undefined ? [on] : []), ...args.filter((arg) => arg !== handed)];
    const ref = handed === undefined ? "" : (handed.ref ?? handed.texts[0] ?? "");
    const fits = ref !== "" && (doesSomething(ref.split(".").at(-1) ?? "") || /\b(remove|delete|rm|unlink)(Sync)?$/.test(ref) || /^(eval|exec)$/.test(ref));
    if (fits)
      for (const other of others)
        for (const text of other.texts)
          makeNamed(
            {
              name: ref.split(".").at(-1) ?? "",
              owner: ref.split(".").slice(0, -1).join("."),
              args: [{ ...eachOf(other), texts: [text] }],
              named: {},
              raw: call.raw,
            },
            { ...nothing, ref },
            place,
            effects,
            nested,
          );
  }
  noteWritten(call, effects);
  const noted = noteCall(call, place, effects);
  if (noted !== undefined) return noted;
  if (/^(read|text|body|json|content|getBody|fetch|urlopen|get|open)$/.test(name) && isFetched(call)) return { ...nothing, fetched: true };
  const given = inputGivenBy(call, place) ?? placeGivenBy(call, place) ?? textGivenBy(call, place.language);
  if (given !== undefined) {
    if (given.list && given.path && isKnown(given) && given.texts.every((text) => !text.includes("found.by-name"))) effects.listed.push(given);
    return given;
  }
  if (opening.test(name)) return noteOpened(call, place, effects);
  return first?.secret || on?.secret
    ? { ...nothing, secret: true }
    : on?.ref === undefined && on !== undefined && /^(with|set|add|append)/i.test(name)
      ? on
      : { ...nothing, ...(on?.words === undefined ? {} : { words: on.words }) };
}

/** `Command::new("rm")`, `File.new(path)`: the name is that of the class. */
function withoutNew(call: Call): Call {
  const [, owner = "", name] = call.name === "new" ? (/^(?:(.*)\.)?(\w+)$/.exec(call.owner) ?? []) : [];
  return name === undefined || /^(IO)$/.test(name) || (name === "File" && call.args.length > 1) ? call : { ...call, name, owner };
}

const isFetched = ({ name, on, args, owner }: Call) =>
  on?.fetched === true ||
  args.some(({ fetched }) => fetched) ||
  (/^(fetch|urlopen)$/.test(name) && !/ENV$|environ$|config$/i.test(owner)) ||
  (args[0]?.texts.some((text) => /^(https?|ftp):\/\//.test(text)) === true && /requests|http|URI|axios|urllib|open-uri|^$/i.test(owner));

function noteEvaluated(told: Value | undefined, effects: Effects, nested: (text: string) => void): void {
  if (told === undefined) return;
  if (told.computed || !isKnown(told) || told.texts.some((text) => text.includes(unknown)))
    effects.hides ??= told.fetched ? "code from the network" : "code that it computes";
  for (const text of told.texts) if (text !== unknown) nested(text);
}
