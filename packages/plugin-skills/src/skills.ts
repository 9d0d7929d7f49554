import { join } from "node:path";
import type { Contribution, Logger } from "@instar/kernel";
import type { AgentSkill, Events, HouseEvent, Notices } from "@instar/kernel/contracts";
import { nearest } from "@instar/kernel/nearest";
import { createApprovals } from "./approvals.ts";
import { checkSkill, isBroken } from "./check-skill.ts";
import type { Skill, Skills } from "./contract.ts";
import { approveCommand } from "./describe-skill.ts";
import { SkillsError } from "./errors.ts";
import { type JudgedSkill, judgeSkills } from "./judge-skills.ts";
import { findOwnSkills, findSkill, namesIn } from "./own-skills.ts";
import { digestOf } from "./read-skill-files.ts";
import { readSkillSource } from "./read-skill-source.ts";
import { removeSkillFiles, writeSkillFiles } from "./write-skill-files.ts";

export interface SkillsParts {
  /** `.instar/skills`. */
  readonly home: string;
  /** Private to the house; made when it is asked for. */
  readonly state: () => string;
  /** Of the plugins, without our own. */
  readonly contributed: () => Iterable<Contribution<AgentSkill>>;
  readonly contribute: (skill: AgentSkill) => Disposable;
  readonly notices?: Notices | undefined;
  readonly events?: Pick<Events, "record"> | undefined;
  readonly log: Logger;
}

export interface SkillsRuntime extends Skills {
  /** Looks at everything: what sessions get from now on follows, and the owner is told of what is new. */
  look(): Promise<readonly Skill[]>;
  /** As of the last look; the first looks. */
  latest(): Promise<readonly Skill[]>;
  /** Waits for what was begun. */
  settled(): Promise<void>;
}

const keyOf = (name: string): string => `skills:${name}`;

