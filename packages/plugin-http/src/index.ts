import { type Contribution, definePlugin, type Json, optional } from "@instar/kernel";
import { Access, Channels, Events, HealthChecks, Lifecycle, type Route, Routes, SessionEnvironments, Sessions } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { EarlyListener, HouseDescription, Http, type ServedRoute } from "./contract.ts";
import type { Api } from "./create-api.ts";
import { createCallerFinder } from "./find-caller.ts";
import { createHealthChecks } from "./health-checks.ts";
import { createHttpChannel } from "./http-channel.ts";
import { describeApi } from "./open-api.ts";
import type { Listening } from "./open-listening.ts";
import { httpOptions } from "./options.ts";
import { type PlannedPath, type PlannedRoute, planRoutes } from "./plan-routes.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { eventsRoute } from "./routes/events.ts";
import { healthRoute } from "./routes/health.ts";
import { capabilitiesRoute, openApiRoute, statusRoute } from "./routes/house.ts";
import { createSpawnLimit } from "./spawn-limit.ts";

export { Http } from "./contract.ts";

/** What is made of the routes of a moment. */
interface Built {
  readonly routes: readonly ServedRoute[];
  readonly paths: readonly PlannedPath[];
  /** Made with the first request. */
  api?: Api;
  /** Made when somebody asks for it. */
  document?: { readonly url: string | undefined; readonly described: Json };
}

/** Requests that are under way when the house stops have so long. */
const longestDrainMs = 3_000;

/** The agent's local HTTP API: routes of all plugins, behind tokens, described by one document. */
export default definePlugin({
  api: 1,
  name: "http",
  options: httpOptions,
  needs: {
    access: Access,
    lifecycle: Lifecycle,
    events: optional(Events),
    sessions: optional(Sessions),
    conversations: optional(Conversations),
    early: optional(EarlyListener),
    house: optional(HouseDescription),
  },
  provides: Http,
  setup({ name, options, services, hooks, contribute, contributions, own, clock, log, paths }) {
    const { access, lifecycle, events, sessions, conversations, early, house } = services;
    const contributed = contributions(Routes);
    const reported = new Set<string>();
    let listening: Listening | undefined;
    let ready = false;
    let made: Built | undefined;

    const isOpen = ({ plugin, route }: PlannedRoute) => plugin === name && route.path === "/health";
    const redact = house === undefined ? (text: string) => text : house.redact;
    const serving = {
      options,
      clock,
      log,
      events,
      isOpen,
      redact,
      spawns: createSpawnLimit(clock, options.spawnsPerMinute),
      findCaller: createCallerFinder(access, sessions),
    };

    function build(): Built {
      const { paths: planned, refused } = planRoutes(contributed as Iterable<Contribution<Route>>, name);
      for (const { plugin, error } of refused) {
        if (reported.has(error.message)) continue;
        reported.add(error.message);
        log.error("A route is not served.", { by: plugin, error });
        lifecycle.note("pluginError", { plugin, error });
      }
      const routes = planned.flatMap(({ path, methods }) =>
        [...methods].map(
          ([method, one]): ServedRoute => ({
            method,
            path,
            access: isOpen(one) ? "open" : typeof one.route.access === "string" ? one.route.access : "signed",
            plugin: one.plugin,
            ...(one.route.summary === undefined ? {} : { summary: one.route.summary }),
          }),
        ),
      );
      return { routes, paths: planned };
    }
    const served = () => {
      made ??= build();
      return made;
    };
    contributed.onChange(() => {
      made = undefined;
      // What cannot be served is said at once, not at the next request
      if (listening !== undefined) served();
    });

    const http: Http = {
      url: () => listening?.url,
      routes: () => served().routes,
      document(): Json {
        const url = listening?.url;
        const known = served();
        if (known.document === undefined || known.document.url !== url)
          known.document = {
            url,
            described: describeApi(known.paths, { title: house?.describe().name ?? "Instar", version: house?.version ?? "0", url, isOpen }),
          };
        return known.document.described;
      },
    };

    contribute(Routes, healthRoute({ read: createHealthChecks(contributions(HealthChecks), clock, redact), house, sessions, clock, isReady: () => ready }));
    contribute(Routes, statusRoute({ house, sessions, conversations, clock }));
    contribute(Routes, capabilitiesRoute(house, http.routes));
    contribute(Routes, openApiRoute(http.document));
    contribute(Routes, eventsRoute(events, clock));
    if (conversations !== undefined) {
      const channel = createHttpChannel(clock);
      contribute(Channels, channel.channel);
      for (const route of conversationRoutes(conversations, channel, clock)) contribute(Routes, route);
      if (sessions !== undefined) own(sessions.listen(async (session, _key, event) => channel.heard(session, event)));
    }
    contribute(SessionEnvironments, { variables: () => (listening === undefined ? {} : { INSTAR_URL: listening.url }) });

    hooks.start.tap("listen on this machine", async () => {
      // Only who listens loads the server's libraries: a command that sets the house up does without.
      const [{ createApi }, { openListening }] = await Promise.all([import("./create-api.ts"), import("./open-listening.ts")]);
      listening = await openListening(options, {
        early: early?.take(),
        home: paths.home,
        clock,
        log,
        fetch(request, arrival) {
          const known = served();
          known.api ??= createApi(known.paths, serving);
          return known.api.fetch(request, arrival);
        },
      });
      served();
      log.info("The API listens.", { url: listening.url });
    });
    hooks.ready.tap("say that the agent is ready", () => {
      ready = true;
    });
    hooks.stop.tap("answer what was asked, and listen no longer", async ({ graceMs }) => {
      const closing = listening;
      listening = undefined;
      await closing?.close(Math.min(graceMs / 2, longestDrainMs));
    });
    return http;
  },
});
