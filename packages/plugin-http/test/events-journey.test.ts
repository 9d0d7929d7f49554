import events from "@instar/plugin-events";
import { expect, test } from "vitest";
import { openHouse, readEvents } from "./house.ts";

test("what happens to a message is in the journal, and told as it happens", async () => {
  await using house = await openHouse({ beside: [events()] });
  const response = await fetch(`${house.url}/events?type=message`, { headers: { authorization: `Bearer ${house.owner}`, accept: "text/event-stream" } });
  const told = readEvents(response);
  const { id } = (await house.ask("POST", "/conversations/main/messages", { body: { text: "A text that nobody else shall read" } })).body;
  const coming = told.next();
  await house.kernel.clock.advance(1_000);
  const { value: first } = await coming;
  expect(first).toMatchObject({ event: "event", data: { type: "message.accepted", about: { message: id } } });
  await expect.poll(async () => (await house.ask("GET", "/events?type=message.answered")).body.events).toHaveLength(1);
  const { text, body } = await house.ask("GET", "/events");
  expect(text).not.toContain("nobody else");
  const positions = body.events.map(({ position }: { position: number }) => position);
  expect(positions).toEqual([...positions].sort((one: number, other: number) => other - one));
});
