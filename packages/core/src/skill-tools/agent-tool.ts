import type { z } from "zod";
import type { StandardEvaluators } from "../gate/standard-evaluators.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { ToolReply } from "./tool-reply.ts";

/** One call of a tool by one client. */
export interface ToolCall {
  store: SkillStore;
  /** Its runs wait in the client's own queue. */
  sandbox: Sandbox;
  /** Namespaces of the tools that programs may import. */
  tools: readonly string[];
  /** Asked beside the standard evaluators about what is submitted. */
  evaluators?: Partial<StandardEvaluators>;
  /** By which way the client came, such as `mcp`; records of the store name it. */
  origin: string;
  client: string;
  /** Aborts when the client cancels the call or goes. */
  signal: AbortSignal;
  /** Tells the client, where it asked for that. */
  progress: (message: string) => void;
}

/** What a call may do; `adds` where it writes into the store: such tools are absent where it is only read. */
export type CallEffect = "reads" | "runs" | "adds";

/** A tool that agents call. */
export interface AgentTool<Input extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  output: z.ZodObject;
  effect: CallEffect;
  call(input: z.infer<Input>, call: ToolCall): Promise<ToolReply>;
}

/** Keeps the type of the input between schema and function. */
export function agentTool<Input extends z.ZodObject>(tool: AgentTool<Input>): AgentTool {
  return tool;
}
