const tokenPattern = /#m\d+#/g;
const numberOf = (token) => Number(token.slice(2, -1));
const placeOf = ({ chat, thread }) => `${chat}/${thread ?? ""}`;
const tokensIn = (text) => [...new Set(text.match(tokenPattern))];
/** A limit that was told so shortly before the kill was not durable. */
const writtenWithinMs = 250;

/**
 * Compares what people said (`posts`) with what they were shown (`shown`, in order), with what the house says of each message
 * (`rows`), and with what Telegram had forbidden (`early`, `limits`: when a chat was told of a limit). `kills`: when. Pure; every finding is a sentence.
 */
export function judgeTelegram({ posts, shown, rows, early, limits, kills }) {
  const found = { messages: posts.length, answered: 0, merged: 0, gaveUp: 0, window: [], remarks: [], wrong: [] };
  const { wrong } = found;
  const home = new Map(posts.map((post) => [post.token, placeOf(post)]));
  const killAfter = (at) => kills.find((kill) => kill >= at);
  /** The daemon was killed before it could write down that this one had arrived, or the answer never came. */
  function whyTwice(first) {
    if (first.isLost) return "its answer was lost";
    const kill = killAfter(first.at);
    const isLast = kill !== undefined && !shown.some((other) => other !== first && placeOf(other) === placeOf(first) && other.at > first.at && other.at < kill);
    return isLast ? "the daemon was killed before it was written down" : undefined;
  }

  const answers = new Map();
  const newest = new Map();
  for (const each of shown) {
    const tokens = tokensIn(each.text);
    const place = placeOf(each);
    if (tokens.length === 0) found.remarks.push(`${place}: ${each.text}`);
    for (const token of tokens) {
      if (home.get(token) !== place) wrong.push(`${token} was said in ${home.get(token)} and answered in ${place}.`);
      const first = answers.get(token);
      if (first !== undefined) {
        const why = first.text === each.text ? whyTwice(first) : undefined;
        if (why === undefined) wrong.push(`${place}: ${token} was answered again (${new Date(first.at).toISOString()}, ${new Date(each.at).toISOString()}).`);
        else found.window.push(`${place}: the answer to ${token} came twice: ${why}.`);
        answers.set(token, each);
        continue;
      }
      answers.set(token, each);
      if (numberOf(token) < (newest.get(place) ?? 0)) wrong.push(`${place}: ${token} was answered after #m${newest.get(place)}#.`);
      newest.set(place, Math.max(newest.get(place) ?? 0, numberOf(token)));
    }
  }

  const byId = new Map(rows.map((row) => [row.id, row]));
  const rowOf = new Map();
  for (const row of rows) for (const token of tokensIn(row.text)) if (!rowOf.has(token) || row.state === "answered") rowOf.set(token, row);
  const tokensOf = (row) => (row === undefined ? [] : tokensIn(row.text));
  for (const { token } of posts) {
    const row = rowOf.get(token);
    const place = home.get(token);
    if (row === undefined) wrong.push(`${place}: ${token} never reached the house.`);
    else if (answers.has(token)) found.answered += 1;
    else if (row.state === "merged" && (tokensOf(byId.get(row.mergedInto)).some((other) => answers.has(other)) || isInGroup(row))) {
      found.answered += 1;
      found.merged += 1;
    } else if (row.state === "answered" && isInGroup(row)) {
      found.answered += 1;
      found.merged += 1;
    } else if (row.state === "failed") {
      found.gaveUp += 1;
      found.remarks.push(`${place}: ${token} was given up: ${row.reason}`);
    } else wrong.push(`${place}: ${token} has no answer (${row.state}${row.reason === undefined ? "" : `: ${row.reason}`}).`);
  }
  /** One answer for several messages names at least one of them. */
  function isInGroup(row) {
    const head = row.mergedInto ?? row.id;
    return rows.some((other) => (other.id === head || other.mergedInto === head) && tokensOf(other).some((token) => answers.has(token)));
  }

  for (const { chat, method, at } of early) {
    const told = limits.findLast((limit) => limit.chat === chat && limit.at <= at);
    const kill = told === undefined ? undefined : killAfter(told.at);
    if (kill !== undefined && kill - told.at < writtenWithinMs && kill < at)
      found.window.push(`${chat}: ${method} came early: the daemon was killed when it had just been told of the limit.`);
    else wrong.push(`${chat}: ${method} came early (told at ${told && new Date(told.at).toISOString()}, sent at ${new Date(at).toISOString()}).`);
  }
  return found;
}
