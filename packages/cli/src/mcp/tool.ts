import type { Json, LinkedProgram, Outcome, Sandbox, ToolSet } from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import type { z } from "zod";
import type { Granted } from "./grants/granted.ts";
import type { Library } from "./library.ts";
import type { Reply } from "./reply.ts";

/** One call of a tool by one client. */
export interface Call {
  library: Library;
  store: FolderSkillStore;
  /** Its runs wait in the client's own queue; they have no tools but those that are given to them. */
  sandbox: Sandbox;
  client: string;
  /** What the client's programs may touch. */
  granted: Granted;
  /** Those tools of the client that sources name. @throws PortolanError `tools-unavailable` */
  tools: (sources: readonly string[]) => Promise<ToolSet>;
  /** Runs a program with the tools that it names; its user is asked about writes. @throws AskFirst */
  run: (program: LinkedProgram, input: Json[]) => Promise<Outcome>;
  /** Aborts when the client cancels the call or goes. */
  signal: AbortSignal;
  /** Tells the client, where it asked for that. */
  progress: (message: string) => void;
}

/** What a call may do; `adds` where it writes into the store: such tools are absent from a read-only server. */
export type Effect = "reads" | "runs" | "adds";

/** A tool that agents call. */
export interface AgentTool<Input extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  output: z.ZodObject;
  effect: Effect;
  call(input: z.infer<Input>, call: Call): Promise<Reply>;
}

/** Keeps the type of the input between schema and function. */
export function agentTool<Input extends z.ZodObject>(tool: AgentTool<Input>): AgentTool {
  return tool;
}
