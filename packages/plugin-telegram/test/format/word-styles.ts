import type { FormattedText } from "@instar/testing/fake-telegram";

/** A word with what is shown about it: `bold`, `italic`, `strikethrough`, `code`, `link`, `item` (the first word of a list's item). */
export interface StyledWord {
  readonly word: string;
  readonly styles: ReadonlySet<string>;
}

const words = /[\p{L}\p{N}]+/gu;

const tagStyles: Readonly<Record<string, string>> = { strong: "bold", em: "italic", del: "strikethrough", code: "code", a: "link", li: "item" };
const references: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Links that a message can hold, by the fake's rules and the reference's. */
const holds = (href: string): boolean => /^(?:https?:\/\/[^/?#]*\.[^/?#]+|mailto:[^@]+@)/i.test(href);

/** The words of a page, in order. Reads the HTML itself, knowing nothing of the converter. Of images, the words that stand for them. */
export function wordsOfHtml(html: string): readonly StyledWord[] {
  const found: StyledWord[] = [];
  const open: { readonly name: string; readonly style: string | undefined }[] = [];
  let item = false;
  function read(text: string) {
    const decoded = text.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => references[name] as string);
    for (const [word] of decoded.matchAll(words)) {
      const styles = new Set(open.flatMap(({ style }) => (style && style !== "item" ? [style] : [])));
      if (item) styles.add("item");
      item = false;
      found.push({ word, styles });
    }
  }
  for (const [whole, closing, name = "", attributes = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^>"])*)>|[^<]+|</gi)) {
    if (name === "") read(whole);
    else if (closing === "/") {
      const at = open.findLastIndex((tag) => tag.name === name);
      if (at >= 0) open.splice(at);
      if (name === "li") item = false;
    } else if (name === "img") read(/ alt="([^"]*)"/.exec(attributes)?.[1] ?? "");
    else if (!["br", "hr", "input"].includes(name)) {
      const href = / href="([^"]*)"/.exec(attributes)?.[1] ?? "";
      open.push({ name, style: name === "a" && !holds(href) ? undefined : tagStyles[name] });
      if (name === "li") item = true;
    }
  }
  return found;
}

const entityStyles: Readonly<Record<string, string>> = { pre: "code", text_link: "link", url: "link", email: "link" };

/** The words of a message, as Telegram shows them; where a style begins inside of a word there are two, as there are in HTML. */
export function wordsOfMessage({ text, entities }: FormattedText): readonly StyledWord[] {
  const items = new Set([...text.matchAll(/^[ ]*(?:(?:•|☐|☑|\d+\.)[ \n]+)+[^\p{L}\p{N}\n]*/gmu)].map((mark) => mark.index + mark[0].length));
  const borders = [...new Set(entities.flatMap(({ offset, length }) => [offset, offset + length]))].sort((a, b) => a - b);
  const pieces = [...text.matchAll(words)].flatMap(({ 0: word, index }) => {
    const cuts = [index, ...borders.filter((border) => border > index && border < index + word.length), index + word.length];
    return cuts.slice(1).map((end, number) => ({ word: text.slice(cuts[number], end), index: cuts[number] as number }));
  });
  return pieces.map(({ word, index }) => {
    const around = entities.filter(({ offset, length }) => offset <= index && index < offset + length);
    const styles = new Set(around.map(({ type }) => entityStyles[type] ?? type));
    if (items.has(index)) styles.add("item");
    return { word, styles };
  });
}

/** Code holds nothing else in Telegram; and of code and a link around it, one stays. */
function keeps(shown: ReadonlySet<string>, meant: ReadonlySet<string>): boolean {
  return [...meant].every(
    (style) => shown.has(style) || (style !== "item" && shown.has("code")) || (style === "code" && meant.has("link") && shown.has("link")),
  );
}

/** The first word that a message lacks, or shows without its style. Undefined: all are there, in order. */
export function missingWord(shown: readonly StyledWord[], meant: readonly StyledWord[]): StyledWord | undefined {
  let at = 0;
  return meant.find(({ word, styles }) => {
    while (at < shown.length && !(shown[at]?.word === word && keeps((shown[at] as StyledWord).styles, styles))) at++;
    return at++ >= shown.length;
  });
}
