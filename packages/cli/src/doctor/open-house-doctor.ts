import type { KernelDescription } from "@instar/kernel";
import { InstarError } from "@instar/kernel/command";
import { createLocalChannel } from "../chat/create-local-channel.ts";
import { callMethod } from "../daemon/call-method.ts";
import { createHouse } from "../daemon/create-house.ts";
import { takeFolder } from "../daemon/take-folder.ts";
import { connect } from "../socket/connect.ts";
import type { Checked } from "./checked.ts";
import { createHouseDoctor, type HouseDoctor } from "./house-doctor.ts";

export interface OpenedDoctor extends HouseDoctor, AsyncDisposable {
  readonly running: boolean;
  describe(): Promise<KernelDescription>;
  /** Calls a method of one of the house's services. */
  call(service: string, method: string, args: readonly unknown[]): Promise<unknown>;
}

const answerWithinMs = 5_000;

/** Asks the running agent, or sets the house up under the folder's lock without going live. Rejects as a start would, or with CLI_NOT_ANSWERING. */
export async function openHouseDoctor(project: string): Promise<OpenedDoctor> {
  try {
    const agent = await connect(project);
    return {
      running: true,
      findings: async () => (await agent.call("instar", "doctor", [], AbortSignal.timeout(answerWithinMs))) as readonly Checked[],
      describe: async () => (await agent.call("instar", "describe", [])) as KernelDescription,
      call: (service, method, args) => agent.call(service, method, args, AbortSignal.timeout(answerWithinMs)),
      fix: async (by, id) => void (await agent.call("instar", "fix", [by, id])),
      async [Symbol.asyncDispose]() {
        agent[Symbol.dispose]();
      },
    };
  } catch (error) {
    if (!InstarError.is(error, "CLI_NOT_RUNNING")) throw error;
  }
  const lock = await takeFolder(project);
  try {
    const { kernel } = await createHouse(project, { command: "doctor", extra: [createLocalChannel().plugin] });
    const close = async () => {
      try {
        await kernel.stop("The command is done.");
      } finally {
        await lock[Symbol.asyncDispose]();
      }
    };
    await kernel.setup().catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return {
      running: false,
      ...createHouseDoctor(kernel),
      describe: async () => kernel.describe(),
      call: (service, method, args) => callMethod(kernel, service, method, args),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}
