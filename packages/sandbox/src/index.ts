export {
  defaultLimits,
  defineTool,
  describeOutcome,
  limitSpecs,
  ToolFailure,
  type Approval,
  type ApprovalRequest,
  type Approve,
  type CheckOptions,
  type CheckReport,
  type Diagnostic,
  type Divergence,
  type Effect,
  type Json,
  type Limits,
  type LinkedProgram,
  type Outcome,
  type Recording,
  type RunOptions,
  type RunTrace,
  type Sandbox,
  type Tool,
  type ToolCallRecord,
  type ToolContext,
  type ToolSet,
} from "@portolan/core";
export { toolDeclarations } from "./check/tool-declarations.ts";
export { createSandbox, type ProcessSandbox } from "./create-sandbox.ts";
export type { ReplayOptions, SandboxOptions } from "./sandbox-options.ts";
export { confinement, type Confinement } from "./pool/confinement.ts";
export type { EngineName } from "./pool/fork-runner.ts";
export { probeSandbox } from "./probe-sandbox.ts";
export { parseRecording, type Replay } from "./replay.ts";
