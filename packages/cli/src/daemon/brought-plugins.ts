/** The names of the plugins that the command line itself puts into a house, which no config lists. */
export const brought: ReadonlySet<string> = new Set(["local", "early-listener", "house-description"]);
