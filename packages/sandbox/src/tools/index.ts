export { fileTools, type FileRoot, type FileToolOptions } from "./file-tools.ts";
export { httpTools, type HttpGrant, type HttpToolOptions } from "./http-tools.ts";
