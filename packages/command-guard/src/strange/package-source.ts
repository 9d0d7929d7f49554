import { readInvocation, valuesOf } from "../invocation.ts";
import { isKnownOwner, isOtherRegistry, isStrangeAddress } from "./addresses.ts";

type Words = readonly string[];

/** A package as npm names it, which is somebody's repository or a file on the network. */
function isStrangeSpec(given: string): boolean {
  const spec = given.replace(/^@?[\w./-]+@(?=(?:git\+|https?:|ssh:|git:|github:|gitlab:|bitbucket:|gist:))/, "");
  if (isStrangeAddress(spec)) return true;
  const [, owner] = /^(?:github|gitlab|bitbucket|gist|gh):([\w./-]+)/.exec(spec) ?? [];
  if (owner !== undefined) return !isKnownOwner(owner);
  return /^[\w][\w-]*\/[\w.-]+(?:#[\w./-]+)?$/.test(spec) && !isKnownOwner(spec);
}

const isStrangePython = (spec: string): boolean => isStrangeAddress(spec.replace(/^[\w[\],.-]+\s*@\s*/, "").replace(/^(?:git|hg|svn|bzr)\+(?=\w+:)/, ""));

const firstPlain = (words: Words, behind: Words = []): string | undefined =>
  words.find((word, index) => !word.startsWith("-") && !behind.includes(words[index - 1] ?? ""));

/** The values of long and short options, written with a blank or `=`. */
const given = (args: Words, names: string): Words => {
  const wanted = names.split("|");
  return args.flatMap((word, index) => {
    const equals = word.indexOf("=");
    if (equals > 0 && wanted.includes(word.slice(0, equals))) return [word.slice(equals + 1)];
    return wanted.includes(args[index - 1] ?? "") ? [word] : [];
  });
};

function ofNode(name: string, args: Words): string | undefined {
  const [verb = ""] = readInvocation(name, args).plain;
  const at = args.indexOf(verb);
  const rest = args.slice(at + 1);
  const brings = /^(?:i|in|ins|inst|isntall|install|add|ci|clean-install|update|up|upgrade|link|import)$/.test(verb);
  const runs = /^(?:exec|x|dlx|create|init)$/.test(verb);
  if (!brings && !runs) return undefined;
  const other = given(args, "--registry|--@*:registry").find(isOtherRegistry);
  if (other !== undefined) return other;
  if (runs) return strangeRun(rest, verb === "create" || verb === "init");
  return rest
    .filter((word, index) => !word.startsWith("-") && !/^(?:-w|--workspace|--prefix|-C|--dir|--filter|--cwd)$/.test(rest[index - 1] ?? ""))
    .find(isStrangeSpec);
}

function strangeRun(args: Words, made = false): string | undefined {
  const behind = "-p --package -w --workspace --cache -c --call --registry".split(" ");
  const other = given(args, "--registry").find(isOtherRegistry);
  const first = firstPlain(args, behind);
  return (
    other ?? [...given(args, "-p|--package"), ...(first === undefined ? [] : [first])].find((spec) => isStrangeSpec(spec) || (made && isStrangeAddress(spec)))
  );
}

const pythonIndex = "-i|--index-url|--extra-index-url|--index|--default-index|-f|--find-links|--pypi-url|--source";

function ofPython(name: string, args: Words): string | undefined {
  const words = name === "uv" && /^(?:pip|tool)$/.test(args[0] ?? "") ? args.slice(1) : args;
  const verb = name === "uvx" ? "run" : (firstPlain(words) ?? "");
  if (!/^(?:install|add|run|inject|download|wheel|upgrade|sync|update|compile)$/.test(verb)) return undefined;
  const rest = name === "uvx" ? words : words.slice(words.indexOf(verb) + 1);
  const ends = verb === "run" ? rest.findIndex((word, index) => !word.startsWith("-") && !/^--?\w/.test(rest[index - 1] ?? "")) : -1;
  const told = ends === -1 ? rest : rest.slice(0, ends + 1);
  const index = given(told, pythonIndex).find(isOtherRegistry);
  if (index !== undefined) return index;
  const trusted = given(told, "--trusted-host|--allow-insecure-host").find((host) => isOtherRegistry(`//${host}`));
  return trusted ?? [...told, ...given(told, "--from|--with|--spec|--git|-r|--requirement|-e|--editable")].find(isStrangePython);
}

/** Addresses under which the makers of well-known Go tools give them out. */
const knownModules =
  /^(?:(?:[\w-]+\.)*golang\.org|k8s\.io|sigs\.k8s\.io|go\.uber\.org|go\.dev|honnef\.co|mvdan\.cc|gotest\.tools|cuelang\.org|rsc\.io|gopkg\.in|entgo\.io|goa\.design|helm\.sh|connectrpc\.com|gioui\.org|filippo\.io|cloud\.google\.com|go\.opentelemetry\.io|kcl-lang\.io|dario\.cat)\//;

function ofGo(args: Words): string | undefined {
  const [verb = ""] = args;
  if (verb !== "run" && verb !== "install") return undefined;
  const spec = args.slice(1).find((word) => !word.startsWith("-"));
  if (spec === undefined || !/^[\w-]+(?:\.[\w-]+)+\/[^@]+@/.test(spec)) return undefined;
  return isKnownOwner(spec) || knownModules.test(spec) ? undefined : spec;
}

function ofCargo(args: Words): string | undefined {
  if (!/^(?:install|add|binstall)$/.test(firstPlain(args.filter((word) => !word.startsWith("+"))) ?? "")) return undefined;
  return given(args, "--git|--index|--registry-index").find(isStrangeAddress);
}

function ofBrew(args: Words): string | undefined {
  const [verb = "", ...rest] = args;
  const named = rest.filter((word) => !word.startsWith("-"));
  if (verb === "tap") return named.find((word) => /^[\w-]+\/[\w-]+$|:\/\//.test(word) && !isKnownOwner(word));
  if (!/^(?:install|reinstall|upgrade|cask|bundle)$/.test(verb)) return undefined;
  return named.find((word) => isStrangeAddress(word) || (/^[\w-]+\/[\w-]+\/[\w@.+-]+$/.test(word) && !isKnownOwner(word)));
}

function ofDeno(args: Words): string | undefined {
  if (!/^(?:run|install|test|bench|serve|compile|jupyter|cache|x|add)$/.test(args[0] ?? ""))
    return args[0] !== undefined && isStrangeAddress(args[0]) ? args[0] : undefined;
  return args.slice(1).find(isStrangeAddress);
}

function ofGh(args: Words): string | undefined {
  const { plain } = readInvocation("gh", args);
  return /^ext/.test(plain[0] ?? "") && /^(?:install|exec)$/.test(plain[1] ?? "") && (plain[2] ?? "").includes("/") && !isKnownOwner(plain[2] ?? "")
    ? plain[2]
    : undefined;
}

function ofNix(args: Words): string | undefined {
  if (!/^(?:run|shell|develop|profile|build|flake)$/.test(args[0] ?? "")) return undefined;
  return args
    .slice(1)
    .find((word) => /^(?:github|gitlab|sourcehut|git\+https?|https?|tarball\+https?):/.test(word) && !isKnownOwner(word.replace(/^\w+:(?=\w)/, "")));
}

const manifestVerbs = /^(?:apply|create|replace)$/;

/** What would be put into a cluster from an address. */
function ofKubectl(args: Words): string | undefined {
  const call = readInvocation("kubectl", args);
  if (!manifestVerbs.test(call.plain[0] ?? "") || [...call.flags].includes("--dry-run")) return undefined;
  return [...valuesOf(call, "-f|--filename|-k|--kustomize")].find((value) => /^https?:|^(?:git::|git@|github\.com\/)/.test(value));
}

const addressed: Readonly<Record<string, (args: Words) => boolean>> = {
  gem: (args) => /^(?:install|i|sources)$/.test(args[0] ?? ""),
  bundle: (args) => /^(?:add|install|config)$/.test(args[0] ?? ""),
  helm: (args) => /^(?:install|upgrade|plugin)$/.test(args[0] ?? "") && !args.includes("--repo"),
  cpanm: () => true,
  mix: (args) => /^(?:archive|escript)\.install$/.test(args[0] ?? ""),
  luarocks: (args) => args.includes("install"),
  opam: (args) => /^(?:pin|repo|repository)$/.test(args[0] ?? ""),
  dotnet: (args) => /^(?:tool|add|nuget)$/.test(args[0] ?? ""),
  nuget: (args) => /^(?:install|sources)$/i.test(args[0] ?? ""),
  composer: (args) => /^(?:config|require|create-project)$/.test(firstPlain(args, ["-d"]) ?? ""),
  asdf: (args) => args[0] === "plugin" || args[0] === "plugin-add",
  "ansible-galaxy": (args) => args.includes("install"),
  terraform: (args) => args.some((word) => word.startsWith("-from-module")),
  tofu: (args) => args.some((word) => word.startsWith("-from-module")),
  rpm: () => true,
  dnf: (args) => args.some((word) => /^(?:install|localinstall|config-manager)$/.test(word)),
  yum: (args) => args.some((word) => /^(?:install|localinstall)$/.test(word)),
  conda: (args) => /^(?:install|create)$/.test(args[0] ?? ""),
  mamba: (args) => /^(?:install|create)$/.test(args[0] ?? ""),
  krew: (args) => args[0] === "install" || args[0] === "index",
  code: (args) => args.includes("--install-extension"),
};

/** Code of a stranger that a package manager or a runner would bring and run: its address; undefined when it is a named package of everybody's registry. */
export function strangeSource(name: string, args: Words): string | undefined {
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name)) return ofNode(name, args);
  if (/^(?:npx|bunx|pnpx)$/.test(name)) return strangeRun(args);
  if (/^(?:pip[\d.]*|uv|uvx|pipx|poetry|pdm|pipenv|rye|hatch|easy_install)$/.test(name))
    return ofPython(name, name === "easy_install" ? ["install", ...args] : args);
  if (name === "go") return ofGo(args);
  if (name === "cargo") return ofCargo(args);
  if (name === "brew") return ofBrew(args);
  if (name === "deno") return ofDeno(args);
  if (name === "bun" || name === "tsx") return args.find(isStrangeAddress);
  if (name === "gh") return ofGh(args);
  if (name === "nix") return ofNix(args);
  if (/^(?:kubectl|oc|k)$/.test(name)) return ofKubectl(args);
  const takes = Object.hasOwn(addressed, name) ? addressed[name] : undefined;
  if (takes === undefined || !takes(args)) return undefined;
  return args.map((word) => word.replace(/^-[\w-]+=/, "")).find(isStrangeAddress);
}
