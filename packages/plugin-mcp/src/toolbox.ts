import type { Contribution } from "@instar/kernel";
import { InstarError, type Logger } from "@instar/kernel";
import type { AgentTool, ToolUse } from "@instar/kernel/contracts";
import type { ToolAnswer, ToolDescription } from "./contract.ts";
import { describeInput, readInput } from "./tool-schema.ts";

export interface Toolbox {
  list(): readonly ToolDescription[];
  /** Never rejects: what goes wrong is an answer in plain words. Answers at once when `use.signal` is aborted. */
  call(name: string, input: unknown, use: ToolUse): Promise<ToolAnswer>;
}

export interface ToolboxRequest {
  readonly tools: Iterable<Contribution<AgentTool>>;
  serves(name: string): boolean;
  readonly longestResult: number;
  readonly log: Logger;
}

const nameShape = /^[a-z][a-z0-9_]{0,63}$/;

const failed = (text: string): ToolAnswer => ({ text, isError: true });

/** The tools of all plugins under their names; of two with one name the first stands. */
export function createToolbox({ tools, serves, longestResult, log }: ToolboxRequest): Toolbox {
  const reported = new Set<string>();
  const report = (text: string, fields: { readonly tool: string; readonly by: string }) => {
    if (reported.has(`${fields.by} ${fields.tool}`)) return;
    reported.add(`${fields.by} ${fields.tool}`);
    log.error(text, fields);
  };

  function served(): ReadonlyMap<string, AgentTool> {
    const found = new Map<string, AgentTool>();
    for (const { plugin, value } of tools) {
      if (!nameShape.test(value.name))
        report("A tool is not served: its name is not made of lower case, digits and underscores.", { tool: value.name, by: plugin });
      else if (found.has(value.name)) report("A tool is not served: another one has its name.", { tool: value.name, by: plugin });
      else if (serves(value.name)) found.set(value.name, value);
    }
    return found;
  }

  function cut(text: string): string {
    if (text.length <= longestResult) return text;
    const kept = text.slice(0, longestResult).replace(/[\uD800-\uDBFF]$/, "");
    return `${kept}\n[Cut here: these are the first ${kept.length} of ${text.length} characters.]`;
  }

  async function run(tool: AgentTool, input: unknown, use: ToolUse): Promise<ToolAnswer> {
    try {
      const read = await readInput(tool, input);
      if ("unfit" in read) return failed(read.unfit);
      use.signal.throwIfAborted();
      return { text: cut(String(await tool.run(read.value, use))), isError: false };
    } catch (error) {
      if (InstarError.is(error)) return failed(cut([error.message, error.hint].filter(Boolean).join(" ")));
      if (!use.signal.aborted) log.error("A tool failed.", { tool: tool.name, error });
      return failed(`${tool.name} failed inside the house; the owner finds the reason in its log.`);
    }
  }

  return {
    list: () =>
      [...served().values()].map(({ name, description, input, readOnly }) => ({
        name,
        description,
        inputSchema: describeInput(input),
        ...(readOnly === true && { annotations: { readOnlyHint: true } }),
      })),
    async call(name, input, use) {
      const known = served();
      const tool = known.get(name);
      if (tool === undefined) return failed(`There is no tool ${JSON.stringify(name.slice(0, 100))}. There are: ${[...known.keys()].join(", ")}.`);
      const { signal } = use;
      let stop: () => void = () => undefined;
      const cancelled = new Promise<ToolAnswer>((resolve) => {
        stop = () => resolve(failed("The call was cancelled."));
        if (signal.aborted) stop();
        else signal.addEventListener("abort", stop, { once: true });
      });
      try {
        return await Promise.race([cancelled, run(tool, input, use)]);
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
  };
}
