/** One part of a multipart body. */
export interface MultipartPart {
  readonly name: string;
  /** Present for a file, possibly empty. */
  readonly fileName?: string;
  readonly contentType?: string;
  readonly content: Uint8Array;
}

/** Reads a multipart/form-data body. File names may stand without quotes, as some clients write them. Undefined: it is none. */
export function parseMultipart(body: Buffer, contentType: string): MultipartPart[] | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) return undefined;
  const delimiter = Buffer.from(`--${mark}`);
  const parts: MultipartPart[] = [];
  let at = body.indexOf(delimiter);
  if (at < 0) return undefined;
  for (;;) {
    const begin = at + delimiter.length;
    if (body.subarray(begin, begin + 2).toString() === "--") return parts;
    const headersEnd = body.indexOf("\r\n\r\n", begin);
    const next = body.indexOf(Buffer.concat([Buffer.from("\r\n"), delimiter]), begin);
    if (headersEnd < 0 || next < 0) return undefined;
    const part = parsePart(body.subarray(begin, headersEnd).toString("utf8"), body.subarray(headersEnd + 4, Math.max(headersEnd + 4, next)));
    if (!part) return undefined;
    parts.push(part);
    at = next + 2;
  }
}

function parsePart(headers: string, content: Buffer): MultipartPart | undefined {
  const disposition = /^content-disposition:\s*form-data\s*;?\s*(.*)$/im.exec(headers)?.[1];
  if (disposition === undefined) return undefined;
  const name = attributeOf(disposition, "name");
  if (name === undefined) return undefined;
  const fileName = attributeOf(disposition, "filename");
  const contentType = /^content-type:\s*(\S+)/im.exec(headers)?.[1];
  return { name, ...(fileName !== undefined && { fileName }), ...(contentType !== undefined && { contentType }), content };
}

function attributeOf(disposition: string, attribute: string): string | undefined {
  const found = new RegExp(`(?:^|;)\\s*${attribute}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\r\\n]*))`, "i").exec(disposition);
  return found?.[1] ?? found?.[2]?.trim();
}
