import { globbed, unknown } from "@instar/shell-words";
import type { Call, CallPlace } from "./call.ts";
import { asksForAll, deedCalls } from "./deed-calls.ts";
import type { CodeDeed } from "./reading.ts";
import { addingWords, executing, runCalls } from "./run-calls.ts";
import { isKnown, joinedPath, nothing, textValue, type Value } from "./value.ts";

/** What calls would do, collected one after the other. */
export interface Effects {
  readonly lines: { via: string; text: string }[];
  readonly runs: { via: string; words: readonly string[] }[];
  readonly deeds: CodeDeed[];
  readonly statements: string[];
  /** Folders that it lists, with what lies in them. */
  readonly listed: Value[];
  /** Programs that are built up word by word. */
  readonly built: { via: string; words: string[] }[];
  /** What it writes, to whomever. */
  readonly written: string[];
  hides?: string | undefined;
  breaks?: string | undefined;
  /** Not all of it was looked at. */
  cut?: boolean;
}

export const noEffects = (): Effects => ({ lines: [], runs: [], deeds: [], statements: [], listed: [], built: [], written: [] });

const quoted = (word: string) => (word === "" || /[^\w./=:,@%+-]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word);

/** What removes or runs when it is given to a function that does so for each of a list. */
export const doesSomething = (name: string): boolean =>
  runCalls.some(({ names, owner }) => names.test(name) && (owner === undefined || owner.test(""))) ||
  deedCalls.some(
    ({ names, does }) => names.test(name) && does !== "read" && does !== "move" && !/^(delete|remove|replace|move|write|create|cp|copy)$/.test(name),
  );

/** Notes what one call would do. Gives the program that it builds up, where it does. */
export function noteCall(call: Call, place: CallPlace, effects: Effects): Value | undefined {
  const { name, owner, on, args, named, raw } = call;
  const via = `${place.language} ${[owner, name]
    .filter((part) => part !== "" && !part.includes("("))
    .join(".")
    .slice(-40)}`;
  if (on?.words !== undefined && addingWords.test(name)) {
    on.words.push(...args.flatMap(({ texts }) => texts));
    return on;
  }
  if (/^(kill|killpg|posix_kill)$/.test(name) && /\bppid\b|getppid/i.test(raw)) effects.runs.push({ via, words: ["kill", "-9", "$PPID"] });
  if (/^(kill|killpg|posix_kill|sigqueue)$/.test(name) && args.some(({ texts }) => texts.includes("-1")))
    effects.runs.push({ via, words: ["kill", "-9", "--", "-1"] });
  const held = on !== undefined && on.ref === undefined && isKnown(on) ? on : undefined;
  if (
    executing.test(name) &&
    held !== undefined &&
    held.path !== true &&
    (name === "execute" || name.startsWith("!")) &&
    /^(groovy|scala|kotlin|jenkins)/.test(place.language)
  ) {
    noteRun("either", [held], via, named, effects);
    return undefined;
  }
  const run = runCalls.find(({ names, owner: wanted }) => names.test(name) && (wanted === undefined || wanted.test(owner)));
  if (run !== undefined && !(held !== undefined && owner === "") && !isStatement(name, args[0])) {
    const program =
      name === "Command" || (name === "Process" && args.length > 0)
        ? buildUp([...args, ...(named["args"] === undefined ? [] : [named["args"]])], via, effects)
        : undefined;
    if (program === undefined)
      noteRun(
        run.as === "line" || run.as === "words" ? run.as : "either",
        args,
        via,
        named,
        effects,
        raw,
        /spawn|[lv]p?e?$|File|capture/.test(name) && !/^(system|shell)/.test(name),
      );
    return program;
  }
  noteDeed(call, place, via, effects);
  return undefined;
}

