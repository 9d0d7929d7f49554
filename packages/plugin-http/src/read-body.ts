import { HttpError } from "./errors.ts";
import { withExtras } from "./problem.ts";

const deepestJson = 100;

/** The whole body, or throws HTTP_BODY_TOO_LARGE as soon as it is known to be longer than allowed. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => withExtras(HttpError.BODY_TOO_LARGE(maxBytes), { headers: { connection: "close" } });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      reader.cancel().catch(() => undefined); // what still comes is nobody's business
      throw tooLarge();
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** How deep the brackets of a JSON text go. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === 92) at++;
      else if (sign === 34) quoted = false;
    } else if (sign === 34) quoted = true;
    else if (sign === 91 || sign === 123) deepest = Math.max(deepest, ++depth);
    else if (sign === 93 || sign === 125) depth--;
  }
  return deepest;
}

/** No body at all reads as one without members, as `curl -X POST` sends it. Throws HTTP_WRONG_TYPE or HTTP_NOT_JSON. */
export function parseJson(bytes: Uint8Array, contentType: string | null): unknown {
  if (bytes.length === 0 && contentType === null) return {};
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType ?? "")) throw HttpError.WRONG_TYPE();
  if (bytes.length === 0) throw HttpError.NOT_JSON("it is empty; send {}, or no Content-Type");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw HttpError.NOT_JSON("it is not UTF-8", { cause: error });
  }
  if (depthOf(text) > deepestJson) throw HttpError.NOT_JSON(`it is nested deeper than ${deepestJson} levels`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw HttpError.NOT_JSON("it cannot be parsed", { cause: error });
  }
}
