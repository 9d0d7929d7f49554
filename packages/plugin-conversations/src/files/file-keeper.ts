import { constants, type Dirent } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Clock, Logger } from "@instar/kernel";
import type { Channel } from "@instar/kernel/contracts";
import type { InboxRow, KeptFile } from "../contract.ts";
import { inTime } from "../in-time.ts";
import { madeAt } from "../message-id.ts";
import type { ConversationsOptions } from "../options.ts";
import { sizeText, tooLargeProblem, tooLargeSentence, tooManyProblem, tooManySentence } from "../turn-sentence.ts";
import { safeFileName } from "./safe-file-name.ts";

/** Before the second try, and before the third and last. */
const pausesMs = [1_000, 5_000];
const longestTryMs = 120_000;
/** After this no further file of a message is waited for. */
const longestFetchMs = 300_000;
const dayMs = 86_400_000;

/** What became of a message's files. `sentences`: what its sender must know of them. */
export interface Fetched {
  readonly files: readonly KeptFile[];
  readonly sentences: readonly string[];
}

export interface FileKeeper {
  /** Copies of the files that have neither a copy nor a problem yet, in a folder of the message's own. Rejects only when `signal` is aborted. */
  fetch(message: Pick<InboxRow, "id" | "address" | "files">, signal: AbortSignal): Promise<Fetched>;
  /** Removes the copies that are older than `keepFilesDays`. */
  sweep(): Promise<void>;
}

export const isToFetch = ({ path: copy, problem }: KeptFile): boolean => copy === undefined && problem === undefined;

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? "");
const isTooLarge = (error: unknown) => /(^|_)TOO_LARGE$/.test(codeOf(error));

/** Throws unless it is a folder of its own and no link to another. */
async function ensureFolder(folder: string) {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== "EEXIST") throw error;
  });
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is no folder.`);
}

/** Its size, once only its owner may read it. Throws for what is no file of its own. */
async function closeToOthers(file: string): Promise<number> {
  await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const found = await handle.stat();
  if (!found.isFile()) throw new Error("What the channel wrote is no file.");
  await handle.chmod(0o600);
  return found.size;
}

/** Fetches what came with a message once its sender was judged, and keeps it for a while. `folder`: where; made when it is needed. */
export function createFileKeeper({
  folder,
  options: { maxFileBytes, maxFiles, keepFilesDays },
  channel,
  clock,
  log,
}: {
  readonly folder: () => string;
  readonly options: Pick<ConversationsOptions, "maxFileBytes" | "maxFiles" | "keepFilesDays">;
  readonly channel: (id: string) => Channel | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}): FileKeeper {
  /** Either the copy is whole and under its name, or it throws. */
  async function copyOnce(from: Channel, file: KeptFile, target: string, signal: AbortSignal): Promise<"kept" | "too large"> {
    const half = `${target}.part`;
    const { path: _, problem: _problem, ...incoming } = file;
    try {
      await rm(half, { force: true });
      await rm(target, { force: true });
      await inTime(clock, longestTryMs, [signal], async (ended) => from.fetch?.(incoming, { path: half, maxBytes: maxFileBytes, signal: ended }));
      if ((await closeToOthers(half)) > maxFileBytes) return "too large";
      signal.throwIfAborted();
      await rename(half, target);
      return "kept";
    } catch (error) {
      if (isTooLarge(error)) return "too large";
      throw error;
    } finally {
      await rm(half, { force: true });
    }
  }

  async function copy(id: string, file: KeptFile, target: string, signal: AbortSignal): Promise<"kept" | "too large" | "failed"> {
    for (let tried = 0; ; tried++) {
      signal.throwIfAborted();
      try {
        const from = channel(id);
        if (!from) throw new Error("The channel is away.");
        await ensureFolder(path.dirname(path.dirname(target)));
        await ensureFolder(path.dirname(target));
        return await copyOnce(from, file, target, signal);
      } catch (error) {
        signal.throwIfAborted();
        log.warn("A file of a message could not be fetched.", { channel: id, tried: tried + 1, error });
        const pauseMs = pausesMs[tried];
        if (pauseMs === undefined) return "failed";
        await clock.sleep(pauseMs, signal);
      }
    }
  }

  return {
    async fetch({ id, address, files = [] }, stopped) {
      const late = new AbortController();
      using _limit = clock.after(longestFetchMs, () => late.abort(new Error("The files of a message took too long.")));
      const signal = AbortSignal.any([stopped, late.signal]);
      const sentences: string[] = [];
      const done: KeptFile[] = [];
      const names = files.flatMap((file) => (file.path === undefined ? [] : [path.basename(file.path)]));
      for (const [index, file] of files.entries()) {
        if (!isToFetch(file)) {
          done.push(file);
          continue;
        }
        const name = safeFileName(file, names);
        const target = path.join(folder(), "files", id, name);
        const refused = (problem: string, sentence: string) => {
          done.push({ ...file, problem });
          if (!sentences.includes(sentence)) sentences.push(sentence);
        };
        const known = channel(address.channel);
        if (index >= maxFiles) refused(tooManyProblem(maxFiles), tooManySentence(maxFiles));
        else if (file.bytes !== undefined && file.bytes > maxFileBytes)
          refused(tooLargeProblem(sizeText(maxFileBytes)), tooLargeSentence(name, sizeText(maxFileBytes)));
        else if (known && !known.fetch) done.push({ ...file, problem: "this channel does not hand over files" });
        else {
          const outcome = await copy(address.channel, file, target, signal).catch(() => "failed" as const); // nothing but an end of the waiting ends it
          stopped.throwIfAborted();
          if (outcome === "too large") refused(tooLargeProblem(sizeText(maxFileBytes)), tooLargeSentence(name, sizeText(maxFileBytes)));
          else if (outcome === "failed") done.push({ ...file, problem: "it could not be fetched; tell the sender, who may send it again" });
          else {
            names.push(name);
            done.push({ ...file, path: target });
          }
        }
      }
      return { files: done, sentences };
    },
    async sweep() {
      const root = path.join(folder(), "files");
      const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown): Dirent[] => {
        if (codeOf(error) === "ENOENT") return [];
        throw error;
      });
      const before = clock.now() - keepFilesDays * dayMs;
      for (const { name } of entries) {
        const at = madeAt(name);
        if (at !== undefined && at < before) await rm(path.join(root, name), { recursive: true, force: true });
      }
    },
  };
}