const statement =
  /^\s*(?:select\s|insert\s+(?:or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+(?:recursive\s+)?\w+\s*(?:\([^()]{0,200}\)\s*)?as\s*\(|create\s+(?:temp\w*\s+|unique\s+|or\s+replace\s+|virtual\s+)?(?:table|index|view|database|schema|trigger)\s|alter\s+table\s|drop\s+(?:table|index|view|database|schema)\s|pragma\s|explain\s|analyze\s|vacuum\b|begin\b|commit\b|truncate\s+table\s|show\s+\w|set\s+\w+\s*(?:=|to\s))/i;

/** What a database is told, by calls that other libraries have for a shell. Its deeds are read from the statement itself. */
const isStatement = (name: string, told: Value | undefined): boolean =>
  /^(?:exec|execute|run|call|command|Command)$/.test(name) && told?.texts.every((text) => statement.test(text) && !/\$\(|`/.test(text)) === true;

function buildUp(args: readonly Value[], via: string, effects: Effects): Value {
  const words = args.flatMap(({ texts }) => texts);
  effects.built.push({ via, words });
  return { ...textValue(words[0] ?? unknown), words };
}

function noteRun(
  as: "line" | "words" | "either",
  args: readonly Value[],
  via: string,
  named: Call["named"],
  effects: Effects,
  raw = "",
  separate = false,
): void {
  const extra = [named["args"], named["argv"], named["arguments"]].flatMap((value) => value?.texts ?? []);
  const [first] = args;
  const program = first ?? named["cmd"] ?? named["executable"] ?? named["path"];
  if (program === undefined || (program.texts.length === 0 && extra.length === 0)) return;
  if (!isKnown(program) && !args.slice(1).some(isKnown)) {
    if (raw.trim() !== "" && !(program.ref !== undefined && /^(None|null|undefined|self|this|true|false)$/.test(program.ref)))
      effects.hides ??= "a command that it computes";
    return;
  }
  const words = [...program.texts, ...args.slice(1).flatMap(({ texts }) => texts), ...extra];
  const folder = named["cwd"]?.texts[0] ?? named["current_dir"]?.texts[0] ?? named["chdir"]?.texts[0];
  const into = folder === undefined || folder.includes(unknown) || folder === "." ? "" : `cd ${quoted(folder)} && `;
  const alone = args.length <= 1 && extra.length === 0;
  if (!program.list && (alone || as === "line") && !(separate && !alone)) {
    for (const text of program.texts) effects.lines.push({ via, text: into + text });
    return;
  }
  // The first may be a line of its own, with a shell's options behind it.
  const [head = ""] = words;
  if (/\s/.test(head.trim()) && !program.list) effects.lines.push({ via, text: `${into}${words.join(" ")}` });
  else if (into !== "") effects.lines.push({ via, text: into + words.map(quoted).join(" ") });
  else effects.runs.push({ via, words: program.list && args.length > 1 && head === words[program.texts.length] ? words.slice(program.texts.length) : words });
}

function noteDeed({ name, owner, on, args, named, raw }: Call, place: CallPlace, via: string, effects: Effects): void {
  const isPlace = on !== undefined && on.ref === undefined && on.path === true;
  for (const { names, owner: wanted, does, deep, on: which } of deedCalls) {
    if (!names.test(name)) continue;
    if (which === "itself" ? !isPlace : isPlace && on !== undefined && args.length === 0) continue;
    if (wanted !== undefined && !wanted.test(owner)) continue;
    if (which !== "itself" && on !== undefined && on.ref === undefined && on.path !== true && isKnown(on)) continue;
    if (does === "move" && which === "itself" && args.length !== 1) continue;
    const isDeep = deep === "asked" ? asksForAll(raw) || isTrue(named["recursive"]) : deep;
    const told =
      which === "itself"
        ? [on ?? nothing]
        : which === "second"
          ? args.slice(1, 2)
          : which === "last"
            ? args.slice(-1)
            : which === "first"
              ? args.slice(0, 1)
              : args;
    const targets =
      told.length === 0 && which !== "itself"
        ? [named["path"], named["at"], named["atPath"], named["dst"], named["name"]].filter((value) => value !== undefined)
        : told;
    const empties = does === "overwrite" && isEmptying(name, raw.replace(/\([^()]{0,400}\)/g, "()"));
    noteTargets(targets, does, isDeep, via, place, effects, empties);
    if (does === "move" && which === "first" && args[1] !== undefined) noteTargets([args[1]], "overwrite", false, via, place, effects);
    return;
  }
}

/** `0o777`, `0777`; of a number in another way of writing nothing is said. */
const modeAmong = (values: readonly Value[]): string =>
  values.flatMap(({ texts }) => texts).flatMap((text) => /^0?o?([0-7]{3,4})$/.exec(text)?.[1] ?? [])[0] ?? "u+r";

const isTrue = (value: Value | undefined) => value?.texts.some((text) => /^(true|True|TRUE|1|T)$/.test(text)) ?? false;

/** Whether a call leaves nothing in what it writes. */
const isEmptying = (name: string, raw: string): boolean =>
  /^f?truncate(Sync)?$/.test(name)
    ? !/,\s*[1-9]/.test(raw)
    : /(?:^|,)\s*(?:b?""|b?''|``|String\.new|nil|Buffer\.alloc\(\s*0\s*\)|new Uint8Array\(\s*0?\s*\)|data="")\s*(?:,|\)|$)/.test(raw);

function noteTargets(values: readonly Value[], does: CodeDeed["does"], deep: boolean, via: string, place: CallPlace, effects: Effects, empties = false): void {
  for (const value of values) {
    if (value.ref !== undefined && !isKnown(value) && /^(True|False|true|false|None|nil|null|undefined|stat\..*|File\..*|FALSE|TRUE)$/.test(value.ref))
      continue;
    for (const text of value.texts.slice(0, 64)) {
      if (/^(0o?)?\d+$/.test(text) && (does === "permit" || does === "own")) continue;
      if (text === "" || (/^[a-z]+$/.test(text) && /^(rf|r|s|T|recursive|force)$/.test(text))) continue;
      if (text === unknown && does !== "remove") continue;
      if (text === unknown && !deep && does === "remove" && !effects.deeds.some((deed) => deed.word === unknown)) {
        effects.deeds.push({ does, deep: false, word: unknown, via });
        continue;
      }
      const words =
        text.startsWith("/") || text.startsWith("~") || text.includes(unknown) || place.folders.size === 0
          ? [text]
          : [...place.folders].map((folder) => joinedPath(folder, text));
      // Whoever may use it from then on is told by the program that does the same.
      if (does === "permit") for (const word of words) effects.runs.push({ via, words: ["chmod", ...(deep ? ["-R"] : []), modeAmong(values), word] });
      for (const word of words)
        effects.deeds.push({ does, deep: deep || (value.walked === true && does === "remove"), word: globbed(word), via, ...(empties ? { empties } : {}) });
    }
  }
}
