import type { Service } from "@instar/kernel";
import { ensureOwnerToken } from "../project/owner-token.ts";
import { projectPaths } from "../project/project-paths.ts";
import { refuseInsideSession } from "../project/refuse-inside-session.ts";
import { callMethod } from "./call-method.ts";
import { createHouse } from "./create-house.ts";
import { takeFolder } from "./take-folder.ts";

/** Sets up what `services` stand on, under the folder's lock; starts nothing, so no channel opens. */
export async function openStandalone(project: string, services: readonly Service<unknown>[]) {
  await refuseInsideSession();
  ensureOwnerToken(projectPaths(project));
  const lock = await takeFolder(project);
  try {
    const { kernel } = await createHouse(project, { command: "service" });
    const close = async () => {
      try {
        await kernel.stop("The command is done.");
      } finally {
        await lock[Symbol.asyncDispose]();
      }
    };
    await kernel.setup(services).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return {
      standalone: true,
      call: (service: string, method: string, args: readonly unknown[]) => callMethod(kernel, service, method, args),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}
