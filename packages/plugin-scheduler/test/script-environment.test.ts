import { dirname } from "node:path";
import { expect, test } from "vitest";
import { scriptEnvironment } from "../src/script-environment.ts";

test("scripts know what a shell needs, what the owner names, and where Node.js and `instar` are; nothing else", () => {
  const node = dirname(process.execPath);
  expect(scriptEnvironment({ PATH: "/bin", HOME: "/home/ada", API_KEY: "secret", CITY: "Prague" }, ["CITY", "ABSENT"], "/kira")).toEqual({
    PATH: `/bin:${node}:/kira/node_modules/.bin`,
    HOME: "/home/ada",
    CITY: "Prague",
  });
  expect(scriptEnvironment({}, [], "/kira")).toEqual({ PATH: `/usr/local/bin:/usr/bin:/bin:${node}:/kira/node_modules/.bin` });
});
