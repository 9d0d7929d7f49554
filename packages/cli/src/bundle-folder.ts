/** Where main.js, daemon.js and the templates are; set by the build, since chunks lie one folder deeper. */
export const bundleFolder: URL = new URL("../dist/bundle/", import.meta.url);
