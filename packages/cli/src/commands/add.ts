export { default } from "./plugins-add.ts";
