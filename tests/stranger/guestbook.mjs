// The service that a stranger's channel speaks to, on loopback: GET /messages?since=<n> gives what people wrote, POST /send takes an answer,
// POST /say is a person, and GET /sent shows what they read.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const written = [];
const answered = [];
async function serve(request, response) {
  const { pathname, searchParams } = new URL(request.url, "http://guestbook");
  const body = await text(request);
  const answer = (value) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
  if (pathname === "/messages") return answer(written.filter(({ id }) => id > Number(searchParams.get("since"))));
  if (pathname === "/say") return answer(written.push({ id: written.length + 1, room: "hall", user: "ada", bot: false, text: body, at: Date.now() }));
  if (pathname === "/send") return answer({ ref: String(answered.push(JSON.parse(body))) });
  return answer(answered);
}
const server = createServer((request, response) => void serve(request, response));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
