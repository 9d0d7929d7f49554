import { expect, test } from "vitest";
import { agentTokenPattern, createTokens, isSameToken } from "../src/tokens.ts";

const owner = "a".repeat(64);

test("a token is the owner's, a living session's, or nobody's", () => {
  const tokens = createTokens(() => owner);
  const token = tokens.tokenFor("0192-ab");
  expect(tokens.identify(owner)).toEqual({ kind: "owner" });
  expect(tokens.identify(token)).toEqual({ kind: "agent", session: "0192-ab" });
  expect(tokens.tokenFor("0192-ab")).toBe(token);
  for (const wrong of ["", "b".repeat(64), `${token}0`, token.replace("0192-ab", "0192-ac"), token.slice(0, -1), `${token}\n`])
    expect(tokens.identify(wrong)).toBeUndefined();
});

test("a session's token is void once it has ended, is the same when it is resumed, and is another's in the next run", () => {
  const tokens = createTokens(() => undefined);
  const token = tokens.tokenFor("s1");
  tokens.tokenFor("s2");
  tokens.revoke("s1");
  expect(tokens.identify(token)).toBeUndefined();
  expect(tokens.identify(tokens.tokenFor("s2"))).toEqual({ kind: "agent", session: "s2" });
  expect(tokens.tokenFor("s1")).toBe(token);
  expect(tokens.identify(token)).toEqual({ kind: "agent", session: "s1" });
  expect(createTokens(() => undefined).identify(token)).toBeUndefined();
});

test("no owner's token, no owner", () => {
  const tokens = createTokens(() => undefined);
  expect(tokens.identify("undefined")).toBeUndefined();
  expect(tokens.identify("")).toBeUndefined();
  expect(isSameToken(undefined, owner)).toBe(false);
});

test("a session's token is recognised in a text", () => {
  const token = createTokens(() => undefined).tokenFor("0192-ab");
  expect(`x=${token}; y`.replace(agentTokenPattern, "?")).toBe("x=?; y");
});
