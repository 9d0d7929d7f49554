import { type Invocation, valuesOf } from "../invocation.ts";

const askers = /^(curl|wget|https?|xh|httpie|curlie)$/;
const bodies =
  "-d|--data|--data-raw|--data-binary|--data-ascii|--data-urlencode|--json|-F|--form|--form-string|--post-data|--body-data|--raw|--url|--post-file|--body-file|-T|--upload-file";
const field = /"(?:q|query|sql|statement|statements|stmt|command|cypher)"\s*:\s*\[?\s*"((?:[^"\\]|\\.){1,20000})"/gi;
const form = /(?:^|[?&])(?:q|query|sql|statement|command)(?:==?|:=)([^&]{1,20000})/gi;
/** Addresses under which every text of a request is a statement. */
const speaking = /\/(?:db\/(?:execute|query)|_?sql|v\d\/statement|statement|exec|run_sql|cypher|tx(?:\/commit)?|query)(?:[/?]|$)/i;

/** What is being written here, and no database: those have ports of their own. */
const ownService =
  /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?!8123|9200|9201|5984|7474|8086|8529|4001|6333|8983|8529|19530|5000|8047|8888)\d{2,5})?(?:\/|$)/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // Not every percent sign begins a letter: then it stands for itself.
    return text;
  }
}

/** Statements for a database that a request over the network carries: in its address, in its body, in a file that the line wrote. */
export function requestedTexts(call: Invocation, input: string | undefined, writtenIn: (file: string) => string | undefined): readonly string[] {
  if (!askers.test(call.name)) return [];
  const addresses = call.args.filter((word) => /^(?:https?:\/\/|localhost\b|127\.0\.0\.1\b|\[::1\])|^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(word));
  const isOwnService = addresses.length > 0 && addresses.every((word) => ownService.test(word));
  const speaks = call.args.some((word) => speaking.test(word));
  return [...call.plain, ...valuesOf(call, bodies)].slice(0, 40).flatMap((word) => {
    const [, file] = /^(?:[\w-]*=)?@(.+)$/.exec(word) ?? [];
    const text = (file === undefined ? word : file === "-" ? (input ?? "") : (writtenIn(file) ?? "")).slice(0, 131_072);
    const named = isOwnService ? [] : [...text.matchAll(field)].map(([, value = ""]) => value.replace(/\\n/g, "\n").replace(/\\(.)/g, "$1"));
    // What is searched for in an address is a text to most who answer.
    const sent = [...text.matchAll(form)].flatMap(([whole, value = ""]) => (/^\W?q=/i.test(whole) && !speaks ? [] : [decoded(value)]));
    const all = speaks && /^\s*[[{]/.test(text) ? [...text.matchAll(/"((?:[^"\\]|\\.){6,4000})"/g)].map(([, value = ""]) => value) : [];
    return [...named, ...sent, ...all, ...(/^\s*(?:drop|truncate|delete|alter|update)\s/i.test(text) ? [text] : [])];
  });
}
