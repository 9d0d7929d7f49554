import { unknown, wildcard } from "@instar/shell-words";
import type { Call, CallPlace } from "./call.ts";
import { changed, eachOf, isKnown, joined, joinedPath, listValue, nothing, textValue, type Value } from "./value.ts";

/** A folder that the code makes for itself, new by its nature. */
const madeByCode = "/tmp/instar-guard.made-by-code";

const homes = /^(homedir|user_home!?|UserHomeDir|home_dir|getHomeDirectory|path_home|NSHomeDirectory|homeDirectoryForCurrentUser|userHomeDir)$/;
const heres = /^(getcwd|cwd|pwd|Getwd|current_dir|getCurrentDirectory|GetCurrentDirectory|get_cwd|currentdir)$/;
const temps =
  /^(mkdtemp(Sync)?|mktmpdir|MkdirTemp|TempDir|TemporaryDirectory|createTempDirectory|createTempDir|makeTempDir(Sync)?|tempdir|mkstemp|mktemp|NamedTemporaryFile|TemporaryFile|Tempfile|tempfile|tempname|tmpname|tmpnam|CreateTemp|createTempFile|makeTempFile(Sync)?|dirSync|tmp_dir)$/;
const tempRoots = /^(tmpdir|gettempdir|temp_dir|sys_get_temp_dir|GetTempPath|tmp_dir!?)$/;
const expanders = /^(expanduser|expand_path|expandvars|Expand|untildify)$/;
const joiners =
  /^([jJ]oin|resolve|Path|PurePath|PosixPath|Pathname|joinpath|Combine|child|relativize|catfile|catdir|File|of|fileURLToPath|resolvePath|append|push|URL)$/;
const listers =
  /^(DirectoryIterator|FilesystemIterator|listdir|scandir|readdir(Sync)?|iterdir|children|each_child|entries|list(_dir|Files|_files)?|files|ls!?|ReadDir|read_dir|listDirectory|getDirectoryContents|dir|EnumerateFiles|GetFiles|GetDirectories|contentsOfDirectory)$/;
const walkers = /^(RecursiveDirectoryIterator|walk(Sync|dir)?|find|finddepth|os_walk|WalkDir|Walk|fwalk|listFilesRecursively|eachFileRecurse|walkFileTree)$/;
const globbers = /^(r?i?glob(Sync)?|Glob|bsd_glob|wildcard|fast_glob|globby|sync)$/;

const here = ({ folders }: CallPlace): Value => (folders.size === 0 ? textValue(".", { path: true }) : { texts: [...folders], list: false, path: true });
const tilde = (text: string, home: string) => (/^~(\/|$)/.test(text) ? home + text.slice(1) : text.replace(/^(\$HOME|\$\{HOME\}|%USERPROFILE%)/, home));
const wild = (text: string) => text.replace(/\*+/g, wildcard.many).replaceAll("?", wildcard.one);

/** A variable of the environment. */
export function variableOf(name: string, place: CallPlace, otherwise: Value = nothing): Value {
  if (name === "HOME" || name === "USERPROFILE") return textValue(place.home, { path: true });
  if (Object.hasOwn(place.variables, name)) return textValue(place.variables[name] ?? "");
  if (name === "PWD" || name === "INIT_CWD") return here(place);
  if (name === "TMPDIR") return textValue("/tmp");
  return isKnown(otherwise) ? otherwise : { ...nothing, secret: /TOKEN|SECRET|PASSW|API_?KEY|CREDENTIAL/i.test(name) };
}

/** What lies in folders. What is chosen by its name is not all of it. */
function within(folder: Value, deep: boolean, { chooses }: CallPlace): Value {
  const inside = (one: string) =>
    one === unknown ? unknown : `${one.replace(/(.)\/$/, "$1").replace(/^\/$/, "")}/${chooses ? "found.by-name" : wildcard.many}`;
  return { texts: folder.texts.map(inside), list: true, path: true, ...(deep && !chooses ? { walked: true } : {}) };
}

