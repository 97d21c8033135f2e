export { type CompiledLevels, compile } from "./compile";
