import { formatTelegramText } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { planTelegramText } from "../../src/format/plan-telegram-text.ts";
import { type SpecExample, specExamples, withWorldLinks } from "./spec-examples.ts";
import { missingWord, wordsOfHtml, wordsOfMessage } from "./word-styles.ts";

function lost({ number, section, markdown, html }: SpecExample): string | undefined {
  const shown = planTelegramText(markdown).flatMap((part) => wordsOfMessage(formatTelegramText({ text: part.html, parseMode: "HTML" })));
  const missing = missingWord(shown, wordsOfHtml(html));
  return missing && `${number} ${section}: ${missing.word} (${[...missing.styles].join(" ")})`;
}

test("of the specification's examples at least 95 % keep bold, code, links and lists, word by word", () => {
  const examples = specExamples().map(withWorldLinks);
  const failed = examples.flatMap((example) => lost(example) ?? []);
  expect(failed.length / examples.length, failed.join("\n")).toBeLessThanOrEqual(0.05);
});

test("the measure notices lost styles, links, items and words", () => {
  const meant = wordsOfHtml('<ul>\n<li><strong>one</strong> <code>two</code> <a href="https://example.org">three</a></li>\n</ul>');
  const noticed = (markdown: string) =>
    missingWord(
      planTelegramText(markdown).flatMap(({ html }) => wordsOfMessage(formatTelegramText({ text: html, parseMode: "HTML" }))),
      meant,
    )?.word;
  expect(noticed("- **one** `two` [three](https://example.org)")).toBeUndefined();
  expect(noticed("- one `two` [three](https://example.org)")).toBe("one");
  expect(noticed("**one** `two` [three](https://example.org)")).toBe("one");
  expect(noticed("- **one** two [three](https://example.org)")).toBe("two");
  expect(noticed("- **one** `two` three")).toBe("three");
  expect(noticed("- **one** [three](https://example.org)")).toBe("two");
});
