import { z } from "zod";
import type { Json } from "../../json/json.ts";
import type { ToolSet } from "../../sandbox/tool.ts";

/** A tool that acts on a thing: its input has one required text, the thing's name, and maybe a number of them. */
export interface ActingTool {
  /** `workshop.craft`, as records of calls name it. */
  id: string;
  namespace: string;
  name: string;
  description: string;
  /** The field with the thing's name. */
  field: string;
  /** The field with how many; absent for tools that change how things stand instead of how many there are. */
  countField?: string;
}

/** A tool without input that tells what there is. */
export interface StateTool {
  id: string;
  namespace: string;
  name: string;
  /** Where in its answer the numbers of all things are. */
  counts: string[];
}

/** What the tools of a world can be used for, as far as their schemas say. */
export interface WorldTools {
  acting: ActingTool[];
  state?: StateTool;
}

/** Reads the schemas of tools; those of other forms are left out. */
export function readTools(tools: ToolSet): WorldTools {
  const acting: ActingTool[] = [];
  const states: StateTool[] = [];
  for (const [namespace, named] of Object.entries(tools)) {
    for (const [name, tool] of Object.entries(named)) {
      const names = { id: `${namespace}.${name}`, namespace, name };
      const input = schemaOf(tool.input, "input");
      const fields = actingFields(input);
      if (fields) acting.push({ ...names, description: tool.description, ...fields });
      const counts = input["type"] === "null" ? countsIn(schemaOf(tool.output, "output")) : undefined;
      if (counts) states.push({ ...names, counts });
    }
  }
  return { acting, state: states[0] };
}

type Schema = { [key: string]: Json };

function schemaOf(type: z.ZodType<Json>, io: "input" | "output"): Schema {
  return z.toJSONSchema(type, { io, unrepresentable: "any" }) as Schema;
}

function actingFields(schema: Schema): Pick<ActingTool, "field" | "countField"> | undefined {
  const properties = Object.entries(propertiesOf(schema));
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const texts = properties.filter(([key, { type }]) => type === "string" && required.includes(key));
  const [text] = texts;
  if (!text || texts.length > 1 || required.length > 1) return undefined;
  const count = properties.find(([, { type }]) => type === "integer" || type === "number");
  return { field: text[0], ...(count && { countField: count[0] }) };
}

/** The first place of a record of numbers. */
function countsIn(schema: Schema): string[] | undefined {
  const more = schema["additionalProperties"] as Schema | undefined;
  if (typeof more === "object" && (more["type"] === "number" || more["type"] === "integer")) return [];
  for (const [key, property] of Object.entries(propertiesOf(schema))) {
    const found = countsIn(property);
    if (found) return [key, ...found];
  }
  return undefined;
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  return (schema["properties"] ?? {}) as Record<string, Schema>;
}
