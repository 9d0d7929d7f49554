/** The last version of each file that could be read, durable: where a file is broken, that one goes on, after a restart too. */
export interface LastGood {
  entries(): AsyncIterable<readonly [slug: string, text: string]>;
  /** All or nothing, durable when it resolves. */
  save(kept: ReadonlyMap<string, string>, gone: readonly string[]): Promise<void>;
}
