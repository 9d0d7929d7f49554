import { readHtml } from "./read-html.mjs";

const dropped = new Set(
  "script style noscript template svg math iframe object canvas nav footer aside button select textarea dialog head video audio".split(" "),
);
const blocks = new Set("address article blockquote dd details div dl dt fieldset figcaption figure form header main p section summary table ul ol".split(" "));

const deepestNesting = 10;

/** What people do not see is not read either: it is where orders to agents hide. */
const isHidden = ({ attributes }) =>
  "hidden" in attributes ||
  attributes["aria-hidden"] === "true" ||
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]))/i.test(attributes.style ?? "");

function find(node, wanted) {
  if (typeof node === "string" || isHidden(node)) return undefined;
  if (wanted(node)) return node;
  for (const child of node.children) {
    const found = find(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

const plain = (node) => (typeof node === "string" ? node : node.name === "br" ? "\n" : node.children.map(plain).join(""));
const oneLine = (text) => text.replace(/\s+/g, " ").trim();
const visible = (node) => typeof node === "string" || !(dropped.has(node.name) || isHidden(node));

/** `{ title, markdown, alternate }` of a page: what it says, without what surrounds it. `alternate`: where it says that its Markdown is. */
export function htmlToMarkdown(html, base) {
  const tree = readHtml(html);
  const kept = [];

  let nested = 0;
  /** What lies deeper than people would nest it is written flat: each level repeats all that is in it. */
  const nest = (node, write) => {
    nested += 1;
    const text = nested > deepestNesting ? `\n\n${inside(node)}\n\n` : write(node);
    nested -= 1;
    return text;
  };
  const inside = (node) => node.children.map(render).join("");
  const linkOf = (href) => (URL.canParse(href, base) && /^(?:https?|mailto):/.test(new URL(href, base).href) ? new URL(href, base).href : undefined);
  const indented = (text, first, rest) =>
    text
      .split("\n")
      .map((line, number) => (number === 0 ? first : line === "" ? "" : rest) + line)
      .join("\n");

  function list(node) {
    let number = Number(node.attributes.start ?? 1) || 1;
    const items = node.children.filter((child) => typeof child !== "string" && visible(child));
    const lines = items.map((item) => {
      const mark = node.name === "ol" ? `${number++}. ` : "- ";
      const text = item.name === "ul" || item.name === "ol" ? nest(item, list) : tidy(inside(item)).replace(/\n\n(?=- |\d+\. )/g, "\n");
      return indented(text, mark, " ".repeat(mark.length));
    });
    return `\n\n${lines.filter((line) => line.trim() !== "-").join("\n")}\n\n`;
  }

  const quote = (node) =>
    `\n\n${tidy(inside(node))
      .split("\n")
      .map((line) => `> ${line}`.trimEnd())
      .join("\n")}\n\n`;

  function table(node) {
    const rows = [];
    const collect = (part) => {
      for (const child of part.children) {
        if (typeof child === "string" || !visible(child)) continue;
        if (child.name !== "tr") collect(child);
        else rows.push(child.children.filter((cell) => typeof cell !== "string").map((cell) => oneLine(inside(cell)).replaceAll("|", "\\|")));
      }
    };
    collect(node);
    const line = (cells) => `| ${cells.join(" | ")} |`;
    const [head, ...rest] = rows.filter((cells) => cells.length > 0);
    if (head === undefined) return "";
    return `\n\n${[line(head), line(head.map(() => "---")), ...rest.map(line)].join("\n")}\n\n`;
  }

  function render(node) {
    if (typeof node === "string") return node.replaceAll("\0", "").replace(/\s+/g, " ");
    if (!visible(node)) return "";
    const { name, attributes } = node;
    if (/^h[1-6]$/.test(name)) {
      const text = oneLine(inside(node));
      return text === "" ? "" : `\n\n${"#".repeat(Number(name[1]))} ${text}\n\n`;
    }
    if (name === "pre") {
      const language = /\blang(?:uage)?-([\w+#-]+)/.exec(
        `${attributes.class ?? ""} ${find(node, ({ name: inner }) => inner === "code")?.attributes.class ?? ""}`,
      );
      return `\n\n\0${kept.push({ language: language?.[1] ?? "", text: plain(node).replace(/^\n/, "").trimEnd() }) - 1}\0\n\n`;
    }
    if (name === "code" || name === "kbd" || name === "samp") {
      const text = oneLine(plain(node));
      return text === "" ? "" : text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
    }
    if (name === "a") {
      const text = oneLine(inside(node));
      if (/^[#¶§]$/.test(text)) return "";
      const link = attributes.href === undefined || attributes.href.startsWith("#") ? undefined : linkOf(attributes.href);
      return text === "" || link === undefined ? text : `[${text}](${link})`;
    }
    if (name === "img") return attributes.alt ? `(image: ${oneLine(attributes.alt)})` : "";
    if (name === "br") return "\n";
    if (name === "hr") return "\n\n---\n\n";
    if (name === "ul" || name === "ol") return nest(node, list);
    if (name === "table") return nest(node, table);
    if (name === "blockquote") return nest(node, quote);
    if (name === "strong" || name === "b") {
      const text = inside(node);
      return text.trim() === "" || text.includes("\n") ? text : text.replace(text.trim(), () => `**${text.trim()}**`);
    }
    return blocks.has(name) ? `\n\n${inside(node)}\n\n` : inside(node);
  }

  const tidy = (text) =>
    text
      .split("\n")
      .map((line) => line.trimEnd().replace(/(?<=\S) {2,}/g, " "))
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();

  const all = (wanted, node = tree) =>
    typeof node === "string" || isHidden(node) ? [] : [...(wanted(node) ? [node] : []), ...node.children.flatMap((child) => all(wanted, child))];
  const main = find(tree, ({ name, attributes }) => name === "main" || attributes.role === "main");
  const articles = main ? [] : all(({ name }) => name === "article");
  const candidates = [main, articles.length === 1 ? articles[0] : undefined, find(tree, ({ name }) => name === "body")];
  const body = candidates.find((part) => part !== undefined && oneLine(plain(part)) !== "") ?? tree;
  const markdown = tidy(inside(body)).replace(/^([^\0\n]*)\0(\d+)\0/gm, (_, prefix, number) => {
    const { language, text } = kept[Number(number)];
    const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return indented(`${fence}${language}\n${text}\n${fence}`, prefix, prefix.replace(/[^>\s]/g, " "));
  });
  const head = find(tree, ({ name }) => name === "title");
  const link = find(tree, ({ name, attributes: { rel = "", type = "" } }) => name === "link" && rel.includes("alternate") && type.startsWith("text/markdown"));
  return { title: head === undefined ? "" : oneLine(plain(head)), markdown, alternate: link && linkOf(link.attributes.href ?? "") };
}
