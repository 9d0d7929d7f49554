import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Clock, Logger } from "@instar/kernel";
import type { Approvals, Session, SessionDriver, SessionHost, SessionSpec } from "@instar/kernel/contracts";
import { endTree } from "@instar/process";
import type { CarriedSettings } from "./carried-settings.ts";
import { startClaude } from "./claude-process.ts";
import { openClaudeSession } from "./claude-session.ts";
import { complete, costing } from "./complete.ts";
import { claudeEnvironment, withCommandsOf } from "./environment.ts";
import { ClaudeError } from "./errors.ts";
import { findExecutable, readVersion } from "./executable.ts";
import { forkHere } from "./fork-here.ts";
import type { Guarding } from "./guarding.ts";
import { readHouseSkills } from "./house-skills.ts";
import { inspectInput } from "./inspect-input.ts";
import { launchLine } from "./launch-line.ts";
import { launchFolder, removeLeftFiles } from "./left-files.ts";
import type { ClaudeOptions } from "./options.ts";
import { findPast, noPast } from "./past.ts";
import { chooseMode, type PermissionMode } from "./permission-mode.ts";
import { createPluginCopies } from "./plugin-copies.ts";
import { createRecordedUse } from "./recorded-use.ts";
import { rewind } from "./rewind.ts";
import { openNotes, readNotes } from "./session-notes.ts";
import { driverId, forkOf, readSnapshot, writeSnapshot } from "./snapshot.ts";
import { isTested, testedRange } from "./tested-versions.ts";
import { parseToolList } from "./tool-list.ts";

