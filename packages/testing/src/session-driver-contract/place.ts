import { randomUUID } from "node:crypto";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SessionRef } from "@instar/kernel";
import type { Session, SessionFeature, SessionSpec, Snapshot } from "@instar/kernel/contracts";
import { type Contract, type OptedOut, optedOut } from "../scorecard/create-contract.ts";
import type { SessionDriverHarness } from "../session-driver-contract.ts";
import type { RecordingHost } from "./recording-host.ts";

/** A driver with a folder of its own, for one case. */
export interface Place extends AsyncDisposable {
  readonly cwd: string;
  readonly harness: SessionDriverHarness;
  open(host: RecordingHost, from?: Snapshot, more?: Partial<SessionSpec>): Promise<Session>;
}

export type StartDriver = (cwd: string) => Promise<SessionDriverHarness>;

export async function openPlace(start: StartDriver): Promise<Place> {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), "instar-driver-")));
  const harness = await start(cwd);
  const opened: Session[] = [];
  return {
    cwd,
    harness,
    async open(host, from, more) {
      const ref: SessionRef = { id: randomUUID(), driver: harness.driver.id };
      const spec: SessionSpec = { ref, cwd, system: "You are Kira.", env: {}, ...(from && { from }), ...more };
      const session = await harness.driver.spawn(spec, host, new AbortController().signal);
      opened.push(session);
      return session;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((session) => session.stop(500)));
      await harness.close();
      await rm(cwd, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function tell(session: Session, host: RecordingHost, text: string) {
  const id = randomUUID();
  await session.send({ id, text });
  return host.turnEnd(id);
}

/** A case that says something only of drivers with this feature. */
export const testWith =
  (contract: Contract, start: StartDriver) => (id: string, feature: SessionFeature, title: string, body: (its: Place) => Promise<void | OptedOut>) =>
    contract.promise(id, title, async () => {
      await using its = await openPlace(start);
      return its.harness.driver.features.has(feature) ? await body(its) : optedOut(`it has no feature "${feature}"`);
    });
