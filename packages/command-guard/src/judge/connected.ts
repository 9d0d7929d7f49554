import { posix } from "node:path";
import { type Invocation, valuesOf } from "../invocation.ts";
import { allOf, type Databases, readDatabase } from "./database-address.ts";

type Variables = Readonly<Record<string, string>>;

const several = (text: string): readonly string[] => text.split(" ");
const given = (variables: Variables, names: readonly string[]): readonly string[] => names.flatMap((name) => variables[name] ?? []);

const isUrl = (word: string) => /^(?:jdbc:)?[\w+]{2,40}:\/\//.test(word);

/** With the host of the environment where none is told. */
function connected(told: readonly string[], hosts: readonly string[], environment: readonly string[]): Databases {
  const read = allOf(told.map(readDatabase));
  const all = [...hosts, ...read.hosts];
  return { hosts: all.length > 0 ? all : environment, names: read.names };
}

function ofPostgres(call: Invocation, variables: Variables): Databases {
  const { name, plain } = call;
  const named = valuesOf(call, "-d|--dbname");
  const words = name === "pg_restore" ? [] : /^drop/.test(name) ? plain : named.length > 0 ? [] : plain.slice(0, 1);
  const told = [...named, ...words];
  const services = given(variables, ["PGSERVICE", "PGSERVICEFILE"]);
  const hosts = [...valuesOf(call, "-h|--host"), ...services];
  return connected(told.length > 0 ? told : given(variables, ["PGDATABASE"]), hosts, given(variables, ["PGHOST", "PGHOSTADDR"]));
}

function ofMysql(call: Invocation, variables: Variables): Databases {
  const named = valuesOf(call, "-D|--database");
  const words = /admin$/.test(call.name) ? call.plain.filter((word) => !/^(?:drop|create|-f)$/.test(word)) : call.plain.slice(0, 1);
  return connected([...named, ...words], valuesOf(call, "-h|--host"), given(variables, ["MYSQL_HOST"]));
}

function ofMongo(call: Invocation): Databases {
  const words =
    call.name === "mongorestore" ? [] : call.plain.slice(0, 1).map((word) => (isUrl(word) ? word : word.includes("/") ? `mongodb://${word}` : word));
  const hosts = valuesOf(call, "-h|--host").map((host) => host.replace(/:\d{1,5}$/, ""));
  return connected([...words, ...valuesOf(call, "--uri|-d|--db")], hosts, []);
}

/** What tools that make and change databases are told by their environment. */
const addresses = several(
  "DATABASE_URL DB_URL DATABASE_URI DB_URI POSTGRES_URL POSTGRES_PRISMA_URL POSTGRESQL_URL MYSQL_URL MONGO_URL MONGO_URI MONGODB_URL MONGODB_URI SQLALCHEMY_DATABASE_URI SQLALCHEMY_DATABASE_URL TYPEORM_URL DB_DSN DSN GOOSE_DBSTRING FLYWAY_URL LIQUIBASE_COMMAND_URL DIRECT_URL",
);
const names = several("DB_NAME DB_DATABASE DATABASE_NAME PGDATABASE MYSQL_DATABASE POSTGRES_DB TYPEORM_DATABASE");
const hosts = several("DB_HOST DATABASE_HOST PGHOST MYSQL_HOST POSTGRES_HOST TYPEORM_HOST");

function ofTool(call: Invocation, variables: Variables): Databases {
  const told = [...call.args.map((word) => word.replace(/^--?[\w-]{1,40}=/, "")).filter(isUrl), ...valuesOf(call, "--database-url|--url|-url|--db-url|--dsn")];
  const found = told.length > 0 ? told : given(variables, addresses);
  // A second address is of no use to it alone.
  if (found.length > 0) return variables["DIRECT_URL"] === found[0] && told.length === 0 ? { hosts: [], names: [] } : connected([...new Set(found)], [], []);
  return call.name === "prisma" ? { hosts: [], names: [] } : { hosts: given(variables, hosts), names: given(variables, names) };
}

/** Which databases a client or a tool works on, as far as its words and what is set for it tell. */
export function databasesOf(call: Invocation, variables: Variables): Databases {
  const { name, plain } = call;
  if (/^(?:psql|pgcli|usql|dropdb|dropuser|pg_restore)$/.test(name)) return ofPostgres(call, variables);
  if (/^(?:mysql|mariadb|mycli|mysqladmin|mariadb-admin)$/.test(name)) return ofMysql(call, variables);
  if (/^mongo/.test(name)) return ofMongo(call);
  if (/^(?:redis|valkey|keydb)-cli$/.test(name)) return connected(valuesOf(call, "-u"), valuesOf(call, "-h"), []);
  if (/^(?:sqlite3?|duckdb|litecli)$/.test(name)) return { hosts: [], names: plain.slice(0, 1).map((file) => posix.basename(file)) };
  return ofTool(call, variables);
}
