import { join } from "node:path";
import { definePlugin, optional } from "@instar/kernel";
import { AgentCallables, AgentSkills, Events, HealthChecks, Notices, Routes } from "@instar/kernel/contracts";
import { Skills } from "./contract.ts";
import { skillRoutes } from "./skill-routes.ts";
import { createSkills } from "./skills.ts";
import { skillsHealth } from "./skills-health.ts";

export { type Skill, type SkillProblem, Skills } from "./contract.ts";
export { SkillsError } from "./errors.ts";

/** Gathers the skills of plugins and of the agent: checked, approved where they are the agent's own, and given to every session. */
export default definePlugin({
  api: 1,
  name: "skills",
  needs: { events: optional(Events), notices: optional(Notices) },
  provides: Skills,
  setup({ name, services, hooks, contribute, contributions, defer, log, paths }) {
    const all = contributions(AgentSkills);
    const skills = createSkills({
      ...services,
      home: join(paths.home, "skills"),
      state: () => paths.state,
      contributed: () => [...all].filter(({ plugin }) => plugin !== name),
      contribute: (skill) => contribute(AgentSkills, skill),
      log,
    });
    const look = async () => {
      try {
        await skills.look();
      } catch (error) {
        // A session works without skills; without a session nothing works.
        log.warn("The skills could not be looked at, so sessions keep those of before.", { error });
      }
    };

    defer(() => skills.settled());
    hooks.ready.tap("look at the skills", look);
    hooks.sessionStart.tap("have the skills at hand", look);
    hooks.afterMessage.tap("see what the agent wrote for itself", look);
    hooks.sessionEnd.tap("see what the agent wrote for itself", look);
    for (const route of skillRoutes(skills)) contribute(Routes, route);
    contribute(AgentCallables, { service: Skills.id, methods: ["list", "show"] });
    contribute(HealthChecks, skillsHealth(skills.latest));

    const { list, show, install, approve, remove } = skills;
    return { list, show, install, approve, remove };
  },
});
