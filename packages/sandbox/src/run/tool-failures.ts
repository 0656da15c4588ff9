import { type Json, ToolFailure } from "@portolan/core";
import type { z } from "zod";

/** What a program is told of a call that failed. */
export interface ToolFailureText {
  name: string;
  message: string;
  data: Json;
}

// A message is for a program to read, and may go on to a model.
const mostMessageChars = 4_000;

/** The program called a tool with an input that the tool's schema refuses. */
export class RefusedInput extends Error {
  readonly issues: { path: string; message: string }[];

  constructor(tool: string, issues: { path: string; message: string }[]) {
    const texts = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    super(`${tool} was called with a wrong input: ${texts.join("; ")}`);
    this.issues = issues;
  }

  static of(tool: string, { issues }: z.ZodError): RefusedInput {
    const found = issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
    return new RefusedInput(tool, found);
  }
}

/** Whoever was asked did not let a tool write. */
export class RefusedWrite extends Error {
  constructor(tool: string, reason: string | undefined) {
    super(`${tool} was not allowed${reason ? `: ${reason}` : ""}`);
  }
}

/** What the program is told when a call threw: name, message and data, never a stack. */
export function failureOf(tool: string, thrown: unknown): ToolFailureText {
  try {
    return describe(tool, thrown);
  } catch {
    // Tools are written by others, who may throw anything: a proxy, a getter that throws. It must not end this process.
    return told("ToolError", `${tool} failed, and what it threw cannot be read`, null);
  }
}

function describe(tool: string, thrown: unknown): ToolFailureText {
  if (thrown instanceof ToolFailure) return told("ToolFailure", thrown.message, thrown.data);
  if (thrown instanceof RefusedInput) return told("ToolInputError", thrown.message, thrown.issues);
  if (thrown instanceof RefusedWrite) return told("ToolRefused", thrown.message, null);
  const message = String(thrown instanceof Error ? thrown.message : thrown);
  return told("ToolError", `${tool} failed: ${message}`, null);
}

function told(name: string, message: string, data: unknown): ToolFailureText {
  return { name, message: message.slice(0, mostMessageChars), data: copyOf(data) };
}

/** Null for what is not JSON, whatever its type says. */
function copyOf(data: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(data) ?? "null") as Json;
  } catch {
    return null;
  }
}
