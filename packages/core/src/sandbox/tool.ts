import type { z } from "zod";
import type { Json } from "../json/json.ts";

/** What calling a tool does to the world: nothing, the same thing however often, or something each time. */
export type Effect = "read" | "idempotent" | "write";

/** A host function that a program may call as `import { name } from "#tools/<namespace>"`. */
export interface Tool {
  description: string;
  /** The tool's one argument. */
  input: z.ZodType<Json>;
  output: z.ZodType<Json>;
  effect: Effect;
  call(input: Json, context: { signal: AbortSignal }): Promise<Json>;
}

/** Tools by namespace, then by name: `{ files: { readText } }`. */
export type ToolSet = Readonly<Record<string, Readonly<Record<string, Tool>>>>;

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
