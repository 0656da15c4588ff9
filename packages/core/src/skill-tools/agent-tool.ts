import type { z } from "zod";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { Approve, ToolSet } from "../sandbox/tool.ts";
import type { GrantedTools } from "./granted-tools.ts";
import type { StandardEvaluators } from "../gate/standard-evaluators.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { ToolReply } from "./tool-reply.ts";

/** Who ends a run, and who hears what it logs. */
export type RunTold = Required<Pick<RunOptions, "signal" | "onLog">>;

/** One call of a tool by one client. */
export interface ToolCall {
  store: SkillStore;
  /** The tools that write into it are not there. */
  readOnly: boolean;
  /** Its runs wait in the client's own queue; they have no tools but those that are given to them. */
  sandbox: Sandbox;
  /** What the client's programs may import beside skills. */
  granted: GrantedTools;
  /** The granted tools that a program and its skills name. @throws PortolanError `tools-unavailable` */
  tools: (program: LinkedProgram) => Promise<ToolSet>;
  /** The TypeScript of one granted namespace. @throws PortolanError `tools-unavailable` */
  declare: (namespace: string) => Promise<string>;
  /** Runs a program with the tools that it names; `told` stands in for the call's own signal and progress. */
  run: (program: LinkedProgram, input: Json[], told?: RunTold) => Promise<Outcome>;
  /** Answers about writes of runs that nobody is asked about; the sandbox's own when absent. */
  approve?: Approve;
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
