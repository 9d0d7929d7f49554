import type { Service } from "@instar/kernel/command";

/** A file that an agent's program would read by itself and now gets from us: instructions, rules, skills. */
export interface CarriedFile {
  readonly path: string;
  readonly kind: string;
  readonly source: string;
  readonly state: string;
}

/** As `@instar/plugin-claude/contract` has it; named here, so that the command line works without that package. */
export interface CarriedSettings {
  carried(): Promise<readonly CarriedFile[]>;
  approve(path: string): Promise<void>;
}

export const CarriedSettings: Service<CarriedSettings> = { kind: "service", id: "claude-settings" };
