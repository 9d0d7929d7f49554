import { fromWireError } from "../socket/protocol.ts";
import { runDaemon } from "./run-daemon.ts";

/** The daemon in this process, its log on stderr. */
export async function runInForeground(project: string): Promise<number> {
  let failure: Error | undefined;
  const code = await runDaemon(project, {
    echo: true,
    async announce(announcement) {
      if (announcement.type === "failed") failure = fromWireError(announcement.error);
      else process.stderr.write(`${announcement.name} is running in ${project} (process ${announcement.pid}). Ctrl-C stops it.\n`);
    },
  });
  if (failure !== undefined) throw failure;
  return code;
}
