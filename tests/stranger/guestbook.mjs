// The service that a stranger's channel speaks to, on loopback: GET /in?since=<n> gives what people wrote, POST /out takes an answer,
// POST /say is a person, and GET /out shows what they read.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const written = [];
const answered = [];
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://guestbook");
  const body = await text(request);
  const answer = (value) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
  if (request.method === "GET" && pathname === "/in") return answer(written.filter(({ id }) => id > Number(searchParams.get("since"))));
  if (request.method === "GET") return answer(answered);
  if (pathname === "/say") return answer(written.push({ id: written.length + 1, user: "ada", text: body }));
  return answer({ ref: String(answered.push(JSON.parse(body))) });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
