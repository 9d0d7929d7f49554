import type { ShellCommand } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import type { Finding } from "../rule-book.ts";
import { innerScene, type Scene } from "../scene.ts";
import { brief } from "../steps.ts";
import { isFetching } from "./fetching.ts";
import { judgeLine } from "./judge-line.ts";
import type { Origin } from "./origin.ts";

/** One look at one program: what is known of it, and what has been found so far. */
export interface Look {
  readonly words: readonly string[];
  readonly looked: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly command: ShellCommand;
  readonly origin: Origin;
  readonly scene: Scene;
  /** The network has a part in what it reads, or in its words. */
  readonly fetches: boolean;
  readonly inside: Step[];
  /** Says a rule by its id. The worst that was said counts. */
  say(rule: string, what?: string): void;
  /** The same for what comes from the network, or cannot be told. */
  sayUnread(): void;
  add(finding: Finding | undefined): void;
  /** Judges a line of shell within. */
  judge(text: string, via: string, more?: Partial<Scene>): void;
  said(): Finding | undefined;
}

const rank = { fine: 0, risky: 1, catastrophic: 2 } as const;

export function openLook(words: readonly string[], name: string, command: ShellCommand, origin: Origin, scene: Scene): Look {
  const looked = words.join(" ");
  const inside: Step[] = [];
  const fetches = [...origin.chain, ...origin.captured].some(isFetching);
  let worst: Finding | undefined;
  const add = (finding: Finding | undefined) => {
    if (finding !== undefined && (worst === undefined || rank[finding.severity] > rank[worst.severity])) worst = finding;
  };
  const say = (rule: string, what = looked) => add(scene.book.finding(rule, brief(what)));
  return {
    words,
    looked,
    name,
    args: words.slice(1),
    command,
    origin,
    scene,
    fetches,
    inside,
    say,
    sayUnread: () => say(fetches ? networkRule(scene) : "opaque"),
    add,
    judge: (text, via, more = {}) => inside.push(...judgeLine(text, { ...innerScene(scene), ...more }, command.decoded ? `${via}, decoded` : via)),
    said: () => worst,
  };
}

export const networkRule = ({ root }: Scene): string => (root ? "network.run-as-root" : "network.run");
