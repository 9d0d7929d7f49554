import { type ChatCommand, ChatCommands, type ChatRequest } from "@instar/kernel/contracts";
import { IsolationError } from "../errors.ts";
import type { Crossing } from "./crossing.ts";

export const chatCommandCrossing: Crossing<ChatCommand, Omit<ChatCommand, "run" | "means">> = {
  point: ChatCommands,
  dismantle: (command) => {
    const { run: _, means, ...data } = command;
    if (means) throw IsolationError.POINT_REFUSED("chat-commands", `the command /${command.name} has "means", which must answer at once`);
    return { data, methods: { run: (request: ChatRequest) => command.run(request) } };
  },
  restore: (data, far) => ({ ...data, run: async (request) => String(await far.call("run", request)) }),
};
