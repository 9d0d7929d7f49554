import { expect, test } from "vitest";
import { explainNpm } from "../../src/init/explain-npm.ts";

const refused = `npm warn Unknown user config "nodedir".
npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:1/zod failed, reason: connect ECONNREFUSED 127.0.0.1:1
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/index.js:130:14)
npm error     at process.processTicksAndRejections (node:internal/process/task_queues:83:21) {
npm error   code: 'ECONNREFUSED',
npm error   requiredBy: '.'
npm error }
npm error
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.  See: 'npm help config'
npm error A complete log of this run can be found in: /home/ann/.npm/_logs/debug-0.log
`;
const missing = `npm ERR! code E404
npm ERR! 404 Not Found - GET https://registry.example/nowhere - not found
npm ERR! 404
npm ERR! 404  'nowhere@*' is not in this registry.

npm ERR! A complete log of this run can be found in:
npm ERR!     /home/ann/.npm/_logs/debug-1.log
`;

test.each([
  [
    "a registry that is away",
    refused,
    [
      "code ECONNREFUSED",
      "FetchError: request to http://127.0.0.1:1/zod failed, reason: connect ECONNREFUSED 127.0.0.1:1",
      "If you are behind a proxy, please make sure that the 'proxy' config is set properly.  See: 'npm help config'",
      "npm's own log of it is /home/ann/.npm/_logs/debug-0.log",
    ],
  ],
  [
    "a package that is not there, as older ones say it",
    missing,
    [
      "code E404",
      "404 Not Found - GET https://registry.example/nowhere - not found",
      "404  'nowhere@*' is not in this registry.",
      "npm's own log of it is /home/ann/.npm/_logs/debug-1.log",
    ],
  ],
  ["words that are not marked as errors", "sh: 1: node-gyp: not found\n", ["sh: 1: node-gyp: not found"]],
  ["nothing", "\n", []],
])("what npm says of %s is told without its prefixes and stacks", (_, stderr, lines) => {
  expect(explainNpm(stderr)).toBe(lines.join("\n"));
});
