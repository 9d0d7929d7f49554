const empty = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const raw = new Set("script style textarea title noscript template iframe xmp".split(" "));
/** What an opening tag ends without its end tag. */
const endedBy = { li: ["li"], dt: ["dt", "dd"], dd: ["dt", "dd"], tr: ["tr", "td", "th"], td: ["td", "th"], th: ["td", "th"], option: ["option"] };
const endParagraph = new Set(
  "address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split(" "),
);
const barriers = new Set("ul ol dl table body article main section div blockquote".split(" "));
/** Deeper than any page means it: what nests further becomes flat. */
const deepest = 256;

const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", copy: "©", reg: "®", trade: "™", hellip: "…", mdash: "—", ndash: "–" };
Object.assign(named, { lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", laquo: "«", raquo: "»", bull: "•", middot: "·", rarr: "→", larr: "←", times: "×" });
Object.assign(named, {
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
  euro: "€",
  deg: "°",
  plusmn: "±",
  para: "¶",
  sect: "§",
});

/** Text without character references. */
export function decodeText(text) {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{1,10}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "�";
  });
}

function readAttributes(text) {
  const attributes = {};
  for (const [, name, double, single, bare] of text.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g))
    attributes[name.toLowerCase()] ??= decodeText(double ?? single ?? bare ?? "");
  return attributes;
}

/** Where a tag that begins at `from` ends: a > in a quoted value does not end it. */
function endOfTag(html, from) {
  let quote = "";
  for (let at = from; at < html.length; at += 1) {
    const character = html[at];
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === ">") return at;
    else if ((character === '"' || character === "'") && html[at - 1] === "=") quote = character;
  }
  return html.length;
}

/** HTML as a tree of `{ name, attributes, children }` and texts, as forgiving as a reader needs. Takes time in proportion to its length. */
export function readHtml(html) {
  // Only these letters: others may change their length, and then places in one are not those in the other.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const root = { name: "#root", attributes: {}, children: [] };
  const open = [root];
  const top = () => open[open.length - 1];
  const add = (text) => void (text !== "" && top().children.push(decodeText(text)));
  /** Closes the innermost open element of that name. */
  const close = (name) => {
    const at = open.findLastIndex((node, index) => index > 0 && node.name === name);
    if (at !== -1) open.length = at;
  };
  /** Closes the outermost of these before a barrier. */
  const end = (names) => {
    let first = open.length;
    for (let at = open.length - 1; at > 0 && !barriers.has(open[at].name); at -= 1) if (names.includes(open[at].name)) first = at;
    open.length = first;
  };
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf("<", at);
    if (tag === -1) {
      add(html.slice(at));
      break;
    }
    add(html.slice(at, tag));
    if (html.startsWith("<!--", tag)) {
      const closing = html.indexOf("-->", tag + 4);
      at = closing === -1 ? html.length : closing + 3;
      continue;
    }
    if (!/[a-z/!?]/.test(lower[tag + 1] ?? "")) {
      add("<");
      at = tag + 1;
      continue;
    }
    const last = endOfTag(html, tag + 1);
    at = last + 1;
    const name = /^\/?([a-z][\w:-]*)/.exec(lower.slice(tag + 1, Math.min(last, tag + 65)))?.[1];
    if (name === undefined) continue;
    if (lower[tag + 1] === "/") {
      close(name);
      continue;
    }
    if (endedBy[name]) end(endedBy[name]);
    if (endParagraph.has(name)) end(["p"]);
    const node = { name, attributes: readAttributes(html.slice(tag + 1 + name.length, last)), children: [] };
    top().children.push(node);
    if (raw.has(name)) {
      const ends = lower.indexOf(`</${name}`, at);
      node.children.push(decodeText(html.slice(at, ends === -1 ? html.length : ends)));
      at = ends === -1 ? html.length : endOfTag(html, ends + 2) + 1;
    } else if (!empty.has(name) && open.length < deepest) open.push(node);
  }
  return root;
}
