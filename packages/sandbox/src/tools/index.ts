export { fileTools, nameOfRoot, type FileRoot, type FileToolOptions, type FixedPath } from "./file-tools.ts";
export { httpTools, type HttpGrant, type HttpToolOptions } from "./http-tools.ts";
