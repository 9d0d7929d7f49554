import { isOtherRegistry } from "./addresses.ts";

const isOff = (value: string) => /^(?:false|0|off|no)$/i.test(value);
const isInTemporary = (value: string) => /(?:^|[\s=])(?:\/tmp|\/var\/tmp|\/dev\/shm)\//.test(value);
const isOtherProxy = (value: string) => value.split(/[,|]/).some(isOtherRegistry);

type Fits = (value: string) => boolean;
const always: Fits = () => true;

/** Settings of package managers that decide from where code comes, or which code runs in between; and which values of theirs are not the usual ones. */
const settings: readonly (readonly [names: RegExp, isOdd: Fits])[] = [
  [/^(?:.*:)?registry$|^npmregistryserver$|^npmpublishregistry$|^(?:global\.|install\.)?(?:extra-)?index-url$|^index$|^default-index$/i, isOtherRegistry],
  [
    /^script-shell$|^shell$|^yarnpath$|^yarn-path$|^node-gyp$|^onload-script$|^git$/i,
    (value) => /\//.test(value) && !/^\/(?:usr\/)?bin\/(?:ba|z|da|fi)?sh$/.test(value),
  ],
  [/^strict-ssl$|^enablestrictssl$|^ssl-verify$/i, isOff],
  [/^(?:global\.|install\.)?trusted-host$/i, (value) => isOtherRegistry(`//${value}`)],
  [/^(?:https?-?)?proxy$|^httpsproxy$/i, isOtherRegistry],
];

/** Variables of the environment of the same kind. */
const variables: readonly (readonly [names: RegExp, isOdd: Fits])[] = [
  [
    /^npm_config_(?:.*_)?registry$|^(?:yarn_)?npm_registry_server$|^PIP_(?:EXTRA_)?INDEX_URL$|^UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?$|^PIP_FIND_LINKS$|^CARGO_REGISTRIES_\w+_INDEX$|^BUN_CONFIG_REGISTRY$/i,
    isOtherRegistry,
  ],
  [/^npm_config_script_shell$/i, (value) => /\//.test(value) && !/^\/(?:usr\/)?bin\/(?:ba|z|da)?sh$/.test(value)],
  [/^npm_config_strict_ssl$|^YARN_ENABLE_STRICT_SSL$/i, isOff],
  [/^PIP_TRUSTED_HOST$/, (value) => isOtherRegistry(`//${value}`)],
  [/^GOPROXY$/, isOtherProxy],
  [/^GOINSECURE$/, always],
  [/^GOFLAGS$/, (value) => /-toolexec|-insecure|-overlay|-exec[= ]/.test(value)],
  [
    /^(?:CARGO_BUILD_)?RUSTC(?:_WORKSPACE)?(?:_WRAPPER)?$|^CARGO_TARGET_\w+_(?:RUNNER|LINKER)$|^(?:CC|CXX|LD|AR|SHELL|MAKE|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|PYTHONSTARTUP|PYTHONPATH|NODE_PATH|MAVEN_OPTS)$/,
    isInTemporary,
  ],
];

const oddAmong = (list: typeof settings, name: string, value: string): boolean => list.some(([names, isOdd]) => names.test(name) && isOdd(value));

/** Whether a variable of the environment makes a package manager or a compiler bring or run other code. */
export const isOddVariable = (name: string, value: string): boolean => oddAmong(variables, name, value);

const setters = /^(?:npm|pnpm|yarn|bun|pip[\d.]*|go|gem|poetry|bundle|composer|conda|mamba)$/;

/** The setting that a package manager would be given for good, where it is an odd one. */
export function oddSetting(name: string, args: readonly string[]): string | undefined {
  if (!setters.test(name)) return undefined;
  const words = args.filter((word) => !/^(?:-g|--global|--user|--site|-H|--home|--location(?:=\w+)?|-L)$/.test(word));
  const [first = "", second = ""] = words;
  if (/^(?:npm|pnpm|yarn|bun|pip[\d.]*)$/.test(name)) {
    const isSet = /^(?:config|c)$/.test(first) && second === "set";
    if (!isSet && !(first === "set" && name !== "yarn")) return undefined;
    return oddPair(words.slice(isSet ? 2 : 1));
  }
  if (name === "go" && first === "env" && args.includes("-w"))
    return args.find((word) => isOddAssignment(word) || /^GO(?:SUMDB=off|NOSUMCHECK=1|NOSUMDB=\*)$/.test(word));
  if (name === "gem" && first === "sources" && /^(?:-a|--add)$/.test(second)) return words.slice(2).find(isOtherRegistry);
  if (/^(?:poetry|bundle|composer|conda|mamba)$/.test(name) && /^(?:config|source)$/.test(first)) return words.slice(1).find(isOtherRegistry);
  return undefined;
}

const isOddAssignment = (word: string): boolean => {
  const equals = word.indexOf("=");
  return equals > 0 && isOddVariable(word.slice(0, equals), word.slice(equals + 1));
};

function oddPair(words: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const equals = word.indexOf("=");
    const [key, value] = equals > 0 && !word.startsWith("//") ? [word.slice(0, equals), word.slice(equals + 1)] : [word, words[index + 1] ?? ""];
    if (oddAmong(settings, key, value)) return `${key}=${value}`;
  }
  return undefined;
}

/** The odd setting that a text for a package manager's own file would set: `.npmrc`, `pip.conf`, `.yarnrc.yml`. */
export function oddLine(text: string): string | undefined {
  for (const line of text.slice(0, 131_072).split(/\n|\\n/)) {
    const [, key = "", value = ""] = /^\s{0,20}(["'\w@:/.-]{2,60}?)\s{0,5}[=:]\s{0,5}["']?([^\s"']{1,300})/.exec(line) ?? [];
    if (key !== "" && oddAmong(settings, key.replace(/["']/g, ""), value)) return `${key}=${value}`;
  }
  return undefined;
}
