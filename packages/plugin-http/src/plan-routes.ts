import type { Contribution, InstarError } from "@instar/kernel";
import type { Route } from "@instar/kernel/contracts";
import { HttpError } from "./errors.ts";

export interface PlannedRoute {
  readonly plugin: string;
  readonly route: Route;
}

/** One path and what can be done there. */
export interface PlannedPath {
  readonly path: string;
  readonly methods: ReadonlyMap<string, PlannedRoute>;
}

export interface RoutePlan {
  /** Plain segments before `:names`, so that `/a/new` is found before `/a/:id`. */
  readonly paths: readonly PlannedPath[];
  readonly refused: readonly { readonly plugin: string; readonly error: InstarError }[];
}

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const pathShape = /^(\/([A-Za-z0-9._~-]+|:[A-Za-z][A-Za-z0-9]*))+$/;
const segmentsOf = (path: string) => path.slice(1).split("/");

function unfit({ method, path, access, handle }: Route): string | undefined {
  if (!methods.includes(method)) return `its method is not one of ${methods.join(", ")}`;
  if (typeof path !== "string" || !pathShape.test(path)) return "its path is not made of plain segments and :names";
  const segments = segmentsOf(path);
  if (segments[0]?.startsWith(":")) return "its first segment is not a plain word";
  if (new Set(segments.filter((segment) => segment.startsWith(":"))).size !== segments.filter((segment) => segment.startsWith(":")).length)
    return "two of its :names are the same";
  if (access !== "agent" && access !== "owner" && typeof access?.signed !== "function") return "it does not say who may use it";
  if (typeof handle !== "function") return "it has no handler";
  return undefined;
}

/** Two paths that differ in the names of their parameters only are one. */
const shapeOf = (path: string) => path.replace(/:[^/]+/g, ":");

/** In each segment a plain word sorts before a parameter. */
const orderKey = (path: string) =>
  segmentsOf(path)
    .map((segment) => (segment.startsWith(":") ? "~" : `!${segment}`))
    .join("/");

/**
 * Decides what is served. A first segment belongs to the plugin that comes first in the config, our own to `own`; what another
 * plugin brings there is refused, and so is what cannot be a route.
 */
export function planRoutes(contributed: Iterable<Contribution<Route>>, own: string): RoutePlan {
  const all = [...contributed];
  const owners = new Map<string, string>();
  const paths = new Map<string, { path: string; methods: Map<string, PlannedRoute> }>();
  const refused: { plugin: string; error: InstarError }[] = [];
  const clashes = new Set<string>();
  for (const { plugin, value: route } of [...all.filter(({ plugin }) => plugin === own), ...all.filter(({ plugin }) => plugin !== own)]) {
    const name = `${String(route?.method)} ${String(route?.path)}`;
    const why = unfit(route);
    if (why !== undefined) {
      refused.push({ plugin, error: HttpError.ROUTE_UNFIT(plugin, name, why) });
      continue;
    }
    const segment = segmentsOf(route.path)[0] as string;
    const owner = owners.get(segment) ?? plugin;
    owners.set(segment, owner);
    if (owner !== plugin) {
      if (!clashes.has(`${plugin} ${segment}`)) refused.push({ plugin, error: HttpError.ROUTE_CLASH(plugin, segment, owner) });
      clashes.add(`${plugin} ${segment}`);
      continue;
    }
    const planned = paths.get(shapeOf(route.path)) ?? { path: route.path, methods: new Map<string, PlannedRoute>() };
    paths.set(shapeOf(route.path), planned);
    if (planned.path !== route.path)
      refused.push({ plugin, error: HttpError.ROUTE_UNFIT(plugin, name, `it calls the parameters of ${planned.path} by other names`) });
    else if (planned.methods.has(route.method)) refused.push({ plugin, error: HttpError.ROUTE_UNFIT(plugin, name, "it is there already") });
    else planned.methods.set(route.method, { plugin, route });
  }
  const sorted = [...paths.values()].sort((one, other) => (orderKey(one.path) < orderKey(other.path) ? -1 : 1));
  return { paths: sorted, refused };
}
