import type { z } from "zod";
import type { Json } from "../json/json.ts";

/** What calling a tool does to the world: nothing, the same thing however often, or something each time. */
export type Effect = "read" | "idempotent" | "write";

/** What a tool is told besides its input. */
export interface ToolContext {
  /** Aborted when the run ends, however it ends: nobody waits for the answer any more. */
  signal: AbortSignal;
  /** The same for the same call of a run with the same id, so that a write that is tried again can be recognised. */
  idempotencyKey: string;
  /** The module that called: `#skills/read-config`, or the name of the program. */
  by: string;
}

/** A host function that a program may call as `import { name } from "#tools/<namespace>"`. */
export interface Tool {
  description: string;
  /** The tool's one argument. */
  input: z.ZodType<Json>;
  output: z.ZodType<Json>;
  effect: Effect;
  /** Throws a `ToolFailure` for what no answer could allow: a write is refused by it before anybody is asked. */
  requireGranted?(input: Json): void;
  call(input: Json, context: ToolContext): Promise<Json>;
}

/** A tool whose `call` has the types of its schemas. */
export function defineTool<Input extends z.ZodType<Json>, Output extends z.ZodType<Json>>(tool: {
  description: string;
  input: Input;
  output: Output;
  effect: Effect;
  requireGranted?(input: z.output<Input>): void;
  call(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>>;
}): Tool {
  return tool as Tool;
}

/** Tools by namespace, then by name: `{ files: { readText } }`. */
export type ToolSet = Readonly<Record<string, Readonly<Record<string, Tool>>>>;

/** A write that somebody is asked about before it happens. */
export interface ApprovalRequest {
  tool: string;
  description: string;
  /** Validated already. */
  input: Json;
  by: string;
  signal: AbortSignal;
}

/** The answer: true, or false with what the program is told. */
export type Approval = boolean | { allowed: boolean; reason?: string };

/** Decides whether a tool whose effect is `write` may run. The wall time of the run stands still meanwhile. */
export type Approve = (request: ApprovalRequest) => Approval | Promise<Approval>;

/** How a tool says that it could not do its work; the program sees name, message and data, never a stack. */
export class ToolFailure extends Error {
  override readonly name = "ToolFailure";
  /** What was missing, what to try. */
  readonly data: Json;

  constructor(message: string, data: Json = null) {
    super(message);
    this.data = data;
  }
}
