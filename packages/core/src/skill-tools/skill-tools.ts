import type { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";
import type { StandardEvaluators } from "../gate/standard-evaluators.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { ToolSet } from "../sandbox/tool.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { AgentTool, CallEffect, ToolCall } from "./agent-tool.ts";
import { agentTools } from "./agent-tools.ts";
import { clientSandbox } from "./client-sandbox.ts";
import { grantedCall } from "./granted-call.ts";
import { grantedTools, importableText } from "./granted-tools.ts";
import { inputOf } from "./tool-input.ts";
import { failureText } from "./tool-reply.ts";

/** What an agent works with. */
export interface SkillToolsOptions {
  store: SkillStore;
  /** Runs and checks programs, within its own limits; whoever made it disposes of it. */
  sandbox: Sandbox;
  /** What programs may import beside skills: `run_program` names them to the model, and `get_skill` declares them. */
  tools?: ToolSet;
  /** Asked beside the standard ones about what is submitted. */
  evaluators?: Partial<StandardEvaluators>;
  /** Names the agent in the records of the store, in small letters, digits and hyphens; `agent` when absent. */
  agent?: string;
  /** Leaves out the tools that write into the store. */
  readOnly?: boolean;
}

/** What one call says besides its input. */
export interface SkillToolContext {
  /** Ends the call, and the program that it runs. */
  signal?: AbortSignal;
  /** Is told how the call goes on. */
  onProgress?: (message: string) => void;
}

/** What a call gave. */
export interface SkillToolResult {
  /** For a model: it says the next move where there is one. */
  text: string;
  /** The same as data, of the tool's `output`; absent where the tool could do nothing with its input. */
  structured?: Record<string, unknown>;
  /** The program failed, or the tool refused its input: the model is to do something about it. */
  isError: boolean;
}

/** One tool as any kit can take it. */
export interface SkillTool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  /** What a call does: `adds` writes into the store. */
  effect: CallEffect;
  /** Rejects with the signal's reason when it aborts, and with failures that are bugs; whatever a model can act on is a result. */
  execute: (input: unknown, context?: SkillToolContext) => Promise<SkillToolResult>;
}

/** What all calls of an agent have in common. */
type Base = Pick<ToolCall, "store" | "sandbox" | "granted" | "evaluators" | "origin" | "client" | "readOnly">;

/**
 * The tools by which an agent searches, reads, runs, submits and reports on skills: those of `portolan mcp`, for agents in this process.
 * @throws PortolanError `usage` for an agent's name that cannot stand in a record
 */
export function skillTools({
  agent = "agent",
  readOnly = false,
  ...options
}: SkillToolsOptions): SkillTool[] {
  const { store, tools = {}, evaluators } = options;
  const sandbox = clientSandbox(options.sandbox, requireName(agent));
  const granted = grantedTools(tools);
  const base: Base = { store, sandbox, granted, evaluators, origin: "library", client: agent, readOnly };
  return agentTools
    .filter(({ effect }) => !(readOnly && effect === "adds"))
    .map((tool) => {
      const { name, title, input, output, effect } = tool;
      // A program can import only what its writer knows of.
      const importable = name === "run_program" ? importableText(granted) : "";
      const description = tool.description + (importable && ` It ${importable}.`);
      const run: SkillTool["execute"] = (given, context) => execute(tool, given, base, context);
      return { name, title, description, input, output, effect, execute: run };
    });
}

async function execute(
  tool: AgentTool,
  given: unknown,
  base: Base,
  { signal = new AbortController().signal, onProgress }: SkillToolContext = {},
): Promise<SkillToolResult> {
  signal.throwIfAborted();
  try {
    const input = inputOf(tool, given);
    const progress = (message: string): void => onProgress?.(message);
    const told = { signal, progress };
    const call = { ...base, ...told, ...grantedCall(base.granted, base.sandbox, told) };
    const reply = await tool.call(input, call);
    signal.throwIfAborted();
    const { text, structured, isError = false } = reply;
    return { text, structured, isError };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof PortolanError)) throw error;
    return { text: failureText(error), isError: true };
  }
}

function requireName(agent: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agent) && agent.length <= 40) return agent;
  throw new PortolanError("usage", "That cannot be the name of an agent.", {
    value: agent,
    next: "Name it in small letters, digits and hyphens, such as report-bot.",
  });
}