export interface ClaudeDriverRequest {
  readonly options: ClaudeOptions;
  readonly paths: { readonly project: string; readonly state: string };
  readonly clock: Clock;
  readonly log: Logger;
  readonly approvals: Approvals | undefined;
  readonly guarding: Guarding;
  readonly carried: CarriedSettings;
  /** The daemon's own environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The genuine Claude Code program, one living process a session. */
export function createClaudeDriver(request: ClaudeDriverRequest): SessionDriver {
  const { options, paths, clock, log, guarding, carried } = request;
  const owned = new Set<string>();
  const copies = createPluginCopies(join(paths.state, "skills"));
  const toldOf = new Set<string>();

  const houseSkills = (spec: SessionSpec) =>
    readHouseSkills(spec.skills ?? [], ({ name, folder }, why) => {
      if (toldOf.has(`${folder}: ${why}`)) return;
      toldOf.add(`${folder}: ${why}`);
      log.warn("A skill was left out of a session.", { name, folder, why });
    });

  const environmentFor = (spec: Pick<SessionSpec, "env">) =>
    claudeEnvironment({ daemon: request.environment, passEnv: options.passEnv, given: [options.env, spec.env], allowRoot: options.allowRoot });

  async function check(
    env: Readonly<Record<string, string>>,
    mode: PermissionMode | undefined,
    signal: AbortSignal,
  ): Promise<{ executable: string; version: string }> {
    const executable = await findExecutable({ executable: options.executable, path: env.PATH, project: paths.project });
    const version = await readVersion(executable, env, signal);
    const bypass = mode === "bypassPermissions";
    if (bypass && !isTested(version) && !options.acceptUntestedVersion) throw ClaudeError.UNTESTED_VERSION(version, testedRange);
    if (bypass && process.getuid?.() === 0 && env.IS_SANDBOX !== "1") throw ClaudeError.ROOT();
    return { executable, version };
  }

  let tidied: Promise<void> | undefined;
  /** With the first agent and not before: who only looks at a running house must not take its files away. */
  const tidy = (): Promise<void> => {
    tidied ??= removeLeftFiles(paths.state).catch((error: unknown) => log.warn("What a former run left could not be removed.", { error }));
    return tidied;
  };

  async function spawn(spec: SessionSpec, host: SessionHost, signal: AbortSignal): Promise<Session> {
    const files: string[] = [];
    try {
      return await launch(spec, host, signal, files);
    } catch (error) {
      await Promise.all(files.map((file) => rm(file, { force: true })));
      throw error;
    }
  }

  /** `files`: gets those that are of no use when it rejects. */
  async function launch(spec: SessionSpec, host: SessionHost, signal: AbortSignal, files: string[]): Promise<Session> {
    signal.throwIfAborted();
    const mode = chooseMode(spec.permissionMode, options.permissionMode);
    const house = (spec.servers ?? []).map(({ name }) => name);
    const tools = spec.tools === undefined ? undefined : parseToolList(spec.tools, house);
    const env = environmentFor(spec);
    const { executable, version } = await check(env, mode, signal);
    const from = spec.from === undefined ? undefined : readSnapshot(spec.from);
    const configFolder = env.CLAUDE_CONFIG_DIR ?? join(env.HOME ?? homedir(), ".claude");
    await tidy();
    const kept = await carried.prepare(
      { cwd: spec.cwd, configFolder },
      (spec.servers ?? []).map(({ name }) => name),
    );
    files.push(...kept.temporary);
    const folder = launchFolder(paths.state);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const systemPromptFile = join(folder, `${randomUUID()}.md`);
    files.push(systemPromptFile);
    await writeFile(systemPromptFile, [spec.system, kept.instructions].filter(Boolean).join("\n\n"), { mode: 0o600 });
    const past = from === undefined ? noPast() : await findPast(paths.state, { ...from, cwd: spec.cwd, configFolder });
    const model = spec.model ?? options.model;
    const skills = await copies.hold([kept.plugin, await houseSkills(spec)].filter((plugin) => plugin !== undefined));
    const line = launchLine({
      permissionMode: mode,
      // What the house serves has its own gates; and who may bypass everything may as well let a list through.
      allowedTools:
        mode === "bypassPermissions"
          ? []
          : [...house.map((name) => `mcp__${name}`), ...(mode === "dontAsk" && options.permissionMode === "bypassPermissions" ? (tools?.entries ?? []) : [])],
      ...(tools !== undefined && { tools: tools.names }),
      ...(spec.agent !== undefined && { agent: spec.agent }),
      ...(model !== undefined && { model }),
      session: past.start,
      systemPromptFile,
      ...(kept.agentsFile !== undefined && { agentsFile: kept.agentsFile }),
      ...(kept.mcpConfigFile !== undefined && tools?.servers !== false && { mcpConfigFile: kept.mcpConfigFile }),
      pluginFolders: skills.folders,
      disallowedTools: options.disallowedTools,
    });
    if (owned.has(line.session)) {
      skills[Symbol.dispose]();
      throw ClaudeError.OWNED(line.session);
    }
    const ended = (): void => {
      owned.delete(line.session);
      skills[Symbol.dispose]();
    };
    owned.add(line.session);
    try {
      const data = { session: line.session, cwd: spec.cwd, configFolder, version, ...(past.branched !== undefined && { branched: past.branched }) };
      const first = past.notes.length > 0 && (await readNotes(paths.state, line.session)).length === 0;
      const notes = await openNotes(paths.state, line.session);
      if (first) for (const note of past.notes) await notes.add(note);
      await notes.add({ type: "opened" });
      const child = await startClaude({ executable, args: line.args, cwd: spec.cwd, env: withCommandsOf(paths.project, env), guarding });
      return await openClaudeSession(
        {
          ref: spec.ref,
          cwd: spec.cwd,
          session: line.session,
          process: child,
          host,
          servers: spec.servers ?? [],
          notes,
          known: past.known,
          approvals: request.approvals,
          clock,
          log,
          gateTimeoutMs: options.gateTimeoutMs,
          tools,
          agent: spec.agent,
          resumed: from !== undefined,
          mode,
          widestMode: options.permissionMode,
          snapshot: writeSnapshot(data),
          forked: writeSnapshot(forkOf(data)),
          forkHere: (lastSaid) => forkHere(paths.state, data, lastSaid, clock),
          files,
          ended,
        },
        signal,
      );
    } catch (error) {
      ended();
      throw error;
    }
  }

  const ownEnvironment = environmentFor({ env: {} });

  return {
    id: driverId,
    features: new Set([
      "resume",
      "fork",
      "interrupt",
      "compact",
      "toolGate",
      "steer",
      "inputIds",
      "shape",
      "model",
      "mode",
      "rewind",
      "complete",
      "servers",
      "skills",
    ]),
    preference: 100,
    spawn,
    fork: (snapshot) => writeSnapshot(forkOf(readSnapshot(snapshot))),
    rewind: (snapshot, turns) => rewind(paths.state, readSnapshot(snapshot), turns),
    async complete(call, signal) {
      await tidy();
      const env = environmentFor({ env: {} });
      // Without a tool there is nothing to bypass, so it needs no tested version.
      const { executable } = await check(env, undefined, signal).catch((error: Error) => Promise.reject(costing(error, 0)));
      return complete({ call, executable, model: options.completionModels[call.tier], env, guarding, stateFolder: paths.state }, signal);
    },
    usage: createRecordedUse(ownEnvironment.CLAUDE_CONFIG_DIR ?? join(ownEnvironment.HOME ?? homedir(), ".claude"), paths.state),
    inspect: (snapshot, inputId) => inspectInput(paths.state, readSnapshot(snapshot), inputId),
    reap: (mark) => endTree(mark, 0),
  };
}
