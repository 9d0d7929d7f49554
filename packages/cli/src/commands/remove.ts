export { default } from "./plugins-remove.ts";
