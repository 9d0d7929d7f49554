/** What a guard says. `ask`: the owner decides; where nobody can be asked, it is a no. */
export type Verdict = "allow" | "ask" | "deny";

/** How bad it would be. `catastrophic` is denied; `risky` is asked for; `fine` passes. */
export type Severity = "catastrophic" | "risky" | "fine";

/** One look at a part of a command: a branch of the explanation. */
export interface Step {
  /** What was looked at, as it was understood: a command with its words expanded. At most 200 characters. */
  readonly looked: string;
  /** How it was reached: `bash -c`, `find -exec`, `decoded from base64`. Absent for what stands in the line itself. */
  readonly via?: string;
  readonly severity: Severity;
  readonly rule?: string;
  readonly reason?: string;
  readonly inside: readonly Step[];
}

/** What was decided about a whole line. The worst of its parts counts; among equals the first. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** The id of the rule that decided; null when nothing spoke against it. */
  readonly rule: string | null;
  /** A sentence for whoever asked. */
  readonly reason: string | null;
  /** What to do instead. */
  readonly instead: string | null;
  readonly steps: readonly Step[];
}

/** What the judge may look at of the world. Paths are absolute. Nothing throws. */
export interface FileView {
  /** Without links, as far as the path exists. */
  realPath(path: string): string;
  /** `kind`: a link is `other`, wherever it leads. `birthMs`: when it came to be, epoch ms. Undefined: it is not there. */
  look(path: string): { readonly kind: "file" | "folder" | "other"; readonly birthMs: number } | undefined;
  /** The names in a folder; empty when there is none. At most a thousand. */
  list(folder: string): readonly string[];
}

/** Where a command would run. */
export interface Surroundings {
  readonly cwd: string;
  /** The folder that the agent works in. */
  readonly project: string;
  /** Folders elsewhere in which it may do what it may do in the project. */
  readonly allowed?: readonly string[];
  /** The home folder of the person. */
  readonly home: string;
  /** What temporary files lie in. */
  readonly temporary: readonly string[];
  readonly files: FileView;
  /** When the session began, epoch ms: what lies in a temporary folder since before is not its own. Absent: nothing there is. */
  readonly since?: number;
  /** Variables whose values are known. `HOME` and `PWD` follow from the above, `TMPDIR` where it is not among them. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Branches of git that only the owner rewrites. Default: `main`, `master`, `production`, `release/*`. */
  readonly protectedBranches?: readonly string[];
}
