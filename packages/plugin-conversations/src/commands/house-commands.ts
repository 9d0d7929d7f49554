import type { AskedCommand } from "../chat-commands.ts";
import type { InboxRow } from "../contract.ts";
import { isLetIn, parseControl } from "../control.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { chooseModel } from "./choose-model.ts";
import { helpText } from "./help-text.ts";
import type { CommandDoors, HouseCommand } from "./house-command.ts";
import { type HouseWord, holdsOthers, ruleOf } from "./house-words.ts";
import { interruptTurn } from "./interrupt-turn.ts";
import { listSessions } from "./list-sessions.ts";
import { newConversation } from "./new-conversation.ts";
import { restartAgent } from "./restart-agent.ts";
import { stopConversation } from "./stop-conversation.ts";
import { tellStatus } from "./tell-status.ts";

/** A command of the house as one message asks for it. */
export interface AskedHouse extends AskedCommand {
  readonly holds: boolean;
}

/** The house's own commands. `find`: the one that a message asks for, when its sender may; undefined when it is for others to answer. */
export function createHouseCommands(doors: CommandDoors, conversationOf: (row: InboxRow) => Conversation): { find(row: InboxRow): AskedHouse | undefined } {
  const commands: Record<HouseWord, HouseCommand> = {
    new: newConversation(doors),
    status: tellStatus(doors),
    stop: stopConversation,
    interrupt: interruptTurn,
    restart: restartAgent(doors),
    model: chooseModel(doors),
    sessions: listSessions(doors),
    help: async ({ row }) => helpText(row.from, doors.contributed(row), doors.replaced(row)),
  };
  return {
    find(row) {
      const asked = parseControl(row.text);
      if (!asked) return undefined;
      const { name, words } = asked;
      const { access, accessWith = access } = ruleOf(name);
      if (!isLetIn(words === "" ? access : accessWith, row.from)) return undefined;
      return { name, holds: holdsOthers(name, words), run: async () => commands[name]({ words, row, conversation: conversationOf(row) }) };
    },
  };
}