/** The place that a call gives, where it gives one. */
export function placeGivenBy(call: Call, place: CallPlace): Value | undefined {
  const { name, owner, on, args, raw } = call;
  const [first] = args;
  if (/^(?:URL|fileURLToPath)$/.test(name) && first?.texts.some((text) => text.startsWith("file://")) === true)
    return { ...changed(first, (text) => text.replace(/^file:\/\/(?:localhost)?/, "")), path: true };
  const onPath = on !== undefined && on.ref === undefined && isKnown(on);
  if (homes.test(name) || (name === "home" && /^(Path|Dir|pathlib\.Path|dirs?|File|UserHome)$/.test(owner)) || owner.endsWith("System.user_home"))
    return textValue(place.home, { path: true });
  if (heres.test(name) && !onPath) return here(place);
  if (temps.test(name) && !(name === "mktemp" && onPath) && !(name === "tempfile" && args.length > 1)) return textValue(madeByCode, { path: true });
  if (tempRoots.test(name)) return textValue("/tmp", { path: true });
  if (/^(getProperty)$/.test(name) && /user\.(home|dir)/.test(raw)) return /user\.home/.test(raw) ? textValue(place.home, { path: true }) : here(place);
  if (/^(getenv|get_env!?|Getenv|LookupEnv|fetch_env!?|GetEnvironmentVariable|lookupEnv|getEnv|var|var_os)$/.test(name) && first !== undefined)
    return first.texts.length === 1 ? variableOf(first.texts[0] ?? "", place, args[1]) : undefined;
  if (/^(get|fetch|dig|key|getOrDefault)$/.test(name) && /(^|\.)(environ|ENV|env|System\.getenv)$/i.test(owner) && first !== undefined)
    return variableOf(first.texts[0] ?? "", place, args[1]);
  if (/^(GetFolderPath)$/.test(name)) return textValue(place.home, { path: true });
  if (expanders.test(name)) {
    const base = onPath ? on : first;
    if (base === undefined) return undefined;
    const told = { ...changed(base, (text) => tilde(text, place.home)), path: true };
    return name === "expand_path" && args[1] !== undefined ? joined(args[1], told, joinedPath) : told;
  }
  if (joiners.test(name) && !(/^join$/i.test(name) && isSeparating(call)) && !(name === "of" && !/(Path|Paths)$/.test(owner))) return joinedBy(call, place);
  if (/^get$/.test(name) && /Paths$/.test(owner)) return joinedBy(call, place);
  if (globbers.test(name) && (first !== undefined || onPath)) return globbedBy(call, place);
  if (walkers.test(name) && (onPath || (first !== undefined && /^(os|filepath|Find|fs|Files|path|)$|\.(Find|os|Files)$/.test(owner))))
    return within(onPath ? on : (first ?? here(place)), true, place);
  if (listers.test(name)) {
    if (on?.path === true || (onPath && /^(iterdir|children|listFiles|entries)$/.test(name))) return within(on, false, place);
    if (
      first !== undefined &&
      isKnown(first) &&
      /^(os|fs|Dir|File|Files|IO|Deno|filepath|Pathname|ioutil|Directory|promises|)$|\.(promises|Dir|File|os|fs|Files|Directory)$/.test(owner) &&
      !/^(files|list|dir)$/.test(owner + name)
    )
      return within(name === "list_dir" ? (args.at(-1) ?? first) : first, /recursive/.test(raw), place);
    if (args.length === 0 && /^(os|Dir|FileList)$/.test(owner)) return within(here(place), false, place);
  }
  if (name === "relative" && args[1] !== undefined) return args[1];
  return undefined;
}

/** `", ".join(…)`, `[…].join("")` put texts together, not paths. */
const isSeparating = ({ on, owner, args }: Call) =>
  (on !== undefined && on.ref === undefined && owner === "" && (on.list || args[0]?.list === true)) || owner === "strings";

function joinedBy({ name, owner, on, args }: Call, place: CallPlace): Value | undefined {
  if (/^(append|push|File|child|of|URL)$/.test(name) && on !== undefined && on.path !== true && name !== "of") return undefined;
  const onPath = on !== undefined && on.ref === undefined && isKnown(on);
  if (args.length === 0) return onPath ? { ...on, path: true } : name === "resolve" || name === "Path" ? here(place) : undefined;
  if (name === "resolve" && !onPath && !/path$/i.test(owner) && owner !== "") return undefined;
  const [head = nothing, ...rest] = [...(onPath ? [on] : []), ...args.flatMap((arg) => (arg.list ? arg.texts.map((text) => textValue(text)) : [arg]))];
  let out: Value = head;
  for (const arg of rest) out = joined(out, arg, joinedPath);
  const told = { ...eachOf(out), path: true };
  return name === "resolve" && out.texts.length === 1 && out.texts[0] === "." ? here(place) : told;
}

function globbedBy({ name, on, args }: Call, place: CallPlace): Value {
  const isRecursive = name === "rglob";
  const patterns = args[0] ?? listValue([]);
  const base = on !== undefined && on.ref === undefined && isKnown(on) && on.path === true ? on : undefined;
  const whole = base === undefined ? patterns : joined(base, patterns, joinedPath);
  const deep = whole.texts.some((text) => /\*\*/.test(text) || isRecursive) && whole.texts.some((text) => /(^|\/)\**$/.test(text));
  return {
    texts: whole.texts.map((text) =>
      wild(
        tilde(text, place.home)
          .replace(/\/\*\*(\/\*)?$/, "/*")
          .replace(/\*\*\//g, ""),
      ),
    ),
    list: true,
    path: true,
    ...(deep ? { walked: true } : {}),
  };
}
