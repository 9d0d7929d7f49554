import type { IncomingMessage } from "node:http";
import type { InstarError } from "@instar/kernel";
import { HttpError } from "./errors.ts";
import { withExtras } from "./problem.ts";

const knownMethods: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const longestTarget = 8_192;

/** The names under which this machine may ask itself: a page that rebinds its name to 127.0.0.1 still sends its own. */
export function ownHosts(host: string, port: number): ReadonlySet<string> {
  const names = ["127.0.0.1", "localhost", "[::1]", host.includes(":") ? `[${host}]` : host];
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

type Head = Pick<IncomingMessage, "method" | "url" | "headers" | "rawHeaders">;

/** Why a request is refused before anything of it is looked at; undefined lets it in. */
export function refusalOf({ method = "", url = "", headers, rawHeaders }: Head, own: ReadonlySet<string>): InstarError | undefined {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === "host") hosts++;
  if (hosts !== 1 || headers.host === undefined || !own.has(headers.host.toLowerCase())) return HttpError.WRONG_HOST();
  const { origin } = headers;
  if (origin !== undefined && !(origin.startsWith("http://") && own.has(origin.slice(7)))) return HttpError.WRONG_ORIGIN();
  // A browser says so of requests that carry no Origin, such as an image's
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return HttpError.WRONG_ORIGIN();
  if (!knownMethods.includes(method)) return withExtras(HttpError.METHOD_NOT_ALLOWED("This method"), { headers: { allow: knownMethods.join(", ") } });
  if (!url.startsWith("/")) return HttpError.BAD_REQUEST("its target is not a path");
  if (url.length > longestTarget) return HttpError.BAD_REQUEST(`its target is longer than ${longestTarget} characters`);
  return undefined;
}
