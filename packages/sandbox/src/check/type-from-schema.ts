type Schema = Record<string, unknown>;

/** The TypeScript type of what a JSON Schema (as zod writes it) accepts; what it cannot say becomes `unknown`. */
export function typeFromSchema(schema: Schema): string {
  return typeOf(schema, (schema["$defs"] ?? {}) as Record<string, Schema>, 0);
}

function typeOf(schema: Schema, definitions: Record<string, Schema>, depth: number): string {
  // Recursive schemas (z.json()) have no inline type.
  if (depth > 8) return "unknown";
  const inner = (one: unknown): string => typeOf((one ?? {}) as Schema, definitions, depth + 1);
  const union = (all: readonly unknown[], join = " | "): string =>
    [...new Set(all.map(inner))].map(wrap).join(join);

  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((one) => JSON.stringify(one)).join(" | ");
  if (typeof schema["$ref"] === "string") {
    const name = schema["$ref"].replace("#/$defs/", "");
    return name in definitions ? inner(definitions[name]) : "unknown";
  }
  const options = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(options)) return union(options);
  if (Array.isArray(schema["allOf"])) return union(schema["allOf"], " & ");
  if (Array.isArray(schema["type"])) return union(schema["type"].map((type) => ({ ...schema, type })));
  switch (schema["type"]) {
    case "string":
    case "boolean":
    case "null":
      return schema["type"];
    case "number":
    case "integer":
      return "number";
    case "array":
      if (Array.isArray(schema["prefixItems"])) return `[${schema["prefixItems"].map(inner).join(", ")}]`;
      return `${wrap(inner(schema["items"]))}[]`;
    case "object":
      return objectType(schema, inner);
    default:
      return "unknown";
  }
}

function objectType(schema: Schema, inner: (schema: unknown) => string): string {
  const required = new Set((schema["required"] ?? []) as string[]);
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
  const fields = properties.map(([name, one]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return `${key}${required.has(name) ? "" : "?"}: ${inner(one)}`;
  });
  const others = schema["additionalProperties"];
  if (fields.length === 0)
    return typeof others === "object" ? `Record<string, ${inner(others)}>` : "Record<string, unknown>";
  return `{ ${fields.join("; ")} }`;
}

function wrap(type: string): string {
  return / [|&] /.test(type) ? `(${type})` : type;
}
