export { default } from "./plugins.ts";
