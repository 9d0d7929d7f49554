import type { Address } from "@instar/kernel";
import type { ChatCommand } from "@instar/kernel/contracts";
import type { AttentionItem, Notices } from "./contract.ts";
import { NoticesError } from "./errors.ts";

const longestList = 20;

/** The item of that number, changed. Rejects with NOTICES_NO_SUCH_ITEM. */
export async function changeItem(notices: Pick<Notices, "change">, id: string, state: AttentionItem["state"]): Promise<AttentionItem> {
  const item = await notices.change(id, state);
  if (item === undefined) throw NoticesError.NO_SUCH_ITEM(id);
  return item;
}

/** An item in one line. */
export const itemLine = ({ id, level, state, title, count }: AttentionItem) =>
  `[${id}] ${level === "urgent" ? "urgent: " : ""}${title}${count === 1 ? "" : ` (${count} times)`}${state === "open" ? "" : `, ${state}`}`;

/** `/attention`, `/ack 3` and `/done 3` in any conversation of the owner; in the topic of an item the two mean it when they name none. */
export function attentionCommands(notices: Notices & { itemAt(address: Address): Promise<AttentionItem | undefined> }): readonly ChatCommand[] {
  async function changed(id: string, state: "acknowledged" | "done"): Promise<string> {
    // Whoever has seen what is done does not open it again
    const [isDone] = state === "done" ? [] : (await notices.attention({ states: ["done"] })).filter((item) => item.id === id);
    if (isDone !== undefined) return `It is done already: ${isDone.title}`;
    const item = await notices.change(id, state);
    return item === undefined ? `There is no item ${id}; /attention lists them.` : `${state === "done" ? "Done" : "Acknowledged"}: ${item.title}`;
  }

  const change =
    (state: "acknowledged" | "done"): ChatCommand["run"] =>
    async ({ words, address }) => {
      const named = words.split(/[\s,]+/).flatMap((word) => word.replace(/^#/, "") || []);
      const here = named.length > 0 ? undefined : await notices.itemAt(address);
      const ids = here === undefined ? named : [here.id];
      if (ids.length === 0) return "Which one? /attention lists them with their numbers.";
      const answers: string[] = [];
      for (const id of ids.slice(0, longestList)) answers.push(await changed(id, state));
      return answers.join("\n");
    };
  return [
    {
      name: "attention",
      summary: "Lists what waits for your attention.",
      access: "owner",
      async run() {
        const items = await notices.attention();
        if (items.length === 0) return "Nothing waits for your attention.";
        const more = items.length > longestList ? [`… and ${items.length - longestList} more.`] : [];
        return [...items.slice(0, longestList).map(itemLine), ...more, "/ack NUMBER when you have seen it, /done NUMBER when it is done."].join("\n");
      },
    },
    { name: "ack", summary: "Says that you have seen something that waits for your attention.", access: "owner", run: change("acknowledged") },
    { name: "done", summary: "Says that something that waited for your attention is done.", access: "owner", run: change("done") },
  ];
}
