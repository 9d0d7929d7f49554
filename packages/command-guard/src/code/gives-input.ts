import { unknown } from "@instar/shell-words";
import type { Call, CallPlace } from "./call.ts";
import { textValue, type Value } from "./value.ts";

/** Names of the input, as languages have them. */
const inputs = /^(?:(?:.*\.)?(?:stdin|STDIN|\$stdin)(?:\.buffer)?|io|ARGF)$/;
const reading = /^(?:read|readline|readlines|gets|getline|read_to_string|readlinesSync)$/;
const opened = /^(?:0|-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0|php:\/\/stdin)$/;

/** What a call reads of the input of the code: `input()`, `sys.stdin.read()`, `readFileSync(0)`, `STDIN.read`. Undefined for other calls, and where it is not known. */
export function inputGivenBy({ name, owner, args }: Call, { language, input }: CallPlace): Value | undefined {
  if (input === undefined || input.includes(unknown)) return undefined;
  const file = args[0]?.texts[0] ?? "";
  const isLine =
    (/^(?:input|raw_input)$/.test(name) && owner === "" && language === "python") ||
    (/^(?:gets|readline)$/.test(name) && (owner === "" || inputs.test(owner)) && args.length === 0) ||
    (name === "fgets" && /^(?:STDIN)$/.test(args[0]?.ref ?? ""));
  if (isLine) return textValue(input.split("\n")[0] ?? "");
  const isAll =
    (reading.test(name) && inputs.test(owner) && !(owner === "io" && language !== "lua")) ||
    (/^(?:readFileSync|readFile|file_get_contents|readTextFileSync)$/.test(name) && opened.test(file)) ||
    (name === "stream_get_contents" && args[0]?.ref === "STDIN") ||
    (name === "open" && owner === "" && /^(?:0|\/dev\/stdin)$/.test(file));
  return isAll ? textValue(input) : undefined;
}
