import { wrapperNames, wrappers } from "./wrappers/index.ts";
import type { Wrapper } from "./wrappers/wrapper.ts";

/** What a wrapper runs. */
export interface Unwrapped {
  readonly via: string;
  readonly words: readonly string[];
  readonly root: boolean;
  readonly remote: boolean;
  /** Where it runs, where the wrapper says so. */
  readonly folder?: string;
  /** Folders of this machine under the names that they have inside: `-v /:/host`. */
  readonly mounts: readonly (readonly [inside: string, outside: string])[];
  readonly options: readonly string[];
}

const plainOptions = (words: readonly string[], from: number, valued: readonly string[], settings: boolean): number => {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return settings ? behindSettings(words, at + 1) : at + 1;
    if (settings && /^[A-Za-z_][\w%()]*=/.test(word)) continue;
    // For `env`, a dash alone is an option.
    if (settings && word === "-") continue;
    if (!word.startsWith("-") || word === "-") return at;
    // `-u root`, but not `-uroot` or `--user=root`; in `-it` and `-nE` the last letter may take one.
    if (valued.includes(word) || (/^-[a-zA-Z]{2,4}$/.test(word) && valued.includes(`-${word.at(-1)}`) && !valued.includes(word.slice(0, 2)))) at++;
  }
  return at;
};

/** `sudo -- NAME=value make`: settings stand behind the dashes as well. */
function behindSettings(words: readonly string[], from: number): number {
  let at = from;
  while (/^[A-Za-z_][\w%()]*=/.test(words[at] ?? "")) at++;
  return at;
}

/** What a program runs in its place, when all it does is to run another; words without the path of the first. */
export function unwrap(words: readonly string[]): Unwrapped | undefined {
  const [name = ""] = words;
  for (const spelled of wrapperNames.get(name) ?? []) {
    const wrapper = wrappers[spelled] as Wrapper;
    const [, ...more] = spelled.split(" ");
    const wanted = wrapper.behind ?? [];
    let at = 1;
    // Options may stand between the words of the wrapper: `docker --context x exec`.
    const found = more.every((word) => {
      at = plainOptions(words, at, wrapper.valued ?? [], false);
      return words[at++] === word;
    });
    if (!found || (wanted.length > 0 && !wanted.includes(words[at++] ?? ""))) continue;
    const from = at;
    at = plainOptions(words, at, wrapper.valued ?? [], wrapper.settings ?? false);
    const options = words.slice(from, at);
    if (wrapper.idle?.some((option) => options.includes(option))) return undefined;
    if (wrapper.needs?.some((option) => options.includes(option)) === false) return undefined;
    for (let skipped = 0; skipped < (wrapper.skip ?? 0); skipped++) at = plainOptions(words, at + 1, [], false);
    const rest = spelled === "start-stop-daemon" ? words.slice(at).filter((word) => word !== "--") : words.slice(at);
    const entry = valueAmong(options, "--entrypoint");
    const folder = valueAmong(options, "-C", "--chdir", "-D", "-w", "--workdir", "--cwd");
    return {
      via: spelled,
      words: entry === undefined ? rest : [entry, ...rest],
      root: wrapper.root === true && !isAnother(valueAmong(options, "-u", "--user")),
      remote: wrapper.remote ?? false,
      ...(folder === undefined ? {} : { folder }),
      mounts: wrapper.remote ? mountsOf(options) : [],
      options,
    };
  }
  return undefined;
}

const isAnother = (user: string | undefined) => user !== undefined && !["root", "0", "#0"].includes(user);

function valueAmong(options: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, option] of options.entries()) {
    if (names.includes(option)) return options[index + 1];
    const equals = option.indexOf("=");
    if (equals !== -1 && names.includes(option.slice(0, equals))) return option.slice(equals + 1);
  }
  return undefined;
}

function mountsOf(options: readonly string[]): Unwrapped["mounts"] {
  const out: (readonly [string, string])[] = [];
  for (const [index, option] of options.entries()) {
    const [flag = "", ...rest] = option.split("=");
    const value = rest.length > 0 ? rest.join("=") : (options[index + 1] ?? "");
    if (flag === "-v" || flag === "--volume") {
      const [outside = "", inside = ""] = value.split(":");
      if (/^[/~.]/.test(outside) && inside.startsWith("/")) out.push([inside, outside]);
    } else if (flag === "--mount") {
      const outside = /(?:source|src)=([^,]+)/.exec(value)?.[1];
      const inside = /(?:target|dst|destination)=([^,]+)/.exec(value)?.[1];
      if (outside !== undefined && inside !== undefined) out.push([inside, outside]);
    }
  }
  return out;
}

/** A word of a container under the name that it has outside of it. */
export function throughMounts(word: string, mounts: Unwrapped["mounts"]): string {
  for (const [inside, outside] of mounts) {
    if (word === inside) return outside;
    if (word.startsWith(inside === "/" ? "/" : `${inside}/`)) return `${outside === "/" ? "" : outside}/${word.slice(inside === "/" ? 1 : inside.length + 1)}`;
  }
  return word;
}
