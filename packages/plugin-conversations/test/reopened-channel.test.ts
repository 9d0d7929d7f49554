import { definePlugin } from "@instar/kernel";
import { Channels } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

test("a channel that cannot be opened for hours is tried again and again, and leaves nothing behind each time", async () => {
  let tries = 0;
  const away = definePlugin({
    api: 1,
    name: "away",
    setup: ({ contribute }) =>
      void contribute(Channels, {
        id: "away",
        async open() {
          tries++;
          throw new Error("Nobody is there.");
        },
        send: async () => ({ ref: "never" }),
      }),
  })();
  const warnings: string[] = [];
  const warned = ({ name }: Error) => void warnings.push(name);
  process.on("warning", warned);
  try {
    await using house = await createHouse({ plugins: [away] });
    await house.open();
    await until(async () => {
      await house.clock.advance(60_000);
      return tries > 15;
    });
  } finally {
    process.off("warning", warned);
  }
  expect(warnings).toEqual([]);
});
