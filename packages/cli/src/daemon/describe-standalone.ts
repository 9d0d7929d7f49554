import type { KernelDescription } from "@instar/kernel";
import { createLocalChannel } from "../chat/create-local-channel.ts";
import { createHouse } from "./create-house.ts";
import { takeFolder } from "./take-folder.ts";

/** Sets the whole house up under the folder's lock, looks, and takes it down; nothing goes live. */
export async function describeStandalone(project: string): Promise<KernelDescription> {
  await using _lock = await takeFolder(project);
  const { kernel } = await createHouse(project, { command: "hooks", extra: [createLocalChannel().plugin] });
  try {
    await kernel.setup();
    return kernel.describe();
  } finally {
    await kernel.stop("The command is done.");
  }
}
