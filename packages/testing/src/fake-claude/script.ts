/** What a message asks of the stand-in, besides an answer: `[[tool touch a.txt]] [[slow 200]]`. */
export type Act =
  | { readonly kind: "tool"; readonly command: string }
  | { readonly kind: "bg"; readonly command: string }
  /** `[[mcp instar session_list {}]]` */
  | { readonly kind: "mcp"; readonly server: string; readonly tool: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "retry"; readonly status: number; readonly times: number }
  | { readonly kind: "error"; readonly status: number }
  | { readonly kind: "limit"; readonly resetsAt: number }
  | { readonly kind: "crash"; readonly code: number | undefined }
  | { readonly kind: "garbage" }
  | { readonly kind: "hang" }
  | { readonly kind: "freeze" }
  | { readonly kind: "told" }
  | { readonly kind: "compact" };

/** Unknown words stay text. */
export function parseActs(text: string): readonly Act[] {
  const acts: Act[] = [];
  for (const [, kind, rest = ""] of text.matchAll(/\[\[(\w+)(?:\s+([\s\S]*?))?\]\]/g)) {
    const number = Number(rest.split(" ")[0]);
    if (kind === "tool" || kind === "bg") acts.push({ kind, command: rest });
    else if (kind === "mcp") acts.push({ kind, ...parseServerCall(rest) });
    else if (kind === "say") acts.push({ kind, text: rest });
    else if (kind === "slow") acts.push({ kind, ms: number });
    else if (kind === "retry") acts.push({ kind, status: number || 529, times: Number(rest.split(" ")[1] ?? 1) });
    else if (kind === "error") acts.push({ kind, status: number || 500 });
    else if (kind === "limit") acts.push({ kind, resetsAt: number });
    else if (kind === "crash") acts.push({ kind, code: rest === "" ? undefined : number });
    else if (kind === "garbage" || kind === "hang" || kind === "freeze" || kind === "told" || kind === "compact") acts.push({ kind });
  }
  return acts;
}

function parseServerCall(words: string): { server: string; tool: string; input: Readonly<Record<string, unknown>> } {
  const [, server = "", tool = "", input = "{}"] = /^(\S+)\s+(\S+)\s*(\{[\s\S]*\})?$/.exec(words) ?? [];
  return { server, tool, input: JSON.parse(input) as Readonly<Record<string, unknown>> };
}
