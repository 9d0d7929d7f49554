/** Where the person stands: `npm run` works in the checkout's root. */
export const standingFolder = (): string => (process.env["npm_lifecycle_event"] === "instar" ? (process.env["INIT_CWD"] ?? process.cwd()) : process.cwd());
