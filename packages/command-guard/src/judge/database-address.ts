import { posix } from "node:path";

/** Which databases are meant, and on which hosts they are; a host that is not named is not among them. */
export interface Databases {
  readonly hosts: readonly string[];
  readonly names: readonly string[];
}

/** Several of them as one. */
export const allOf = (each: readonly Databases[]): Databases => ({ hosts: each.flatMap(({ hosts }) => hosts), names: each.flatMap(({ names }) => names) });

const withoutPort = (host: string) => host.replace(/:\d{1,5}$/, "");

/** `postgres://user:password@host:5432/shop?host=/run`. */
function readUrl(word: string): Databases {
  const [, rest = ""] = /^[^:]{1,40}:\/\/(.{0,2000})$/s.exec(word) ?? [];
  const [place = "", query = ""] = rest.split("?");
  const slash = place.indexOf("/");
  const authority = slash === -1 ? place : place.slice(0, slash);
  const more = [...query.matchAll(/(?:^|&)(?:host|hostaddr|service|socket)=([^&]{0,200})/gi)].map(([, host = ""]) => decodeURIComponentSafely(host));
  return {
    hosts: [
      ...authority
        .slice(authority.lastIndexOf("@") + 1)
        .split(",")
        .map(withoutPort),
      ...more,
    ],
    names: [slash === -1 ? "" : place.slice(slash + 1)],
  };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // What is no encoding is what it says.
    return text;
  }
}

/** `host=localhost dbname=shop`. */
function readKeywords(word: string): Databases {
  const valuesOf = (names: string) =>
    [...word.matchAll(new RegExp(`(?:^|[\\s;])(?:${names})\\s?=\\s?'?([^\\s;']{0,200})`, "gi"))].map(([, value = ""]) => value);
  return { hosts: valuesOf("host|hostaddr|service|server|data source"), names: valuesOf("dbname|database|initial catalog") };
}

/** Reads what a client is told to connect to: an address, words with their values, the file of a database, or its name alone. */
export function readDatabase(given: string): Databases {
  const word = given.replace(/^jdbc:/, "");
  if (/^(?:sqlite3?|file|duckdb|libsql)(?:\+\w{1,20})?:(?!\/\/[\w.-]+(?::\d+)?\/?$)/i.test(word))
    return { hosts: [], names: [posix.basename(word.replace(/\?.*$/s, ""))] };
  if (/^[\w+]{2,40}:\/\//.test(word)) return readUrl(word);
  return /\w\s?=/.test(word) ? readKeywords(word) : { hosts: [], names: [word] };
}