export function createSkills({ home, state, contributed, contribute, notices, events, log }: SkillsParts): SkillsRuntime {
  const approvals = createApprovals(state);
  const given = new Map<string, { readonly digest: string; readonly contribution: Disposable }>();
  const said = new Set<string>();
  let latest: readonly JudgedSkill[] | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const work = () => join(state(), "work");
  const record = (type: string, name: string, text: string) => events?.record({ type, about: { plugin: "skills" }, text, data: { name } } satisfies HouseEvent);

  /** One at a time: a look in the middle of an installation would tell of something that is not there. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function lookNow(): Promise<readonly JudgedSkill[]> {
    const plugins = await Promise.all([...contributed()].map(async ({ plugin, value }) => ({ plugin, found: await findSkill(value.folder, value.name) })));
    const { approved } = await approvals.read();
    const judged = judgeSkills(plugins, await findOwnSkills(home, Object.keys(approved)), approved);
    latest = judged;
    await give(judged);
    for (const each of judged) await tell(each);
    return judged;
  }

  /** What sessions get is a copy out of the agent's reach: it is what was said yes to, whatever becomes of the folder meanwhile. */
  async function give(judged: readonly JudgedSkill[]): Promise<void> {
    const wanted = new Map(judged.flatMap(({ found, given: digest }) => (digest === undefined ? [] : [[found.name, { digest, found }] as const])));
    for (const [name, { digest, contribution }] of given) {
      if (wanted.get(name)?.digest === digest) continue;
      contribution[Symbol.dispose]();
      given.delete(name);
    }
    for (const [name, { digest, found }] of wanted) {
      const folder = join(copyOf(digest), name);
      const isThere = (await findSkill(folder, name)).digest === digest;
      if (!isThere && found.digest === digest) await writeSkillFiles(found.files, folder, work());
      if (isThere || found.digest === digest) {
        if (!given.has(name)) given.set(name, { digest, contribution: contribute({ name, folder }) });
      } else {
        given.get(name)?.contribution[Symbol.dispose]();
        given.delete(name);
      }
    }
    const kept = new Set([...given.values()].map(({ digest }) => digest));
    for (const digest of await namesIn(copies())) if (!kept.has(digest)) await removeSkillFiles(copyOf(digest), work());
  }

  const copies = () => join(state(), "given");
  const copyOf = (digest: string) => join(copies(), digest);

  async function tell({ skill, found }: JudgedSkill): Promise<void> {
    if (skill.state === "broken") {
      const what = `${skill.origin}/${skill.name}/${found.digest}`;
      if (!said.has(what)) log.warn("A skill can't be used, so sessions do not get it.", { name: skill.name, from: skill.origin, problems: skill.problems });
      said.add(what);
    }
    if (skill.state !== "waiting" || (await approvals.read()).told[skill.name] === found.digest) return;
    const command = approveCommand(skill);
    if (notices === undefined) log.warn("A skill of the agent's own is new or changed and waits for a yes.", { name: skill.name, command });
    await notices?.notify({
      key: keyOf(skill.name),
      level: "attention",
      title: `The agent wrote a skill for its sessions: ${skill.name}`,
      text: `It says: ${JSON.stringify(skill.description)}\nLook at it with \`instar skills show ${skill.name}\`; sessions get it after \`${command}\`.`,
    });
    record("skill.waiting", skill.name, "A skill of the agent's own waits for the owner's yes.");
    await approvals.change("told", skill.name, found.digest);
  }

  /** What the owner has decided on waits for them no longer. */
  async function settle(name: string): Promise<void> {
    const items = (await notices?.attention()) ?? [];
    for (const { id, key } of items) if (key === keyOf(name)) await notices?.change(id, "done");
  }

  const find = (judged: readonly JudgedSkill[], name: string): JudgedSkill => {
    const all = judged.filter(({ skill }) => skill.name === name);
    const found = all.find(({ skill }) => skill.state === "ready") ?? all[0];
    if (found === undefined)
      throw SkillsError.NO_SUCH_SKILL(
        name,
        nearest(
          name,
          judged.map(({ skill }) => skill.name),
        ),
      );
    return found;
  };

  const findOwn = (judged: readonly JudgedSkill[], name: string): JudgedSkill => {
    const found = judged.find(({ skill }) => skill.name === name && skill.origin === "agent") ?? find(judged, name);
    if (found.skill.origin !== "agent") throw SkillsError.FROM_PLUGIN(name, found.skill.origin);
    return found;
  };

  const look = () => inTurn(lookNow).then((judged) => judged.map(({ skill }) => skill));

  return {
    look,
    latest: () => (latest === undefined ? look() : Promise.resolve(latest.map(({ skill }) => skill))),
    settled: async () => void (await last),
    list: look,
    async show(name) {
      const { skill, found } = find(await inTurn(lookNow), name);
      return { ...skill, text: found.text, files: [...found.files.keys()].sort() };
    },
    install: (source, options = {}) =>
      inTurn(async () => {
        const { files, problems: read } = await readSkillSource(source);
        const { name, problems: checked } = await checkSkill(files);
        const problems = [...read, ...checked];
        if (isBroken(problems)) throw SkillsError.BROKEN(source, problems);
        const judged = await lookNow();
        const same = judged.filter(({ skill }) => skill.name === name);
        const bringer = same.find(({ skill }) => skill.origin !== "agent");
        if (bringer !== undefined) throw SkillsError.FROM_PLUGIN(name, bringer.skill.origin);
        if (same.length > 0 && options.replace !== true) throw SkillsError.EXISTS(name);
        // The yes first: a skill that is there without one would be the agent's, and would wait.
        const former = (await approvals.read()).approved[name];
        await approvals.change("approved", name, digestOf(files));
        try {
          await writeSkillFiles(files, join(home, name), work());
        } catch (error) {
          await approvals.change("approved", name, former);
          throw error;
        }
        record("skill.installed", name, "The owner installed a skill.");
        return findOwn(await lookNow(), name).skill;
      }),
    approve: (name, { digest } = {}) =>
      inTurn(async () => {
        const { skill, found } = findOwn(await lookNow(), name);
        if (digest !== undefined && skill.digest !== digest) throw SkillsError.CHANGED(name, digest, skill.digest ?? "unreadable");
        if (skill.state === "broken") throw SkillsError.BROKEN(`The skill "${name}"`, skill.problems);
        if (skill.state === "ready") return skill;
        await approvals.change("approved", name, found.digest);
        await settle(name);
        record("skill.approved", name, "The owner said yes to a skill of the agent's own.");
        return findOwn(await lookNow(), name).skill;
      }),
    remove: (name) =>
      inTurn(async () => {
        findOwn(await lookNow(), name);
        await removeSkillFiles(join(home, name), work());
        await approvals.change("approved", name, undefined);
        await approvals.change("told", name, undefined);
        await settle(name);
        record("skill.removed", name, "The owner removed a skill.");
        await lookNow();
      }),
  };
}
