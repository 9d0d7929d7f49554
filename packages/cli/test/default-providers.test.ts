import { expect, test } from "vitest";
import { defaultsBeside, listPlugins, serviceOf, withDefaultProviders } from "../src/daemon/default-providers.ts";

test("a default provider has the name of its service, so that it can be named without being loaded", async () => {
  const { plugins } = await withDefaultProviders({ name: "kira", plugins: [] }, []);
  const added = listPlugins(plugins);
  expect(added.map(({ name }) => name)).toEqual(defaultsBeside([]));
  expect(defaultsBeside(added)).toEqual([]);
  for (const plugin of added) expect([plugin.name, serviceOf(plugin)]).toEqual([plugin.name, plugin.name]);
});
