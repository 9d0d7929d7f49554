import { expect, test } from "vitest";
import { TelegramError, tokenRefused } from "../src/errors.ts";
import { describeState } from "../src/terminal/describe-bot.ts";

test("what Telegram refuses is said once, with its remedy, and who leads through it does not name itself", () => {
  const { message, hint = "" } = TelegramError.TOKEN_REFUSED();
  const failed = `${message} ${hint}`;
  const speakers = { owners: [], known: [], groups: [] };
  const text = describeState({ listening: "failed", trouble: { message, hint }, parked: [], topics: 0 }, { failed, speakers });
  expect(text.split(message)).toHaveLength(2);
  expect(text).toContain("Listening:  no, for the same reason");
  expect(describeState({ listening: "failed", trouble: { message: "The line is dead." }, parked: [], topics: 0 }, { failed, speakers })).toContain(
    "Listening:  no: The line is dead.",
  );
  expect(failed.split("telegram setup")).toHaveLength(2);
  expect(tokenRefused).not.toContain("telegram setup");
});
