import type { Invocation } from "../invocation.ts";
import { databasesOf } from "./connected.ts";
import { environmentOf } from "./environment.ts";
import type { Look } from "./look.ts";
import { isLiveName, isOwnHost, isTestName } from "./test-names.ts";

/** A statement about a whole database, or about who may use it, and its name. */
const aboutOne = /^\W*(?:drop|create|alter)\s+(?:database|role|user|tablespace|schema)\s+(?:if\s+(?:not\s+)?exists\s+)?([`"[]?[\w$\uE00F-]{0,100})/i;
const taking = /\b(?:drop|truncate|delete|update|alter|purge|merge|replace|remove|flush)/i;

/** What every server has, to connect to before there is another. */
const isMaintenance = (name: string) => /^(?:postgres|template[01]|defaultdb|mysql|admin|)$/.test(name);

/** Where a text goes on with another database. */
const switching = /(?:^|[\n;'"]|\s)(?:\\c(?:onnect)?|use|\.open)\s+[`"']?([\w$-]{1,100})|getSiblingDB\(\s*["'`]?([^"'`)]{0,100})/gi;
const connecting = /\b(?:new\s+Mongo|connect|Mongo)\s*\(|\b(?:dblink|postgres_fdw)\b|(?:^|\s)attach\s/i;
/** MySQL names another database before a dot. */
const qualified = /\b(?:table|truncate|from|update|into|view)\s+(?:if\s+exists\s+)?`?([\w$-]{1,100})`?\s?\.\s?`?\w/gi;

const isMysql = (name: string) => /^(?:mysql|mariadb|mycli)/.test(name);

/** Whether all that a statement could take away is in databases that tests make for themselves, on this machine or in a container of it for tests. */
export function isTestDatabase({ scene, command, args }: Look, call: Invocation, statements: readonly string[]): boolean {
  const { server } = scene;
  if (server === "elsewhere" || (scene.remote && server === undefined)) return false;
  const { hosts, names } = databasesOf(call, environmentOf(scene, command));
  const isNear = (host: string) => isOwnHost(host) || (server === "test" && /^[\w-]{1,60}$/.test(host) && !isLiveName(host));
  const raw = [...args, command.input ?? ""].join("\n").slice(0, 20_000);
  if (!hosts.every(isNear) || connecting.test(raw)) return false;
  const used = [...raw.matchAll(switching)].map(([, one, other]) => one ?? other ?? "");
  const about = statements.map((text) => (isMysql(call.name) || !/^\W*\w+\s+schema\b/i.test(text) ? aboutOne.exec(text)?.[1] : undefined));
  const dropped = about.flatMap((name) => name?.replace(/^[`"[]/, "") ?? []);
  const others = isMysql(call.name) ? statements.flatMap((text) => [...text.matchAll(qualified)].map(([, name = ""]) => name)) : [];
  const reached = [...names, ...used];
  const all = [...reached, ...dropped, ...others];
  if (server === "test") return !all.some(isLiveName);
  if (/^(?:redis|valkey|keydb)-cli$/.test(call.name)) return false;
  if (server === "test-settings" && all.length === 0) return true;
  const isWithin = statements.length === 0 || statements.some((text, index) => about[index] === undefined && taking.test(text));
  const fits = isWithin ? isTestName : (name: string) => isTestName(name) || isMaintenance(name);
  return (isWithin ? reached : dropped).length > 0 && reached.every(fits) && [...dropped, ...others].every(isTestName);
}
