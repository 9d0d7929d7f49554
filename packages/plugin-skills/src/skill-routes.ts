import type { Route } from "@instar/kernel/contracts";
import { withStatuses } from "@instar/plugin-http/contract";
import { z } from "zod";
import type { Skills } from "./contract.ts";

const statusOf = (code: string) => (code === "SKILLS_NO_SUCH_SKILL" ? 404 : undefined);

const problem = z.object({ where: z.string(), text: z.string(), minor: z.literal(true).optional() });
const skill = z.object({
  name: z.string(),
  description: z.string(),
  origin: z.string().describe("The plugin that brings it, or `agent`."),
  folder: z.string(),
  state: z.enum(["ready", "waiting", "broken"]),
  problems: z.array(problem),
  digest: z.string().optional(),
});

/** What there is to read. Saying yes is the owner's, in a terminal. */
export function skillRoutes(skills: Pick<Skills, "list" | "show">): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/skills",
      access: "agent",
      summary: "The skills of plugins and of the agent, by name, with what is wrong with them.",
      schema: { answer: z.object({ skills: z.array(skill) }) },
      handle: async () => Response.json({ skills: await skills.list() }),
    },
    {
      method: "GET",
      path: "/skills/:name",
      access: "agent",
      summary: "One skill with the text of its SKILL.md and the names of its files.",
      schema: { params: z.object({ name: z.string() }), answer: skill.extend({ text: z.string(), files: z.array(z.string()) }) },
      handle: async (_, { params }) => Response.json(await withStatuses(statusOf, () => skills.show(params["name"] ?? ""))),
    },
  ];
}
