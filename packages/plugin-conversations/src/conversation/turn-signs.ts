import type { Address } from "@instar/kernel";
import type { SessionEvent } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import type { House } from "../house.ts";
import type { Ending } from "../progress/plan-progress.ts";
import { quietSentence, retryingSentence } from "../turn-sentence.ts";
import { createSignOfLife } from "./sign-of-life.ts";
import { createStallWatch } from "./stall-watch.ts";

export interface TurnSignsParts {
  readonly house: House;
  readonly address: Address;
  /** `key`: of the reply. */
  readonly say: (text: string, key: string) => Promise<void>;
  /** The agent has been silent for too long. */
  readonly stalled: (minutes: number) => void;
}

/** What people see and read while their message waits for its answer. */
export interface TurnSigns {
  /** Somebody is there for them, from now until `rest`. */
  begin(): void;
  rest(): void;
  /** The agent has a message. */
  given(row: InboxRow): void;
  heard(event: SessionEvent): void;
  /** Its service lets it wait: said once a turn, when it does so again. */
  retries(event: Extract<SessionEvent, { type: "retry" }>): Promise<void>;
  /** The agent has nothing more to do; `how`: its turn is over, and is not taken up again. */
  over(how?: Ending): void;
  /** Said about a turn while it goes on: the one message that is edited from then on. */
  remark(text: string): Promise<void>;
  close(): void;
}

export function createTurnSigns({ house, address, say, stalled }: TurnSignsParts): TurnSigns {
  const progress = house.progress.at(address);
  let retryTold = false;

  async function remark(text: string) {
    const reply = house.ids();
    progress.said(reply);
    await say(text, reply);
  }

  const life = createSignOfLife(house, address, (text) => void remark(text));
  const watch = createStallWatch(house, {
    quiet: (minutes, tool) => void (progress.silent(minutes) || remark(quietSentence(minutes, tool))),
    stalled,
  });

  return {
    begin: life.begin,
    rest: life.end,
    given(row) {
      watch.begin();
      progress.begin(row.id);
    },
    heard(event) {
      watch.heard(event);
      progress.heard(event);
    },
    async retries({ attempt, error }) {
      if (attempt < 2 || retryTold) return;
      retryTold = true;
      const sentence = retryingSentence(error);
      if (!progress.trouble(sentence)) await remark(sentence);
    },
    over(how) {
      watch.end();
      retryTold = false;
      if (how !== undefined) progress.end(how);
    },
    remark,
    close() {
      life.end();
      watch.end();
    },
  };
}
