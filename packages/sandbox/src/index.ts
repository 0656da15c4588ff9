export { toolDeclarations } from "./check/tool-declarations.ts";
export { createSandbox, type SandboxOptions } from "./create-sandbox.ts";
export { probeSandbox } from "./probe-sandbox.ts";
