/** Why the Bot API says no, as data: what it answers, and the rule behind it in a sentence. */
export interface Rule {
  readonly status: number;
  /** Telegram's own words, without the name of the status; a function where they carry what was received. */
  readonly words: string | ((...received: readonly (string | number)[]) => string);
  /** The section of the project's facts about channels, and the rule in a sentence. */
  readonly rule: string;
  /** Where the public documentation says so: an anchor of core.telegram.org/bots/api. */
  readonly docs?: string;
}

const statusNames: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

/** A refused request, thrown by a method and written as Telegram's error body. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly description: string;
  readonly rule: string;
  readonly docs: string | undefined;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(rule: Rule, received: readonly (string | number)[] = [], parameters?: Readonly<Record<string, number>>) {
    const words = typeof rule.words === "string" ? rule.words : rule.words(...received);
    const description = describe(rule.status, words);
    super(description);
    this.status = rule.status;
    this.description = description;
    this.rule = rule.rule;
    this.docs = rule.docs;
    this.parameters = parameters;
  }

  get body(): object {
    return { ok: false, error_code: this.status, description: this.description, ...(this.parameters && { parameters: this.parameters }) };
  }
}

/** As Telegram does it: the status' name before the words, whose first letter becomes small unless they are a code (`TOPIC_CLOSED`). */
function describe(status: number, words: string): string {
  const name = statusNames[status] ?? "Error";
  if (words === "" || words === name) return name;
  const code = /^.[A-Z_]/.test(words);
  return `${name}: ${code ? words : words.charAt(0).toLowerCase() + words.slice(1)}`;
}
