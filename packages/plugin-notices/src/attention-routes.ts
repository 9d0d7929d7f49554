import type { Route } from "@instar/kernel/contracts";
import { withStatus } from "@instar/plugin-http/contract";
import { z } from "zod";
import type { AttentionItem, Notice, Notices } from "./contract.ts";
import { NoticesError } from "./errors.ts";
import { itemSchema } from "./shapes.ts";

const states = z.enum(["open", "acknowledged", "done"]);
const query = z.object({
  state: z
    .union([states, z.array(states)])
    .optional()
    .describe("Only these states; default: those that are not done."),
});
const posted = z.strictObject({
  key: z.string().min(1).max(150).describe("Notices of one key are one thing: they merge."),
  level: z.enum(["info", "attention", "urgent"]).default("attention"),
  title: z.string().trim().min(1).max(200),
  text: z.string().max(4_000).default(""),
});
const change = z.strictObject({ state: states });

/** What a session says: under a key of its own, so that it cannot write over what the house says, and in no line that could pass for the house's. */
const asAgent = ({ key, level, title, text }: Notice): Notice => ({
  key: `agent:${key}`,
  level,
  title: `The agent says: ${title}`,
  text:
    text.trim() === ""
      ? ""
      : text
          .trim()
          .split(/\r\n|[\n\r\u2028\u2029]/)
          .map((line) => `> ${line}`)
          .join("\n"),
});

/** The agent may ask for attention and see what waits; only the owner says that something is done. */
export function attentionRoutes(notices: Notices): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/attention",
      access: "agent",
      summary: "What waits for the owner's attention, newest first.",
      schema: { query, answer: z.object({ items: z.array(itemSchema) }) },
      async handle(_, call) {
        const { state } = (call.query ?? {}) as z.output<typeof query>;
        const asked: readonly AttentionItem["state"][] | undefined = typeof state === "string" ? [state] : state;
        return Response.json({ items: await notices.attention(asked === undefined ? {} : { states: asked }) });
      },
    },
    {
      method: "POST",
      path: "/attention",
      access: "agent",
      summary: "Tells the owner something: at once when urgent, soon when it wants attention, else in the digest.",
      schema: { body: posted, answer: z.object({ accepted: z.literal(true) }) },
      async handle(_, { body, caller }) {
        const notice = body as Notice;
        await notices.notify(caller?.kind === "agent" ? asAgent(notice) : notice);
        return Response.json({ accepted: true }, { status: 202 });
      },
    },
    {
      method: "PATCH",
      path: "/attention/:id",
      access: "owner",
      summary: "Acknowledges an item, closes it, or opens it again.",
      schema: { params: z.object({ id: z.string() }), body: change, answer: itemSchema },
      async handle(_, { params, body }) {
        const id = params["id"] ?? "";
        const item = await notices.change(id, (body as z.output<typeof change>).state);
        if (item === undefined) throw withStatus(NoticesError.NO_SUCH_ITEM(id), 404);
        return Response.json(item);
      },
    },
  ];
}
