import { constants } from "node:fs";
import { access, lstat, realpath } from "node:fs/promises";
import path from "node:path";
import { cutText } from "../text/cut-text.ts";
import { sizeText } from "../turn-sentence.ts";

export interface OutgoingFiles {
  /** Where the file really is, when it may be sent; else why not, as the end of a sentence. Never rejects. */
  check(file: string): Promise<{ readonly path: string } | { readonly problem: string }>;
}

const longestPath = 4_096;
/** Of a name: what hides itself or passes for something else. */
const hardToSee = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|(?! )\p{Zs}|^ | $/u;
const configuration = /^instar\.config\./i;
/** Files of the system that are made while they are read, and hold what processes keep to themselves. */
const notOnDisk = /^\/(?:proc|sys|dev)\//;

/** Why no file goes out on a channel that sends none. */
export const noFilesHere = "no files can be sent here";
const outside = "it lies outside of the folders that files may be sent from";
const missing = "there is no such file";

const isUnder = (folder: string, file: string) => {
  const way = path.relative(folder, file);
  return way !== "" && way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};

/**
 * Decides which files may leave the house: regular ones, readable and not too large, under one of the folders. Never what is hidden, what a link leads
 * to, the configuration, or the agent's state but for its folder `outgoing`, where plugins put what is to be sent.
 */
export function createOutgoingFiles({
  project,
  home,
  from,
  maxBytes,
}: {
  readonly project: string;
  readonly home: string;
  /** Seen from the project. */
  readonly from: readonly string[];
  readonly maxBytes: number;
}): OutgoingFiles {
  const outgoing = path.join(home, "outgoing");
  const roots = [outgoing, ...from.map((folder) => path.resolve(project, folder))];

  /** By its name alone, so that nobody learns what lies elsewhere. */
  function rootOf(file: string): { readonly root: string } | { readonly problem: string } {
    const whole = path.resolve(project, file);
    if (file.length > longestPath || file.includes("\0")) return { problem: "its path is not one" };
    if (file.split(/[\\/]/).includes("..")) return { problem: 'its path leads through ".."' };
    if (notOnDisk.test(whole) || (isUnder(home, whole) && !isUnder(outgoing, whole))) return { problem: outside };
    const places = roots.filter((folder) => isUnder(folder, whole)).map((root) => placeIn(root, whole));
    return places.find((place) => "root" in place) ?? places[0] ?? { problem: outside };
  }

  function placeIn(root: string, whole: string): { readonly root: string } | { readonly problem: string } {
    const names = path.relative(root, whole).split(path.sep);
    if (names.some((name) => name.startsWith("."))) return { problem: "hidden files are not sent" };
    if (names.some((name) => hardToSee.test(name))) return { problem: "its name has characters that cannot be seen" };
    return configuration.test(names.at(-1) as string) ? { problem: "my configuration is not sent" } : { root };
  }

  async function checkOnDisk(whole: string, root: string): Promise<{ readonly path: string } | { readonly problem: string }> {
    const real = await realpath(whole);
    if (real !== path.join(await realpath(root), path.relative(root, whole))) return { problem: "a link leads to it" };
    const found = await lstat(real);
    if (!found.isFile()) return { problem: "it is not a file" };
    if (found.size > maxBytes) return { problem: `it is larger than ${sizeText(maxBytes)}` };
    await access(real, constants.R_OK);
    return { path: real };
  }

  return {
    async check(file) {
      if (typeof file !== "string") return { problem: "its path is not one" };
      const place = rootOf(file);
      if ("problem" in place) return place;
      return checkOnDisk(path.resolve(project, file), place.root).catch(({ code }: NodeJS.ErrnoException) => ({
        problem: code === "ENOENT" || code === "ENOTDIR" ? missing : "it cannot be read",
      }));
    },
  };
}

const longestName = 80;
const nameOf = (file: string) => {
  const name = path.basename(String(file)).replace(/[\p{C}\p{Zl}\p{Zp}`]/gu, "");
  return `\`${cutText(name, longestName)}\``;
};

/** Which files were left out of a reply, and why, in one sentence. */
export const leftOutSentence = (files: readonly { readonly file: string; readonly problem: string }[]): string => {
  const [first] = files;
  if (files.length === 1 && first) return `I could not send ${nameOf(first.file)}: ${first.problem}.`;
  const named = files.map(({ file, problem }) => `${nameOf(file)} (${problem})`);
  return `I could not send ${named.slice(0, -1).join(", ")} and ${named.at(-1)}.`;
};
