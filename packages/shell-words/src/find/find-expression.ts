import { globFits } from "../glob.ts";

/** How sure it is that something happens: not, perhaps, certainly. */
export type Certainty = 0 | 1 | 2;

/** Something that may lie below the folder that a `find` begins in. */
export interface Sample {
  readonly parts: readonly string[];
  readonly type: "f" | "d";
}

const globals: Readonly<Record<string, number>> = { "-maxdepth": 1, "-mindepth": 1, "-regextype": 1, "-D": 1 };
/** Tests whose answer depends on what nobody sees here. */
const doubtful = /^-([acm](time|min)|newer\w*|[ac]newer|user|group|uid|gid|perm|size|inum|links|samefile|used|fstype|context|nouser|nogroup|executable)$/;
const bare =
  /^-(nouser|nogroup|executable|readable|writable|true|false|empty|print0?|ls|prune|quit|delete|depth|d|mount|xdev|noleaf|daystart|follow|warn|nowarn|x)$/;
const running = /^-(exec|execdir|ok|okdir)$/;

const least = (one: Certainty, other: Certainty): Certainty => (one < other ? one : other);
const most = (one: Certainty, other: Certainty): Certainty => (one > other ? one : other);
const opposite = (one: Certainty): Certainty => (2 - one) as Certainty;

/** How many words of one expression are read. */
const mostTests = 400;

/** How far the action at `action` of an expression is reached for a sample; `tests.length` for what follows the last word. */
export function reaches(tests: readonly string[], action: number, root: string, sample: Sample): Certainty {
  if (tests.length > mostTests) return 1;
  const depth = sample.parts.length;
  if (limitOf(tests, "-maxdepth", 99) < depth || limitOf(tests, "-mindepth", 0) > depth) return 0;
  const prunes = !tests.includes("-delete") && !tests.includes("-depth");
  let open: Certainty = 2;
  for (let above = 1; above < depth && prunes; above++) {
    const { pruned } = walk(tests, action, root, { parts: sample.parts.slice(0, above), type: "d" });
    open = least(open, opposite(pruned));
  }
  return least(open, walk(tests, action, root, sample).reached);
}

const limitOf = (tests: readonly string[], name: string, otherwise: number): number => {
  const at = tests.indexOf(name);
  return at === -1 ? otherwise : Number.parseInt(tests[at + 1] ?? "", 10) || 0;
};

/** Where the action that begins at a word ends. */
function endOfRun(tests: readonly string[], at: number): number {
  const end = tests.findIndex((word, index) => index > at && (word === ";" || (word === "+" && tests[index - 1] === "{}")));
  return end === -1 ? tests.length : end + 1;
}

function walk(tests: readonly string[], action: number, root: string, sample: Sample): { readonly reached: Certainty; readonly pruned: Certainty } {
  const state = { at: 0, reached: 0 as Certainty, pruned: 0 as Certainty };
  const name = sample.parts.at(-1) ?? root;
  const path = [root.replace(/(.)\/+$/, "$1"), ...sample.parts].join("/");

  function either(open: Certainty): Certainty {
    let value = all(open);
    while (/^(-o|-or|,)$/.test(tests[state.at] ?? "")) {
      const isList = tests[state.at++] === ",";
      const next = all(isList ? open : least(open, opposite(value)));
      value = isList ? next : most(value, next);
    }
    return value;
  }

  function all(open: Certainty): Certainty {
    let value: Certainty = 2;
    while (state.at < tests.length && !/^(-o|-or|,|\))$/.test(tests[state.at] ?? "")) {
      if (/^(-a|-and)$/.test(tests[state.at] ?? "")) state.at++;
      else value = least(value, one(least(open, value)));
    }
    return value;
  }

  function one(open: Certainty): Certainty {
    const word = tests[state.at] ?? "";
    if (word === "!" || word === "-not") {
      state.at++;
      return opposite(one(open));
    }
    if (word === "(") {
      state.at++;
      const value = either(open);
      if (tests[state.at] === ")") state.at++;
      return value;
    }
    if (state.at === action) state.reached = most(state.reached, open);
    if (word === "-prune") state.pruned = most(state.pruned, open);
    const operand = tests[state.at + 1] ?? "";
    state.at = running.test(word) ? endOfRun(tests, state.at) : state.at + 1 + (word.startsWith("-") && !bare.test(word) ? 1 : (globals[word] ?? 0));
    return answer(word, operand);
  }

  function answer(word: string, operand: string): Certainty {
    if (/^-i?name$/.test(word)) return globFits(operand, name) ? 2 : 0;
    if (/^-i?(path|wholename)$/.test(word)) return globFits(operand, path) ? 2 : 0;
    if (/^-i?regex$/.test(word)) return /^\^?(\.\/)?\.[*+]\$?$/.test(operand) ? 2 : 0;
    if (word === "-type") return operand.split(",").includes(sample.type) ? 2 : 0;
    if (word === "-xtype" || word === "-lname" || word === "-ilname") return operand === sample.type ? 2 : 0;
    if (word === "-empty" || word === "-false") return 0;
    return doubtful.test(word) || running.test(word) ? 1 : 2;
  }

  let value = either(2);
  // A bracket too much ends nothing.
  while (state.at < tests.length) {
    state.at++;
    value = least(value, either(2));
  }
  return { reached: action >= tests.length ? value : state.reached, pruned: state.pruned };
}
