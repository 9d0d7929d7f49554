import { openCheck } from "./plugins/check-house.ts";
import type { CheckNews, CheckRequest } from "./plugins/check-report.ts";
import { placeOf, withPlace } from "./plugins/place-of.ts";
import { toWireError } from "./socket/protocol.ts";
import { wait } from "./wait.ts";

/** What a plugin fails to give back in this time ends with the process. */
const stopWithinMs = 2_000;

const tell = (news: CheckNews) =>
  new Promise<void>((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(news, () => resolve());
  });

async function check(request: CheckRequest): Promise<void> {
  try {
    const { report, stop } = await openCheck(request, (doing) => void tell({ type: "step", doing }));
    await tell({ type: "done", report: await report() });
    await Promise.race([stop(), wait(stopWithinMs)]);
  } catch (error) {
    const said = toWireError(error);
    await tell({ type: "failed", error: { ...said, message: withPlace(said.message, placeOf(error, request.project)) } });
  }
}

// What a plugin forgets to catch does not end the agent, so it does not fail the check either.
process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);
// Whoever asked has gone: nobody waits for what comes out.
process.on("disconnect", () => process.exit(1));
process.once("message", (request: CheckRequest) => void check(request).finally(() => process.exit(0)));
