import type { Severity } from "./contract.ts";

/** What a program does to something that it is told, whichever program it is. */
export const doings = ["remove", "move", "overwrite", "append", "permit", "own", "format", "read", "send", "rewrite", "lease", "discard"] as const;
export type Doing = (typeof doings)[number];

/** What a target is, seen from the project. */
export const targetKinds = [
  "root",
  "system",
  "home",
  "keys",
  "device",
  "instar",
  "parent",
  "whole",
  "history",
  "hollow",
  "collection",
  "system-part",
  "home-part",
  "start",
  "project",
  "git",
  "top",
  "outside",
  "temporary",
  "unknown",
  "secret",
  "protected",
  "unnamed",
  "branch",
  "artefact",
  "inside",
  "own",
  "nowhere",
] as const;
/**
 * `system`: a folder that the machine lives on, `system-part`: something deeper in one. `home`: all of it, `keys`: what proves who somebody is,
 * `collection`: what somebody gathered over years: a main folder of it, a disk that is mounted, the data of a server, the settings of a service.
 * `start`: what runs by itself later, `home-part`: the rest of it. `parent`: a folder that the project lies in.
 * `whole`: the project with its history, `history`: git's own folder of it, or what that cannot be without; `project`: the rest of it, `git`: the rest of that. `hollow`: it becomes one of these when
 * a variable is empty. `top`: a folder directly in the project that no build makes, `artefact`: one that a build makes. `temporary`: it was there before
 * the session, `own`: it was not, or is not there at all. `secret`: a file that holds some. `protected`, `branch` and `unnamed` are branches of git.
 */
export type TargetKind = (typeof targetKinds)[number];

/** One rule, as data: when it speaks, how bad that is, and what to say. Every condition that is given must hold. */
export interface Rule {
  /** `subject.what`, unique. */
  readonly id: string;
  readonly severity: Severity;
  /** A sentence to whoever asked; `{what}` is what was found. */
  readonly reason: string;
  /** What to do instead. */
  readonly instead: string;
  /** Names of programs, with `*` as a wildcard. Absent: any, where `does` is given. */
  readonly programs?: readonly string[];
  /** What the program is asked to do: its first plain words. `a|b` one of them, `*` a part of one, `...` any number. One of the entries must fit. */
  readonly words?: readonly string[];
  /** Every entry must be among its options; `-f|--force` is one of the two. Short ones may be combined, long ones abbreviated or given a value. */
  readonly flags?: readonly string[];
  /** One of its plain words fits one of these, with `*` as a wildcard. */
  readonly operands?: readonly string[];
  /** A regular expression for one statement, expression or line that it is given as text; without regard to case. */
  readonly text?: string;
  readonly does?: readonly Doing[];
  /** With all that lies in it. */
  readonly deep?: boolean;
  /** It is there already. */
  readonly exists?: boolean;
  /** One of the targets is of such a kind. A rule that says `fine` wants all of them. */
  readonly targets?: readonly TargetKind[];
  /** It says nothing when one of these holds. */
  readonly unless?: {
    readonly programs?: readonly string[];
    readonly words?: readonly string[];
    readonly flags?: readonly string[];
    readonly operands?: readonly string[];
    readonly text?: string;
  };
}
