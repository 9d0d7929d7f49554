import type { HealthCheck } from "@instar/kernel/contracts";
import { isBroken } from "./check-skill.ts";
import type { Skill } from "./contract.ts";

export function skillsHealth(latest: () => Promise<readonly Skill[]>): HealthCheck {
  return {
    id: "skills",
    async run() {
      const skills = await latest();
      const broken = skills.filter(({ state }) => state === "broken");
      const waiting = skills.filter(({ state }) => state === "waiting");
      if (broken.length > 0)
        return {
          status: "warn",
          summary: `${broken.length === 1 ? "One skill is" : `${broken.length} skills are`} broken: ${broken.map(firstProblem).join(" ")}`,
          why: "Sessions do not get what is in them.",
          hint: "See all that is wrong: instar skills",
        };
      const ready = skills.length - waiting.length;
      const rest = waiting.length === 0 ? "" : `; for a yes wait ${waiting.map(({ name }) => name).join(", ")} (instar skills approve NAME)`;
      return { status: "ok", summary: `${ready === 1 ? "1 skill" : `${ready} skills`} for sessions${rest}.` };
    },
  };
}

function firstProblem({ name, origin, problems }: Skill): string {
  const [first] = problems.filter((problem) => isBroken([problem]));
  return `${name} (${origin}) ${first?.where}: ${first?.text}`;
}
