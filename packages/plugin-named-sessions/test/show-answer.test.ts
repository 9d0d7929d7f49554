import type { Remote } from "@instar/kernel/command";
import { settle } from "@instar/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { NamedSessions } from "../src/index.ts";
import { showAnswer } from "../src/show-answer.ts";
import { createNamedHouse } from "./named-house.ts";

afterEach(() => void vi.restoreAllMocks());

test("who waits long is told once where to look, also for what waits for a yes", async () => {
  await using house = await createNamedHouse();
  let answer: (text: string) => void = () => undefined;
  house.agent.respond(
    () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
  );
  const { turn } = await house.named.spawn({ name: "a", prompt: "think" });
  if (turn === undefined) throw new Error("A prompt was given.");
  await house.until(() => house.agent.inputs.length === 1);
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const printed: unknown[] = [];
  const showing = showAnswer(
    {
      sessions: house.named as unknown as Remote<NamedSessions>,
      turn,
      after: 0,
      json: false,
      signal: new AbortController().signal,
      print: (_, text) => void printed.push(text),
    },
    false,
  );
  const look = async () => {
    await settle();
    await house.clock.advance(20_000);
  };
  await house.until(async () => {
    await look();
    return said.length > 0;
  });
  for (let more = 0; more < 3; more++) await look();
  expect(said).toEqual([expect.stringMatching(/^a goes on\. .*instar session output a --follow.*instar approvals\.\n$/)]);
  answer("done thinking");
  let code: number | undefined;
  void showing.then((ended) => {
    code = ended;
  });
  await house.until(async () => {
    await look();
    return code !== undefined;
  });
  expect(code).toBe(0);
  expect(printed).toEqual(["done thinking"]);
});
