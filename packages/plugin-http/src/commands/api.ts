import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { lives } from "@instar/process/lives";
import { HttpError } from "../errors.ts";
import { readHttpFile } from "../http-file.ts";

function readToken(home: string): string {
  const file = join(home, "secrets", "owner-token");
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw HttpError.NO_TOKEN(file, { cause: error });
  }
}

function checkData(data: string): string {
  try {
    JSON.parse(data);
    return data;
  } catch (error) {
    throw HttpError.BAD_DATA((error as Error).message, { cause: error });
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  return /json/.test(response.headers.get("content-type") ?? "") && text !== "" ? (JSON.parse(text) as unknown) : text;
}

export default defineCommand({
  args: {
    method: { required: true, description: "GET, POST, PUT, PATCH or DELETE" },
    path: { required: true, description: "a path such as /status; `instar openapi` describes them all" },
  },
  flags: { data: { description: "the body, as JSON" } },
  async run({ args: { method, path }, flags: { data }, print, project, signal }) {
    const home = join(project ?? ".", ".instar");
    const { url, pid } = readHttpFile(home) ?? {};
    // Another program may have the port of an agent that has died: it must not be shown the token
    if (url === undefined || pid === undefined || !lives(pid)) throw HttpError.NOT_LISTENING();
    const body = data === undefined ? undefined : checkData(data);
    const response = await fetch(`${url}${path.startsWith("/") ? "" : "/"}${path}`, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${readToken(home)}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body }),
      signal,
    }).catch((error: unknown) => {
      throw HttpError.NOT_LISTENING({ cause: error });
    });
    const answer = await readAnswer(response);
    print(answer, typeof answer === "string" ? answer : JSON.stringify(answer, null, 2));
    return response.ok ? 0 : 1;
  },
});
