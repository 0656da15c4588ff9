export * from "./in-process-sandbox.ts";
export * from "./memory-sink.ts";
export * from "./scripted-coder.ts";
