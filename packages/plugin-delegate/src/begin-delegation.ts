import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Caller } from "@instar/kernel/contracts";
import { absolutePaths, type DelegatesParts, mayReach, refuseTooMany, tellBegun } from "./caller-scope.ts";
import type { DelegateRequest } from "./contract.ts";
import { DelegateError } from "./errors.ts";
import { stateOf } from "./follow-runs.ts";
import { nameTask } from "./name-task.ts";
import { parseRequest } from "./parse-request.ts";
import { digestsOf } from "./path-digest.ts";
import { planLimits, sessionLimits } from "./plan-limits.ts";
import { shapeOf } from "./presets.ts";
import { renderPrompt } from "./prompt.ts";
import { absolutePath } from "./protected-paths.ts";
import type { StoredDelegation } from "./stored-delegation.ts";
import { turnId } from "./turn-id.ts";

/** A name whose session somebody removed is free again. */
async function refuseTaken(name: string, caller: Caller, { book, named }: DelegatesParts): Promise<void> {
  const former = book.get(name);
  if (former === undefined) return;
  if (former.state === "running" || !mayReach(caller, former) || (await stateOf(named, former)).session !== undefined) throw DelegateError.NAME_TAKEN(name);
  await book.remove(name);
}

async function folderOf(workDir: string | undefined, project: string): Promise<string> {
  const folder = absolutePath(workDir ?? ".", project);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw DelegateError.FOLDER_MISSING(folder);
  return folder;
}

/** Records a delegation, then hands its task to an agent; gives its name. What is refused leaves nothing behind. */
export async function beginDelegation(caller: Caller, parts: DelegatesParts, asked: DelegateRequest): Promise<string> {
  const { book, named, clock, options, project, begun, sending } = parts;
  const isAgent = caller.kind === "agent";
  const spawner = isAgent ? parts.namedFor(caller.session) : named;
  await book.load();
  const request = parseRequest(asked);
  const isSafe = request.safety !== false;
  if (isAgent && !isSafe) throw DelegateError.AGENT_UNSAFE();
  const figuresAllowed = planLimits(request, options, isAgent);
  const workDir = await folderOf(request.workDir, project);
  const name = request.name ?? nameTask(request.task, randomUUID().slice(0, 6));
  await refuseTaken(name, caller, parts);
  const limits = isSafe ? { ...figuresAllowed, protectedPaths: absolutePaths([...options.protectedPaths, ...(request.protectedPaths ?? [])], workDir) } : null;
  const digests = limits === null || limits.protectedPaths.length === 0 ? undefined : await digestsOf(limits.protectedPaths);
  refuseTooMany(caller, parts);
  if (book.get(name) !== undefined) throw DelegateError.NAME_TAKEN(name);
  const now = clock.now();
  const { task, preset } = request;
  const turn = turnId(clock.now());
  const stored: StoredDelegation = {
    name,
    task,
    preset,
    by: caller,
    workDir,
    limits,
    state: "running",
    createdAt: now,
    usedAt: now,
    run: 1,
    runAt: now,
    turn,
    violations: [],
    digests,
  };
  sending.add(name);
  try {
    await book.save(stored);
    const { session, turn: first } = await spawner.spawn({
      name,
      prompt: renderPrompt(request),
      turnId: turn,
      unforkable: true,
      workDir,
      purpose: isAgent ? "agent" : "person",
      ...shapeOf(preset),
      ...(request.model !== undefined && { model: request.model }),
      ...(request.systemPrompt !== undefined && { systemPrompt: request.systemPrompt }),
      ...(request.agent !== undefined && { agent: request.agent }),
      ...(limits && { limits: sessionLimits(limits) }),
    });
    const begunAs = await book.change(name, (current) => ({ session: session.id ?? current.session, turn: first?.id ?? turn }));
    if (begunAs) tellBegun(begunAs, caller, parts);
  } catch (error) {
    await book.remove(name);
    throw error;
  } finally {
    sending.delete(name);
    begun.call();
  }
  return name;
}
