export * from "./embedder-conformance.ts";
export * from "./in-process-sandbox.ts";
export * from "./memory-sink.ts";
export * from "./memory-skill-store.ts";
export * from "./sandbox-conformance.ts";
export * from "./scripted-coder.ts";
export * from "./skill-store-conformance.ts";
export * from "./type-relation-conformance.ts";
