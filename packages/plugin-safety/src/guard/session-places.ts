import type { SessionRef } from "@instar/kernel";
import type { Sessions } from "@instar/kernel/contracts";

/** Where and since when a session works. */
export interface SessionPlace {
  readonly project: string;
  /** Epoch ms; absent: nobody knows. */
  readonly since?: number;
}

export interface SessionPlaces {
  of(session: SessionRef): Promise<SessionPlace>;
  forget(session: string): void;
}

const mostSessions = 1_000;

/** Looks each session up once. One that nobody recorded works in `project`, and everything was there before it. */
export function createSessionPlaces(sessions: Pick<Sessions, "list">, project: string): SessionPlaces {
  const known = new Map<string, SessionPlace>();
  return {
    async of({ id }) {
      const place = known.get(id);
      if (place !== undefined) return place;
      const record = (await sessions.list()).find((each) => each.id === id);
      if (record === undefined) return { project };
      const found = { project: record.cwd, since: record.createdAt };
      known.set(id, found);
      if (known.size > mostSessions) for (const oldest of [...known.keys()].slice(0, 1)) known.delete(oldest);
      return found;
    },
    forget: (session) => void known.delete(session),
  };
}
