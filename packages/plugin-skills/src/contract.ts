import { service } from "@instar/kernel";

export interface SkillProblem {
  /** A file of the folder with its line (`SKILL.md:3`), or `.` for the folder. */
  readonly where: string;
  readonly text: string;
  /** Worth mending; sessions get the skill all the same. */
  readonly minor?: true;
}

/** `origin` is the plugin that brings it, or `agent` for those in `.instar/skills`. */
export interface Skill {
  readonly name: string;
  readonly description: string;
  readonly origin: string;
  readonly folder: string;
  /**
   * `waiting`: the agent's own that is new or changed, and that no owner has said yes to; of a changed one, sessions keep what was
   * said yes to. `broken`: sessions do not get it.
   */
  readonly state: "ready" | "waiting" | "broken";
  readonly problems: readonly SkillProblem[];
  /** Of the agent's own: what all its bytes come to now. */
  readonly digest?: string;
}

export interface Skills {
  /** By name. */
  list(): Promise<readonly Skill[]>;
  /** With the text of its SKILL.md. */
  show(name: string): Promise<Skill & { readonly text: string; readonly files: readonly string[] }>;
  /** Copies a folder or a tarball with a SKILL.md into `.instar/skills`, checked first. By the owner: it is ready at once. */
  install(source: string, options?: { readonly replace?: boolean }): Promise<Skill>;
  /** Says yes to the agent's own skill as it is now; with `digest`, only when it is still what was looked at. Rejects with SKILLS_CHANGED. */
  approve(name: string, options?: { readonly digest?: string }): Promise<Skill>;
  /** Of `.instar/skills`. */
  remove(name: string): Promise<void>;
}

export const Skills = service<Skills>("skills");
