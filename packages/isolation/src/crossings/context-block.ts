import { type ContextBlock, ContextBlocks } from "@instar/kernel/contracts";
import type { Crossing } from "./crossing.ts";

export const contextBlockCrossing: Crossing<ContextBlock, Omit<ContextBlock, "render">> = {
  point: ContextBlocks,
  dismantle: (block) => {
    const { render: _, ...data } = block;
    return { data, methods: { render: (request: Parameters<ContextBlock["render"]>[0]) => block.render(request) } };
  },
  restore: (data, far) => ({ ...data, render: async (request) => (await far.call("render", request)) as string | undefined }),
};
