import { SessionDrivers } from "@instar/kernel/contracts";
import { IsolationError } from "../errors.ts";
import { agentToolCrossing } from "./agent-tool.ts";
import { channelCrossing } from "./channel.ts";
import { chatCommandCrossing } from "./chat-command.ts";
import { contextBlockCrossing } from "./context-block.ts";
import type { AnyCrossing, Crossing } from "./crossing.ts";
import { healthCheckCrossing } from "./health-check.ts";
import { jobCrossing } from "./job.ts";
import { routeCrossing } from "./route.ts";
import { sessionEnvironmentCrossing } from "./session-environment.ts";

const crossings: readonly AnyCrossing[] = [
  agentToolCrossing,
  channelCrossing,
  chatCommandCrossing,
  contextBlockCrossing,
  healthCheckCrossing,
  jobCrossing,
  routeCrossing,
  sessionEnvironmentCrossing,
];

const holdsMethods = (value: unknown): boolean =>
  typeof value === "function" || (typeof value === "object" && value !== null && Object.values(value).some((inner) => typeof inner === "function"));

/** A point that nobody wrote a crossing for takes what is data through and through. */
const asData = (id: string): Crossing<unknown, unknown> => ({
  point: { kind: "point", id },
  dismantle(value) {
    if (holdsMethods(value))
      throw IsolationError.POINT_REFUSED(id, "it holds functions, and how they cross is only known for the points of the kernel's contracts");
    return { data: value, methods: {} };
  },
  restore: (data) => data,
});

/** How contributions to `id` cross. Throws ISOLATION_POINT_REFUSED for what cannot. */
export function findCrossing(id: string): AnyCrossing {
  if (id === SessionDrivers.id) throw IsolationError.POINT_REFUSED(id, "a session is a living object that the house must be able to end at once");
  return crossings.find(({ point }) => point.id === id) ?? asData(id);
}
