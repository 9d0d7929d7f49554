import type { TelegramCheck, TelegramGroup, TelegramLack, TelegramState } from "../contract.ts";

const time = (at: number) => new Date(at).toLocaleString("sv-SE");

/** What is missing and what to do, a line each. */
export const describeLacks = (lacks: readonly TelegramLack[]): readonly string[] => lacks.flatMap(({ what, fix }) => [what, ...fix.map((step) => `  ${step}`)]);

function describeGroup({ id, title, status, hearsEverything, managesTopics, forum }: TelegramGroup, letIn: ReadonlySet<string>): string {
  const traits = [
    status,
    hearsEverything ? "hears everything" : "hears what is meant for it",
    ...(forum ? [managesTopics ? "may manage topics" : "may not manage topics"] : []),
    letIn.has(String(id)) ? "let in" : "not let in: nobody there is answered",
  ];
  const described = `${title === undefined ? "" : `${JSON.stringify(title)} `}${id} (${traits.join(", ")})`;
  return letIn.has(String(id)) ? described : `${described}\n  To let it in: "telegram:${id}" in access({ groups: […] }) of the config, then \`instar reload\``;
}

/** `failed`: why Telegram could not be asked, as it is said above. */
function describeListening({ listening, since, lastUpdateAt, trouble }: TelegramState, failed: string | undefined): string {
  if (trouble) {
    const why = [trouble.message, trouble.hint].filter(Boolean).join(" ");
    return why === failed ? "no, for the same reason" : `no: ${why}`;
  }
  if (listening === "off") return "no: the agent does not run. `instar start`";
  if (since === undefined) return "it is being opened";
  return `since ${time(since)}${lastUpdateAt === undefined ? ", and nobody has written since" : `, last heard of something at ${time(lastUpdateAt)}`}`;
}

export interface Speakers {
  readonly owners: readonly string[];
  readonly known: readonly string[];
  readonly groups: readonly string[];
}

/** All of it for people. `failed`: why Telegram could not be asked. */
export function describeState(
  state: TelegramState,
  { check, failed, speakers }: { check?: TelegramCheck | undefined; failed?: string | undefined; speakers: Speakers },
): string {
  const letIn = new Set(speakers.groups);
  const count = (people: readonly string[], one: string, many: string) => `${people.length} ${people.length === 1 ? one : many}`;
  const somebody = speakers.owners.length + speakers.known.length > 0;
  const lines = [
    `Bot:        ${check ? `@${check.bot.username} (${JSON.stringify(check.bot.name)}), https://t.me/${check.bot.username}` : `it could not be asked: ${failed}`}`,
    `Listening:  ${describeListening(state, failed)}`,
    `Parked:     ${state.parked.length === 0 ? "no chat" : state.parked.map(({ chat, until }) => `${chat} until ${time(until)}`).join(", ")}`,
    `Topics:     ${state.topics} known`,
    `Groups:     ${
      !check || check.groups.length === 0
        ? "none known"
        : check.groups
            .map((group) => describeGroup(group, letIn))
            .join("\n")
            .replaceAll("\n", "\n            ")
    }`,
    `May speak:  ${somebody ? `${count(speakers.owners, "owner", "owners")}, ${count(speakers.known, "other", "others")}, ${count(speakers.groups, "group", "groups")}` : "nobody; `instar telegram setup` lets you in"}`,
  ];
  if (check && check.lacks.length > 0) lines.push("", "Missing:", ...describeLacks(check.lacks).map((line) => `  ${line}`));
  return lines.join("\n");
}
