import { get as getPlain } from "node:http";
import { get as getSecure } from "node:https";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { checkedLookup, checkHost } from "./addresses.mjs";

const decoders = { br: createBrotliDecompress, gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate };

const isText = (type) => type === "" || /^text\/|[/+](?:json|xml|yaml|toml|javascript|xhtml\+xml)$/.test(type);

/** `text` as a URL that may be fetched. */
export function parseAddress(text, base) {
  if (!URL.canParse(text, base)) throw new Error(`"${text}" is no URL. Write it whole: https://example.com/page`);
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error(`Only http: and https: are fetched, not ${url.protocol}`);
  if (url.username !== "" || url.password !== "") throw new Error("The URL holds a user name or a password; it is not sent.");
  url.hash = "";
  return url;
}

function request(url, accept, { mayReach, signal }) {
  checkHost(url.hostname, mayReach);
  const get = url.protocol === "https:" ? getSecure : getPlain;
  const headers = { accept, "accept-encoding": "gzip, br", "user-agent": "smart-web-fetch/1.0" };
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers, lookup: checkedLookup(mayReach), signal }, resolve).on("error", reject);
  });
}

/** At most `limits.bytes`, counted after unpacking. */
async function read(response, { bytes }) {
  const decoder = decoders[(response.headers["content-encoding"] ?? "").toLowerCase()]?.();
  const body = decoder ? response.pipe(decoder) : response;
  if (decoder) response.on("error", (error) => decoder.destroy(error));
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk.length > bytes - size ? chunk.subarray(0, bytes - size) : chunk);
      size += chunk.length;
      if (size > bytes) break;
    }
  } finally {
    response.destroy();
  }
  return { body: Buffer.concat(chunks), cut: size > bytes };
}

function decode(body, contentType) {
  const named = /charset\s*=\s*"?([\w.:-]+)/i;
  const charset = (named.exec(contentType) ?? named.exec(body.subarray(0, 2048).toString("latin1")))?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // A character set that nobody knows: most of it is readable all the same.
    return new TextDecoder().decode(body);
  }
}

/** GET with limits: `{ url, status, type, text, cut }`, where `url` is where redirects led to. Rejects for what is no text. */
export async function getText(start, accept, limits) {
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const response = await request(url, accept, limits);
    const { statusCode: status, headers } = response;
    if ([301, 302, 303, 307, 308].includes(status) && headers.location !== undefined) {
      response.destroy();
      if (redirects === limits.redirects) throw new Error(`${start} leads on more than ${limits.redirects} times.`);
      url = parseAddress(headers.location, url);
      continue;
    }
    const contentType = headers["content-type"] ?? "";
    const type = contentType.split(";")[0].trim().toLowerCase();
    if (!isText(type)) {
      response.destroy();
      if (status >= 200 && status < 300) throw new Error(`${url} is ${type}, not text. Download it with another tool if it is needed.`);
      return { url, status, type, text: "", cut: false };
    }
    const { body, cut } = await read(response, limits);
    return { url, status, type, text: decode(body, contentType), cut };
  }
}
