import type { Effect, Tool, ToolSet } from "@portolan/core";
import { z } from "zod";
import { docComment, oneLine } from "./doc-comment.ts";
import { identifierOf, isPlainName, requireToolNames } from "./tool-names.ts";
import { type JsonSchema, type SchemaType, typeFromSchema } from "./type-from-schema.ts";

const heading = "// A tool that fails throws an Error with name, message and data.\n";
const effects: Record<Effect, string> = {
  read: "",
  idempotent: "@effect idempotent",
  write: "@effect write",
};

/**
 * The TypeScript declarations of the modules behind `#tools/*`, by specifier: what a checker, an editor or a model reads. The
 * same tools give the same text, in whatever order they come. Throws PortolanError `usage` for names that cannot be imported.
 */
export function toolDeclarations(tools: ToolSet): Record<string, string> {
  const modules = Object.entries(tools).toSorted(byName);
  return Object.fromEntries(
    modules.map(([namespace, set]) => [
      `#tools/${namespace}`,
      moduleOf(namespace, Object.entries(set).toSorted(byName)),
    ]),
  );
}

function moduleOf(namespace: string, tools: readonly (readonly [string, Tool])[]): string {
  const names = tools.map(([name]) => name);
  requireToolNames(namespace, names);
  const taken = new Set(names);
  const fresh = (wanted: string): string => {
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}${i}`;
    taken.add(name);
    return name;
  };
  const types: string[] = [];
  const functions = tools.map(([name, tool]) => {
    const own = identifierOf(name);
    const type = (schema: z.ZodType, io: "input" | "output"): SchemaType & { schema: JsonSchema } => {
      const json = jsonSchemaOf(schema, io);
      const made = typeFromSchema(json, () => fresh(`${upper(own)}${upper(io)}`));
      types.push(...made.declarations);
      return { ...made, schema: json };
    };
    const input = type(tool.input, "input");
    const output = type(tool.output, "output");
    const plain = isPlainName(name);
    const local = plain ? name : fresh(isPlainName(own) ? own : `${own}Tool`);
    const imported = plain ? name : `${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)} as ${local}`;
    const comment = docComment([
      oneLine(tool.description),
      tagOf("@param input", input.schema),
      tagOf("@returns", output.schema),
      effects[tool.effect],
      plain ? "" : `Import it so: import { ${oneLine(imported)} } from "#tools/${namespace}"`,
    ]);
    const parameter = `input${acceptsNull(input.schema) ? "?" : ""}: ${input.text}`;
    const text = `function ${local}(${parameter}): Promise<${output.text}>;\n`;
    if (plain) return `${comment}export declare ${text}`;
    return `${comment}declare ${text}export { ${local} as ${JSON.stringify(name)} };\n`;
  });
  // Everything in a declaration file is exported unless something says that it exports.
  const own = types.length > 0 ? `${types.join("\n")}\nexport {};\n` : "";
  return `${heading}${own}${functions.join("")}`;
}

function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  try {
    return z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
  } catch {
    // Some schemas have no JSON Schema at all; the tool itself still validates.
    return {};
  }
}

/** A tool that takes null is one without input: that is what a call without arguments sends. */
function acceptsNull(schema: JsonSchema): boolean {
  const options = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(options)) return options.some((one: JsonSchema) => acceptsNull(one));
  const types = new Set([schema["type"]].flat());
  const values = new Set([schema["const"], schema["enum"]].flat());
  return types.has("null") || values.has(null) || saysNothing(schema);
}

function saysNothing(schema: JsonSchema): boolean {
  return Object.keys(schema).every((key) => ["$schema", "description", "default", "title"].includes(key));
}

function tagOf(tag: string, { description }: JsonSchema): string {
  return typeof description === "string" && description !== "" ? `${tag} ${oneLine(description)}` : "";
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
