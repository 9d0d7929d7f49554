import { constants } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import type { IncomingFile } from "@instar/kernel/contracts";
import type { BotApi } from "../bot-api.ts";
import { failureOf, refusalWords } from "../bot-api-failure.ts";
import { TelegramError } from "../errors.ts";

export interface FileFetcher {
  readonly api: BotApi;
  /** A Bot API server on this machine hands over files by their path. Telegram's own, or one elsewhere, has no business to name any. */
  readonly localPaths: boolean;
}

const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1_048_576))} MB`;

/** Writes the content of a file to `target`, which does not exist yet. Rejects with TELEGRAM_FILE_TOO_LARGE, or another error of the catalogue. */
export async function fetchFile(
  { api, localPaths }: FileFetcher,
  { id }: Pick<IncomingFile, "id">,
  { path: target, maxBytes, signal }: { readonly path: string; readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<void> {
  const { file_path: found } = await api.call("getFile", { file_id: id }, { signal }).catch((error: unknown) => {
    const failure = failureOf(error);
    const tooLarge = failure?.kind === "refused" && refusalWords(failure.description).startsWith("file is too big");
    throw tooLarge ? TelegramError.FILE_TOO_LARGE("20 MB") : error;
  });
  if (found === undefined) throw TelegramError.FILE_NOT_FETCHED("it was not told where the file is");
  const isLocal = path.isAbsolute(found);
  if (isLocal && !localPaths) throw TelegramError.FILE_NOT_FETCHED("it named a file of this machine");
  const content = isLocal ? readLocal(found) : (await api.download(found, signal)).body;
  await using written = await open(target, "wx", 0o600);
  let bytes = 0;
  for await (const chunk of content ?? []) {
    signal.throwIfAborted();
    bytes += chunk.length;
    if (bytes > maxBytes) throw TelegramError.FILE_TOO_LARGE(megabytes(maxBytes));
    await written.write(chunk);
  }
}

async function* readLocal(file: string): AsyncGenerator<Uint8Array> {
  await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if (!(await handle.stat()).isFile()) throw TelegramError.FILE_NOT_FETCHED("what was named is no file");
  yield* handle.createReadStream({ autoClose: false });
}
