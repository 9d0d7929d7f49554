/** Calls that take all of a table, a collection or a store away, in any language that has a library for it. */
const calls: readonly RegExp[] = [
  // Ruby
  /\b[A-Z]\w{0,60}(?:::[A-Z]\w{0,60}){0,4}(?:\.(?:all|unscoped|with_deleted)){0,2}\.(?:delete_all|destroy_all|update_all)\b/,
  /\b[A-Z]\w{0,60}(?:\.(?:all|unscoped))?\.(?:each|find_each|in_batches|map|descendants\.each)\s*(?:\(&:|\{|do\b)[^}\n]{0,60}\b(?:destroy|delete)(?:_all)?\b/,
  /\bDatabaseTasks\.(?:drop|purge|truncate)\w*|\bDatabaseCleaner\.clean\b/,
  // PHP
  /\bDB::(?:connection\([^()]{0,80}\)->)?table\([^()]{0,80}\)->(?:truncate|delete)\(\s*\)/,
  /\b[A-Z]\w{0,60}::(?:truncate\(|(?:query\(\)->|all\(\)->each->|where(?:NotNull)?\(["']id["'](?:,\s*["']>["'],\s*0)?\)->)(?:delete|forceDelete|truncate)\b)/,
  /\bSchema::drop\w{0,30}\(|\bArtisan::call\(\s*["'](?:migrate:(?:fresh|reset|refresh)|db:wipe)/,
  // Python
  /\.objects(?:\.(?:all|filter|exclude)\(\s*\))?\.(?:delete|update|_raw_delete)\(/,
  /\.query\([^()]{0,60}\)\.delete\(|\b[A-Z]\w{0,60}\.query\.delete\(|\bexecute\(\s*(?:\w{1,20}\.)?delete\(\s*\w{1,60}\s*\)\s*\)/,
  /\bdrop_(?:all|database|collection|table|schema|index|keyspace)\s*\(|\bdelete_many\(\s*\{\s*\}|\bindices\.delete\(|\bdelete_by_query\(|\bcall_command\(\s*["'](?:flush|reset_db|sqlflush)/,
  // JavaScript
  /\.deleteMany\(\s*(?:\{\s*(?:where\s*:\s*\{\s*\}\s*,?\s*)?\}\s*)?\)/,
  /\.destroy\(\s*\{\s*(?:where\s*:\s*\{\s*\}|truncate\s*:\s*true)|\btruncate\s*:\s*true|\.sync\(\s*\{[^{}]{0,80}\bforce\s*:\s*true|\.synchronize\(\s*true\s*\)/,
  /\.drop(?:Database|Schema|Table|TableIfExists|Collection|AllTables|AllSchemas|Indexes)\s*\(|\.recursiveDelete\(/,
  /\bknex\(\s*["'][\w.]{1,60}["']\s*\)\.(?:del|delete|truncate)\(|\bgetRepository\([^()]{0,60}\)\.(?:clear|delete)\(\s*(?:\{\s*\})?\s*\)/,
  /\b(?:db|tx|database)\.delete\(\s*\w{1,60}\s*\)(?!\s*\.\s*where)|\.\$(?:execute|query)Raw(?:Unsafe)?\s*[(`]\s*["'`]?\s*(?:drop|truncate)\b/i,
  // Elixir, and stores of keys in all of them
  /\bRepo\.delete_all\(\s*[A-Z][\w.]{0,80}\s*\)/,
  /\.flush_?(?:all|db)\b\s*!?\(?/i,
];

/** Calls in code that take away all that a database holds; the first of each kind. */
export function dataCallsOf(code: string): readonly string[] {
  const text = code.slice(0, 131_072);
  return isThrownAway(text) ? [] : calls.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
}

const connecting = /\b(?:connect|Database|DatabaseSync|create_engine|Sequelize|createConnection|open)\s*\(\s*["']([^"'\n]{0,300})["']/g;

/** Whether all databases that code opens are in memory. */
export function isThrownAway(code: string): boolean {
  const opened = [...code.matchAll(connecting)].map(([, name = ""]) => name);
  return opened.length > 0 && opened.every((name) => /^(?:sqlite:(?:\/\/\/?)?)?(?::memory:)?$/.test(name) && name !== "");
}
