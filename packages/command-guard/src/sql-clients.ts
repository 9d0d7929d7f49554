/** Programs that are given statements for a database, as arguments, as input or in files. */
export const sqlClients: readonly string[] =
  "psql mysql mariadb sqlite3 sqlite sqlcmd sqlplus clickhouse-client clickhouse clickhouse-local cockroach duckdb cqlsh bq snowsql osql usql pgcli mycli litecli mssql-cli isql influx mysqlsh turso wrangler supabase prisma beeline hive impala-shell presto trino spanner-cli dolt d1 vsql pscale neonctl planetscale sql bcp rails mysqladmin knex typeorm sequelize manage.py django-admin wp drush console doctrine edgedb gel pg:psql libsql rqlite monetdb mclient vertica exapump db2 tsql fbsql isql-fb h2 crate crash questdb risingwave materialize".split(
    " ",
  );

/** Those among them that speak of other things than tables. */
const otherClients: readonly string[] = ["mongosh", "mongo", "redis-cli", "valkey-cli", "keydb-cli", "ansible"];

const all: ReadonlySet<string> = new Set([...sqlClients, ...otherClients]);

/** Whether a program is given statements for a database. */
export const isClient = (name: string): boolean => all.has(name);
