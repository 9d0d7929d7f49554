const testing = /^(?:tests?|testing|specs?|e2e|ci|tmp|temp|scratch|sandbox|playground)\d{0,4}$/;
const live = /^(?:prod|production|prd|live|staging|stage|primary|master|backups?|customers?)\d{0,4}$/;

const wordsIn = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);

/** Whether a name says that others use it: `shop_prod`, `live-db`. */
export const isLiveName = (name: string): boolean => wordsIn(name).some((word) => live.test(word));

/** Whether a name says that tests make it and throw it away: `shop_test`, `test.db`, `ci-postgres`; never when it says that others use it, too. */
export const isTestName = (name: string): boolean => !isLiveName(name) && wordsIn(name).some((word) => testing.test(word));

/** The same of a container, which may be called after development as well. */
export const isSpareContainer = (name: string): boolean => isTestName(name) || (!isLiveName(name) && wordsIn(name).some((word) => /^dev\d{0,4}$/.test(word)));

/** Whether an address or the name of a host is of this machine: also a socket, and none at all. */
export const isOwnHost = (host: string): boolean =>
  /^(?:|localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal|\/.*)$/i.test(host);
