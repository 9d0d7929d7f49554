import { isPublic } from "./addresses.mjs";
import { getText, parseAddress } from "./get-text.mjs";
import { htmlToMarkdown } from "./html-to-markdown.mjs";

const markdownTypes = new Set(["text/markdown", "text/x-markdown", "text/plain"]);
const isFine = ({ status }) => status >= 200 && status < 300;

function looksLikeHtml(text) {
  let start = text.trimStart();
  while (start.startsWith("<!--")) {
    const end = start.indexOf("-->");
    start = end === -1 ? "" : start.slice(end + 3).trimStart();
  }
  return /^<(?:!doctype html|html|head|body)\b/i.test(start);
}

/** An answer that is really the text asked for, not the page that a site shows for everything. */
const isMarkdown = (answer) => isFine(answer) && markdownTypes.has(answer.type) && answer.text.trim() !== "" && !looksLikeHtml(answer.text);

/** The Markdown of a page, if the site's llms.txt names it. */
function listedIn(guide, page) {
  const path = page.pathname.replace(/\/(?:index\.html?)?$/, "").replace(/\.html?$/, "");
  const forms = new Set([".md", ".html.md", ".txt", "/index.md", "/index.html.md"].map((end) => path + end));
  for (const [, target] of guide.text.matchAll(/\]\(([^)\s]{1,2000})\)/g)) {
    if (!URL.canParse(target, guide.url)) continue;
    const url = new URL(target, guide.url);
    if (url.origin === page.origin && forms.has(url.pathname)) return url;
  }
  return undefined;
}

/**
 * What a URL says as text: `{ url, from, title, guide, text, cut }`. `from` says where it came from, `guide` is the site's llms.txt where it has one.
 * The order: llms.txt, the site's own Markdown, HTML made readable. Rejects with a sentence.
 */
export async function fetchPage(address, { full = false, allowPrivate = false, timeoutMs = 15_000, maxBytes = 5_000_000, maxRedirects = 5 } = {}) {
  const page = parseAddress(address);
  const mayReach = allowPrivate ? () => true : isPublic;
  const whole = AbortSignal.timeout(timeoutMs);
  const within = (ms) => ({ mayReach, bytes: maxBytes, redirects: maxRedirects, signal: AbortSignal.any([whole, AbortSignal.timeout(ms)]) });
  const soon = timeoutMs / 3;

  /** A side road: that it leads nowhere is no failure, but that it leads inside is. */
  const look = (url, accept) =>
    getText(url, accept, within(soon)).catch((error) => {
      if (error.code === "PRIVATE_ADDRESS" && url.origin === page.origin) throw error;
      return undefined;
    });
  const answer = ({ url, text, cut }, from, more) => ({ url: url.href, from, title: "", text, cut, ...more });

  try {
    const isFolder = page.pathname.endsWith("/");
    const places = [...new Set([...(isFolder ? [page.pathname] : []), "/"])].map((folder) => new URL(`${folder}${full ? "llms-full.txt" : "llms.txt"}`, page));
    let guide;
    for (const place of places) {
      const found = await look(place, "text/markdown, text/plain");
      if (found === undefined || !isMarkdown(found)) continue;
      // Of a folder it is the page itself; of a page deeper down, a guide to the rest.
      if (full || (isFolder && place.pathname === `${page.pathname}llms.txt`)) return answer(found, full ? "llms-full.txt" : "llms.txt", { guide: place.href });
      guide = found;
    }
    if (full) throw new Error(`${page.origin} has no llms-full.txt. Try without --full.`);
    const named = guide && { guide: guide.url.href };

    const listed = guide && listedIn(guide, page);
    const own = listed && (await look(listed, "text/markdown"));
    if (own !== undefined && isMarkdown(own)) return answer(own, "Markdown that llms.txt names", named);

    const got = await getText(page, "text/markdown, text/html;q=0.8, application/xhtml+xml;q=0.8, text/plain;q=0.7, */*;q=0.1", within(timeoutMs));
    if (!isFine(got)) {
      if (guide) return answer(guide, `llms.txt, because the page itself answered ${got.status}`, named);
      throw new Error(`${got.url} answered ${got.status}${got.status === 404 ? ": there is no such page" : ""}.`);
    }
    const isHtml = /html/.test(got.type) || ((got.type === "" || markdownTypes.has(got.type)) && looksLikeHtml(got.text));
    if (!isHtml) return answer(got, /markdown/.test(got.type) ? "Markdown (Accept: text/markdown)" : got.type || "text", named);

    const { title, markdown, alternate } = htmlToMarkdown(got.text, got.url);
    if (alternate !== undefined && new URL(alternate).origin === got.url.origin) {
      const other = await look(parseAddress(alternate), "text/markdown");
      if (other !== undefined && isMarkdown(other)) return answer(other, "Markdown that the page names", { title, ...named });
    }
    return answer({ ...got, text: markdown }, "HTML made readable", { title, ...named });
  } catch (error) {
    if (whole.aborted) throw new Error(`${page.href} did not answer within ${timeoutMs / 1000} s.`);
    throw error;
  }
}
