const speaking =
  /\.(?:execute\w{0,20}|query\w{0,20}|exec|run|raw|\$executeRaw\w{0,20}|executescript|prepare|do|statement|unprepared|select_all|exec_query|all|command)\s*[(`<"' ]|\bdbGetQuery|\bdbExecute|mysqli_query|pg_query|mysql_query/;
const inMemory = /["'](?::memory:|sqlite::memory:|sqlite:\/\/(?:\/?:memory:)?|file::memory:[^"']{0,40}|jdbc:(?:h2:mem|sqlite::memory:)[^"']{0,60})["']/;
const otherBase = /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|mariadb|redis):\/\/|\bconnect\s*\(\s*(?!["']:memory:)["'][^"']|psycopg|pymysql|DATABASE_URL/;
const text = /"""([\s\S]{1,20000}?)"""|"((?:[^"\\\n]|\\.){1,20000})"|'((?:[^'\\\n]|\\.){1,20000})'|`((?:[^`\\]|\\.){1,20000})`/g;

/** Calls of libraries that speak to a database without writing SQL, with the statement that they make. */
const asCalls: readonly (readonly [RegExp, string])[] = [
  [/\.objects(?:\.using\([^()]{0,40}\))?\.all\(\)\.(?:_raw_)?delete\(|\.objects\.(?:_raw_)?delete\(/, "DELETE FROM everything"],
  [/\.deleteMany\s*\(\s*(?:\{\s*(?:where\s*:\s*\{\s*\}\s*)?\}\s*)?\)/, "DELETE FROM everything"],
  [/\.(?:delete_all|destroy_all|delete_all!|destroy_all!)\b(?!\s*\(\s*\w)/, "DELETE FROM everything"],
  [/(?<!where\([^)]{0,200}\))(?:::|->|\.)truncate\s*\(\s*\)/, "TRUNCATE everything"],
  [/::(?:query\(\)->)?(?:delete|forceDelete)\s*\(\s*\)|DB::table\([^()]{0,80}\)->delete\(\s*\)/, "DELETE FROM everything"],
  [/\.destroy\s*\(\s*\{[^}]{0,80}\btruncate\s*:\s*true/, "TRUNCATE everything"],
  [/\.destroy\s*\(\s*\{\s*where\s*:\s*\{\s*\}/, "DELETE FROM everything"],
  [/\.sync\s*\(\s*\{[^}]{0,40}\bforce\s*:\s*true/, "DROP TABLE everything"],
  [/\.(?:drop_all|dropDatabase|drop_database|dropAllTables|drop_collection|dropSchema|dropTable|drop_table)\s*\(/, "DROP DATABASE everything"],
  [/\bquery\s*\([^()]{0,60}\)\.delete\(|\.query\.delete\(\)/, "DELETE FROM everything"],
  [/\.(?:flushall|flushdb|flushAll|flushDb|FLUSHALL)\b/, "DROP DATABASE everything"],
  [/\bRepo\.delete_all\s*\(?\s*[A-Z]\w{0,60}(?:\.\w+)*\s*\)?\s*$/m, "DELETE FROM everything"],
  [/\.(?:delete_many|remove)\s*\(\s*\{\s*\}\s*\)/, "DELETE FROM everything"],
  [/\bknex\s*\([^()]{0,60}\)\.(?:del|delete|truncate)\(/, "DELETE FROM everything"],
];

/** The statements for a database that code writes out, and those that its libraries would make; none where all of it is in memory. */
export function statementsIn(code: string): readonly string[] {
  if (inMemory.test(code) && !otherBase.test(code)) return [];
  const out: string[] = [];
  if (speaking.test(code))
    for (const match of code.matchAll(text)) {
      const statement = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? "").trim();
      if (/^(drop|truncate|delete|update|alter|flushall|flushdb)\b/i.test(statement)) out.push(...statement.split(";").map((part) => part.trim()));
      else for (const part of statement.split(";").slice(1)) if (/^\s*(drop|truncate|delete|update|alter)\s/i.test(part)) out.push(part.trim());
    }
  for (const [pattern, statement] of asCalls) if (pattern.test(code)) out.push(statement);
  return out;
}
