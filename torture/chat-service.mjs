import { createServer } from "node:http";

const holdMs = 150;

/**
 * The messaging provider, outside of the daemon, and the ledger of what was said and shown. It delivers messages at least once
 * (some again, on purpose), shows every part that it is sent, and takes its time to say so.
 */
export async function startChatService({ random, repeats = 0.25, slownessMs = 40 }) {
  const posts = [];
  const shown = [];
  const waiting = new Set();
  const arms = new Map();
  let deliveries = 0;

  const deliver = ({ key, conversation, text, at }) => ({ key, delivery: ++deliveries, conversation, text, at });

  const news = () =>
    new Promise((resolve) => {
      waiting.add(resolve);
      setTimeout(resolve, holdMs);
    });

  async function messages({ channel, after, life }) {
    const isNew = (post) => post.channel === channel && post.position > Number(after);
    if (!posts.some(isNew) && !arms.has(life)) await news();
    const fresh = posts.filter(isNew);
    const old = posts.filter((post) => post.channel === channel && post.position <= Number(after));
    const again = old.length > 0 && random() < repeats ? [old[Math.max(0, old.length - 1 - Math.floor(random() * 5))]] : [];
    const kill = arms.get(life);
    arms.delete(life);
    return {
      messages: [...again, ...fresh, ...(fresh.length > 0 && random() < repeats ? [fresh[0]] : [])].map(deliver),
      next: String(fresh.at(-1)?.position ?? after),
      kill,
    };
  }

  async function show(part) {
    const ref = `ref-${shown.push({ ...part, at: Date.now() })}`;
    await new Promise((resolve) => setTimeout(resolve, random() * slownessMs));
    return { ref };
  }

  function find({ channel, key }) {
    const index = shown.findIndex((part) => part.channel === channel && part.key === key);
    return index < 0 ? {} : { ref: `ref-${index + 1}` };
  }

  async function answer(request) {
    const { pathname, searchParams } = new URL(request.url, "http://service");
    const query = Object.fromEntries(searchParams);
    if (request.method === "GET") return pathname === "/messages" ? messages(query) : find(query);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return show(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.end(JSON.stringify(body)),
      // Whoever asked was killed in the middle of its question.
      () => response.destroy(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    posts,
    shown,
    /** A person writes; `text` makes the message out of its token. */
    say(channel, conversation, text) {
      const position = posts.length + 1;
      const token = `#m${position}#`;
      posts.push({ position, key: `key-${position}`, token, channel, conversation, text: text(token), at: Date.now() });
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    /** Tells a living daemon where to die. */
    arm: (life, kill) => void arms.set(String(life), kill),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
