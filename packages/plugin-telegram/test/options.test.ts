import { expect, test } from "vitest";
import { telegramOptions } from "../src/options.ts";

const token = "123456789:AAsecret_of-the-bot";
const problemsOf = (given: object) => telegramOptions.safeParse({ token, ...given }).error?.issues.map(({ message }) => message) ?? [];

test("a token alone is enough", () => {
  expect(telegramOptions.parse({ token })).toEqual({ token, listenIn: [], lostTopic: "recreate", reactions: true });
});

test("a token that cannot be one is refused without being shown", () => {
  for (const wrong of ["", "AAsecret", "123456789", "123:a b", ` ${token}`]) {
    const problems = problemsOf({ token: wrong });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain("AAsecret");
  }
});

test.each([
  ["https://api.example.org/", true],
  ["https://example.org/telegram", true],
  ["http://127.0.0.1:8081", true],
  ["http://localhost:8081", true],
  ["http://[::1]:8081", true],
  ["http://api.telegram.org", false],
  ["http://127.0.0.1.example.org", false],
  ["http://10.0.0.1:8081", false],
  ["https://user:word@example.org", false],
  ["https://example.org/?a=b", false],
  ["ftp://example.org", false],
])("%s as a root: %s", (apiRoot, good) => {
  expect(problemsOf({ apiRoot }).length === 0).toBe(good);
});

test("a slash at the root's end is no mistake, an unknown option or a group by name is one", () => {
  expect(telegramOptions.parse({ token, apiRoot: "https://example.org/bot//" }).apiRoot).toBe("https://example.org/bot");
  expect(problemsOf({ tokens: 5 })).toHaveLength(1);
  expect(problemsOf({ owners: [5] })).toEqual([expect.stringMatching(/access\(\{ owners: \["telegram:/)]);
  expect(problemsOf({ listenIn: ["@friends"] })).toEqual(["A group's id is a negative number, like -1001234567890."]);
});
