const tokenPattern = /#m\d+#/g;
const gaveUpPattern = /it was interrupted \d+ times/;

const groupBy = (values, keyOf) => {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return groups;
};

const add = (counts, place, number) => counts.set(place, (counts.get(place) ?? 0) + number);
const take = (counts, place) => (counts.get(place) ?? 0) > 0 && add(counts, place, -1) !== undefined;

const placeOf = ({ channel, conversation }) => `${channel}/${conversation}`;
const numberOf = (token) => Number(token.slice(2, -1));

/**
 * A part that was shown again is the documented window only where the service can't be read back, and only for the last part
 * that a killed daemon sent to that conversation.
 */
function isWindow(earlier, again, parts, endOf) {
  const last = parts.findLast(({ life }) => life === earlier.life);
  return again.channel === "blind" && last.key === earlier.key && again.life !== earlier.life && endOf(earlier.life) === "killed";
}

/** What one reply looks like to its reader: each part once, in the order of its first showing. */
function readReply(all, parts, endOf) {
  const once = [];
  const window = [];
  const doubled = [];
  for (const part of all) {
    const earlier = once.find(({ index }) => index === part.index);
    if (!earlier) once.push(part);
    else (isWindow(earlier, part, parts, endOf) ? window : doubled).push(part);
  }
  const text = once.map((part) => part.text).join("");
  return {
    once,
    window,
    doubled,
    text,
    tokens: [...new Set(text.match(tokenPattern))],
    complete: once.length === all[0].of,
    ordered: once.every(({ index }, place) => index === place),
  };
}

/**
 * Compares what people said (`posts`) with what they were shown. `endOf(life)` says how a daemon ended: `killed`, `stopped` or
 * undefined. Pure; every finding is a sentence.
 */
export function judge({ posts, shown, endOf }) {
  const found = { messages: posts.length, answered: 0, answers: 0, merged: 0, gaveUp: 0, lost: [], doubled: [], window: [], disorder: [], remarks: [] };
  const answers = new Map();
  /** By place: messages that a reply ended without naming them. */
  const gaveUp = new Map();
  const merged = new Map();
  for (const [place, parts] of groupBy(shown, placeOf)) {
    let newest = 0;
    for (const [reply, all] of groupBy(parts, (part) => part.reply)) {
      const read = readReply(all, parts, endOf);
      const named = (part) => `${place}: part ${part.index} of the reply ${reply} was shown again`;
      found.window.push(...read.window.map(named));
      found.doubled.push(...read.doubled.map(named));
      if (!read.complete) found.lost.push(`${place}: ${read.once.length} of ${all[0].of} parts of the reply ${reply} were shown`);
      if (!read.ordered) found.disorder.push(`${place}: the parts of the reply ${reply} came out of order`);
      const unnamed = Math.max(0, all[0].ends - read.tokens.length);
      if (read.tokens.length > 0) {
        found.answers += 1;
        add(merged, place, unnamed);
      } else if (gaveUpPattern.test(read.text)) add(gaveUp, place, unnamed);
      else found.remarks.push(`${place}: ${read.text}`);
      const before = newest;
      for (const token of read.tokens) {
        if (!answers.has(token) && numberOf(token) < before) found.disorder.push(`${place}: ${token} was answered after #m${before}#`);
        add(answers, token, 1);
        newest = Math.max(newest, numberOf(token));
      }
    }
  }
  for (const post of posts) {
    const { token } = post;
    const times = answers.get(token) ?? 0;
    const place = placeOf(post);
    if (times > 0 || take(merged, place)) found.answered += 1;
    else if (take(gaveUp, place)) found.gaveUp += 1;
    else found.lost.push(`${place}: ${token} has no answer`);
    if (times > 1) found.doubled.push(`${place}: ${token} was answered ${times} times`);
  }
  for (const [place, times] of [...merged, ...gaveUp]) if (times > 0) found.doubled.push(`${place}: ${times} more messages were ended than had no answer`);
  found.merged = found.answered - found.answers;
  return found;
}
