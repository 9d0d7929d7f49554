import { formatTelegramText, parseTelegramHtml } from "@instar/testing/fake-telegram";
import { marked } from "marked";
import { expect, test } from "vitest";
import { planTelegramText, type TelegramText } from "../../src/format/plan-telegram-text.ts";
import { clusters, randomDocument, randomFrom } from "./random-document.ts";

/** `FUZZ_DOCUMENTS=20000` for the figure that is promised; a change here is tried on fewer. */
const documents = Number(process.env.FUZZ_DOCUMENTS ?? 2_000);

/** A longer one is read in pieces, so that a block of HTML may end earlier than on a page: of it, the lines that are nothing but words must be there. */
const longSource = 4_000;

/** What is wrong with a part, as Telegram would see it. */
function problemOf({ html, plain }: TelegramText, units: number, entities: number): string | undefined {
  if (Buffer.byteLength(html) > 32_768) return "too many bytes";
  if (plain.length > units) return "too many units";
  if (plain.trim() === "") return "empty";
  const parsed = parseTelegramHtml(html);
  if ("problem" in parsed) return parsed.problem;
  try {
    const shown = formatTelegramText({ text: html, parseMode: "HTML" });
    if (shown.text !== plain) return "the plain text differs";
    const given = shown.entities.filter(({ type }) => !["url", "email", "mention", "hashtag", "bot_command"].includes(type));
    if (given.length > entities) return "too many entities";
    const solid = (list: typeof given) => list.filter(({ type }) => ["code", "pre", "text_link"].includes(type)).length;
    if (solid(given) !== solid([...parsed.entities])) return "entities are dropped";
    formatTelegramText({ text: plain });
  } catch (error) {
    return String(error);
  }
  return undefined;
}

const marksOf = (text: string): readonly string[] => text.match(/w\d+x/g) ?? [];

/** The words that the library's own page shows, without its tags. A line separator ends a line for Telegram's readers. */
function wordsOnPage(markdown: string): readonly string[] {
  const page = marked.parse(markdown.replace(/\r\n?|\u2028/g, "\n"), { async: false, gfm: true }).replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, "$1");
  return marksOf(page.replace(/<[a-z/!](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, ""));
}

function missing(shown: readonly string[], meant: readonly string[], ordered: boolean): string | undefined {
  if (!ordered) return meant.find((word) => !shown.includes(word));
  let at = 0;
  return meant.find((word) => {
    while (at < shown.length && shown[at] !== word) at++;
    return at++ >= shown.length;
  });
}

test(`${documents} random documents: every part is accepted, no word is lost`, () => {
  let parts = 0;
  for (let seed = 1; seed <= documents; seed++) {
    const random = randomFrom(seed);
    const markdown = randomDocument(random, seed % 100 === 0 ? 1_500 : Math.ceil(random() * 60));
    const limits = seed % 3 === 0 ? { units: 40 + Math.floor(random() * 200), entities: 20 } : { units: 4_096, entities: 100 };
    const planned = planTelegramText(markdown, limits);
    parts += planned.length;
    for (const part of planned) {
      const problem = problemOf(part, limits.units, limits.entities);
      if (problem) expect.fail(`Seed ${seed}: ${problem}\n${JSON.stringify(markdown)}\n${JSON.stringify(part)}`);
    }
    const whole = planned.map(({ plain }) => plain).join("");
    const lost =
      markdown.length > longSource
        ? missing(
            marksOf(whole),
            marksOf(
              markdown
                .split("\n")
                .filter((line) => /^[\w .]+$/.test(line))
                .join("\n"),
            ),
            false,
          )
        : missing(marksOf(whole), wordsOnPage(markdown), !/\|[ :-]+\|/.test(markdown));
    if (lost) expect.fail(`Seed ${seed}: ${lost} is lost\n${JSON.stringify(markdown)}\n${JSON.stringify(whole)}`);
  }
  expect(parts).toBeGreaterThan(documents);
}, 300_000);

test("random documents cut small keep every character as a reader sees it whole", () => {
  const count = (text: string, cluster: string) => text.split(cluster).length - 1;
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomFrom(seed);
    const markdown = Array.from({ length: 200 }, () => [...clusters, "a", " ", "**", "`"][Math.floor(random() * 11)]).join("");
    const whole = planTelegramText(markdown);
    const small = planTelegramText(markdown, { units: 50 });
    for (const cluster of clusters) {
      const [expected, found] = [whole, small].map((parts) => parts.reduce((sum, { plain }) => sum + count(plain, cluster), 0));
      if (found !== expected) expect.fail(`Seed ${seed}: ${cluster} was cut\n${JSON.stringify(markdown)}`);
    }
  }
});
