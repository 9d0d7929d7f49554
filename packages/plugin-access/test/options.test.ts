import { expect, test } from "vitest";
import { accessOptions } from "../src/options.ts";

const problems = (input: unknown) => accessOptions.safeParse(input).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

test("nothing configured means nobody but the local owner", () => {
  expect(accessOptions.parse({})).toEqual({ owners: [], known: [], groups: [], pairing: true });
});

test.each(["123", ":123", "telegram:", "tele gram:1", "telegram: ", ""])("an entry without a channel or an id is named: %j", (entry) => {
  expect(problems({ owners: ["telegram:1", entry] })).toEqual([expect.stringMatching(/^owners\.1: .*names no sender/)]);
  expect(problems({ known: [entry] })[0]).toContain(`"${entry}"`);
});

test.each(["-100", ":-100", "telegram:", "tele gram:-100"])("a group without a channel or an id is named: %j", (entry) => {
  expect(problems({ groups: ["telegram:-100", entry] })).toEqual([expect.stringMatching(/^groups\.1: .*names no group/)]);
});

test("an unknown field is refused", () => {
  expect(problems({ owner: ["telegram:1"] })).toEqual([expect.stringContaining("owner")]);
});
