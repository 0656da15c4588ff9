import { isReservedWord } from "@portolan/core";
import { toolDeclarations } from "@portolan/sandbox";

const effects: ReadonlySet<unknown> = new Set(["read", "idempotent", "write"]);
const identifier = /^[A-Za-z_$][\w$]*$/;

/** What is wrong with what should be tools, by namespace and name; nothing when they can be linked. */
export function toolProblems(tools: unknown): string[] {
  if (!isRecord(tools)) return [`tools is ${kindOf(tools)}, not an object of namespaces`];
  const problems: string[] = [];
  for (const [namespace, set] of Object.entries(tools)) {
    // A namespace is the end of a specifier, `#tools/<namespace>`, and stands before the dot of `files.readText`.
    if (!/^[a-z][\w-]*$/i.test(namespace))
      problems.push(`"${namespace}" cannot be a namespace: use letters, digits, - and _, such as files`);
    if (isTool(set))
      problems.push(`${namespace} is a tool, not a namespace of tools: { box: { ${namespace} } }`);
    else if (!isRecord(set)) problems.push(`${namespace} is ${kindOf(set)}, not an object of tools`);
    else for (const [name, tool] of Object.entries(set)) problems.push(...problemsOf(namespace, name, tool));
  }
  return problems;
}

function problemsOf(namespace: string, name: string, tool: unknown): string[] {
  const full = `${namespace}.${name}`;
  if (!identifier.test(name))
    return [`${full} cannot be imported by its name: use letters and digits, such as readText`];
  if (isReservedWord(name))
    return [`${full} cannot be imported by its name: ${name} is a word of the language`];
  if (!isRecord(tool)) return [`${full} is ${kindOf(tool)}, not a tool`];
  const problems: string[] = [];
  if (typeof tool["description"] !== "string") problems.push(`${full} has no description`);
  if (!effects.has(tool["effect"])) problems.push(`${full} ${effectProblem(tool["effect"])}`);
  for (const side of ["input", "output"]) {
    if (tool[side] === undefined) problems.push(`${full} has no ${side} schema`);
    else if (!isSchema(tool[side])) problems.push(`${full} has an ${side} that is not a schema of zod 4`);
  }
  if (typeof tool["call"] !== "function") problems.push(`${full} has no call function`);
  return problems.length > 0 ? problems : declarationProblem(namespace, name, tool);
}

function effectProblem(effect: unknown): string {
  const wanted = `effect must be "read", "idempotent" or "write"`;
  return effect === undefined
    ? `has no effect: ${wanted}`
    : `has the effect ${JSON.stringify(effect)}: ${wanted}`;
}

/** The checker shows programs what a tool takes; a schema that it cannot show would fail there. */
function declarationProblem(namespace: string, name: string, tool: Record<string, unknown>): string[] {
  try {
    toolDeclarations({ [namespace]: { [name]: tool } } as unknown as Parameters<typeof toolDeclarations>[0]);
    return [];
  } catch (error) {
    return [
      `${namespace}.${name} has a schema that cannot be written as a type: ${(error as Error).message}`,
    ];
  }
}

function isTool(value: unknown): boolean {
  return isRecord(value) && typeof value["call"] === "function" && "effect" in value;
}

function isSchema(value: unknown): boolean {
  return isRecord(value) && "_zod" in value && typeof value["safeParseAsync"] === "function";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}
