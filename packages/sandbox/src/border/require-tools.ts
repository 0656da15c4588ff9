import type { Tool, ToolSet } from "@portolan/core";
import { requireToolNames } from "../check/tool-names.ts";
import { shown, usageError } from "./usage-error.ts";

const known = new WeakSet<ToolSet>();

/** Throws `usage` for what is no set of tools, or has names that cannot be told apart where they are joined by a dot. */
export function requireTools(tools: ToolSet): void {
  if (typeof tools !== "object" || tools === null)
    throw usageError(
      "Tools are no set of tools.",
      shown(tools),
      "Give tools by namespace and name: { files: { readText } }.",
    );
  if (known.has(tools)) return;
  for (const [namespace, set] of Object.entries(tools)) {
    if (typeof set !== "object" || set === null)
      throw usageError(
        `The namespace ${namespace} holds no tools.`,
        shown(set),
        "Give an object of tools by name.",
      );
    requireToolNames(namespace, Object.keys(set));
    const dotted = [namespace, ...Object.keys(set)].find((name) => name.includes("."));
    if (dotted !== undefined)
      throw usageError(
        "A tool or its namespace has a dot in its name.",
        dotted,
        "Name it without, such as readText.",
      );
    for (const [name, tool] of Object.entries(set)) requireTool(`${namespace}.${name}`, tool);
  }
  known.add(tools);
}

function requireTool(name: string, tool: Tool): void {
  const wrong =
    typeof tool !== "object" || tool === null
      ? "it is no object"
      : ((["input", "output"] as const).find((side) => !parses(tool[side])) ??
        (typeof tool.call === "function" ? undefined : "call") ??
        (["read", "idempotent", "write"].includes(tool.effect) ? undefined : "effect"));
  if (wrong === undefined) return;
  throw usageError(
    `The tool ${name} is not one.`,
    wrong,
    "Make it with defineTool: a description, zod schemas input and output, an effect (read, idempotent, write), and call.",
  );
}

function parses(schema: unknown): boolean {
  return typeof (schema as { safeParseAsync?: unknown } | undefined)?.safeParseAsync === "function";
}
