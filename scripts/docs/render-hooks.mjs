// The reference in docs/hooks.md: a table, and a section for each hook.
import { namesIn, readHooks } from "./read-hooks.mjs";

const begin = "<!-- Written by `npm run docs` from packages/kernel/src/hooks; what stands beside it is written by hand. -->";
const end = "<!-- Until here. -->";

const may = { gate: "deny, ask, advise", pipeline: "replace, hold", series: "work", notice: "watch" };
const answers = {
  gate: "nothing, `deny(reason, hint?)`, `ask(question)` or `advise(text)`",
  pipeline: "nothing, a copy of the event with changes, or `hold(reason)`",
  series: "nothing, or a promise that is waited for",
  notice: "nothing; whoever fires it does not wait",
};

const code = (text) => `\`${text}\``;
const list = (names) => names.map(code).join(", ");
const cell = (text) => text.replaceAll("|", "\\|");
const firstSentence = (words) => /^.*?[.](?=\s|$)/.exec(words)?.[0].slice(0, -1) ?? words;

/** What a failure of a tap does. */
function failure({ name, policy: { kind, onError, goesOn } }) {
  if (name === "pluginError") return "is only logged";
  if (kind === "gate") return "denies";
  if (kind === "pipeline") return onError === "hold" ? "holds" : "is skipped";
  if (kind === "notice") return "is reported";
  return goesOn ? "is reported; the others are still told" : name === "start" ? "fails the start" : "fails that session";
}

/** Where on the page each type is explained: at the first hook that carries it, or in a section of its own. */
const anchorsOf = (hooks, shapes) =>
  new Map([...shapes.map(({ name }) => [name, name]), ...hooks.toReversed().flatMap(({ event, name }) => (event === undefined ? [] : [[event, name]]))]);

function memberRows(members, anchors) {
  const rows = members.map(({ name, optional, type, words }) => {
    const links = namesIn(type).flatMap((each) => (anchors.has(each) ? [`[${each}](#${anchors.get(each).toLowerCase()})`] : []));
    const said = [...(words === "" ? [] : [words]), ...(links.length === 0 ? [] : [`See ${links.join(", ")}.`])].join(" ");
    return `| ${code(`${name}${optional ? "?" : ""}`)} | ${code(cell(type))} | ${cell(said)} |`;
  });
  return ["| member | type | |", "|---|---|---|", ...rows].join("\n");
}

/** Fields of a pipeline's event that a replacement must leave, or must not drop. */
function limits({ kind, identity = [], content = [] }) {
  if (kind !== "pipeline") return "";
  return ` What the event *is* stays: ${list(identity)}; ${list(content)} must stay there and keep ${content.length === 1 ? "its" : "their"} type.`;
}

const section = (anchors) => (hook) => {
  const { name, words, event, members, policy, example } = hook;
  const deadline = `${(policy.timeoutMs ?? 30_000) / 1_000} s`;
  return [
    `### ${name}`,
    `**${policy.kind}**${event === undefined ? "" : `, event ${code(event)}`}, deadline ${deadline}, a failing tap ${failure(hook)}. ${words}`,
    memberRows(members, anchors),
    `A tap returns ${answers[policy.kind]}.${limits(policy)}`,
    code(example),
  ].join("\n\n");
};

const shapeSection =
  (anchors) =>
  ({ name, words, variants, members }) =>
    [`### ${name}`, words, variants === undefined ? memberRows(members, anchors) : variants.map((variant) => `- ${code(variant)}`).join("\n")].join("\n\n");

/** All examples as one plugin, which the tests compile. */
function plugin(hooks) {
  const lines = hooks.map(({ example }) => `    ${example}`);
  return `import { definePlugin, deny, hold } from "@instar/kernel";

export default definePlugin({
  api: 1,
  name: "every-hook",
  guards: ["preToolUse", "beforeJob"],
  setup({ hooks, log }) {
${lines.join("\n")}
  },
});`;
}

/** `docs/hooks.md` with its reference made anew; `written` is the page as it is. */
export async function renderHooks(written) {
  const { hooks, shapes } = await readHooks();
  const rows = hooks.map(
    (hook) => `| ${code(hook.name)} | ${hook.policy.kind} | ${cell(firstSentence(hook.words))} | ${may[hook.policy.kind]} | ${failure(hook)} |`,
  );
  const anchors = anchorsOf(hooks, shapes);
  const reference = [
    begin,
    "## Reference",
    ["| hook | kind | the moment | a tap may | a failing tap |", "|---|---|---|---|---|", ...rows].join("\n"),
    ...hooks.map(section(anchors)),
    "## What events are made of",
    ...shapes.map(shapeSection(anchors)),
    "## Every hook in one plugin",
    `\`\`\`ts\n${plugin(hooks)}\n\`\`\``,
    end,
  ].join("\n\n");
  const [from, to] = [written.indexOf(begin), written.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/hooks.md has no place for the reference: a line "${begin}", and below it "${end}".`);
  return `${written.slice(0, from)}${reference}${written.slice(to + end.length)}`;
}
