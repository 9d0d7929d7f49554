import { type Invocation, valuesOf } from "./invocation.ts";

const options: Readonly<Record<string, string>> = {
  psql: "-c|--command",
  mysql: "-e|--execute",
  mariadb: "-e|--execute",
  mongosh: "--eval",
  mongo: "--eval",
  ansible: "-a|--args",
};

const clients =
  /^(psql|mysql|mariadb|sqlite3?|sqlcmd|sqlplus|clickhouse(-client)?|cockroach|duckdb|cqlsh|bq|snowsql|osql|usql|pgcli|mycli|litecli|isql|influx|mysqlsh|mongosh|mongo|redis-cli|valkey-cli|keydb-cli|turso|wrangler|supabase|prisma|beeline|hive|impala-shell|presto|trino|spanner-cli|dolt|d1|vsql|pscale|neonctl|sql|ansible|mysqladmin|rails)$/;
const most = 20_000;

/** The statements that a program is given as text: for a database, one by one, without comments and quoted texts. */
export function textsOf(call: Invocation, input: string | undefined): readonly string[] {
  if (!clients.test(call.name)) return [];
  const known = Object.hasOwn(options, call.name) ? options[call.name] : undefined;
  if (/^(redis|valkey|keydb)-cli$/.test(call.name)) return [call.plain.join(" "), ...(input?.split("\n") ?? [])];
  const named = known === undefined ? [] : valuesOf(call, known);
  const given =
    named.length > 0 && call.name !== "mongosh" && call.name !== "mongo"
      ? named
      : [...named, ...call.args.filter((word) => /\s|\(/.test(word) || /^--?\w+=.*\s/.test(word)).map((word) => word.replace(/^--?[\w-]+=/, ""))];
  const texts = [...given, ...(input === undefined ? [] : [input])].map((text) => text.slice(0, most));
  return /^mongo/.test(call.name) ? texts : texts.flatMap(statementsOf);
}

/** A text of SQL, statement by statement, without its comments; what stands in quotes is left out. */
function statementsOf(text: string): readonly string[] {
  const bare = text
    .replace(/--[^\n]*/g, " ")
    .replace(/\/\*!?\d*([\s\S]{0,2000}?)\*\//g, (whole, inner: string) => (whole.startsWith("/*!") ? inner : " "))
    .replace(/'(?:[^'\\]|\\.|'')*'/g, "''");
  return bare
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter((statement) => statement !== "")
    .slice(0, 500);
}
