import { docComment, oneLine } from "./doc-comment.ts";
import type { JsonSchema } from "./type-from-schema.ts";

/** The TypeScript of a tuple; what is beyond `minItems` may be missing. */
export function tupleType(
  schema: JsonSchema,
  items: readonly string[],
  inner: (one: unknown) => string,
): string {
  const least = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const parts = items.map((item, i) => (i < least ? item : `${wrapped(item)}?`));
  const rest = typeof schema["items"] === "object" ? [`...${wrapped(inner(schema["items"]))}[]`] : [];
  return `[${[...parts, ...rest].join(", ")}]`;
}

/** The TypeScript of an object, on several lines when its fields have descriptions. */
export function objectType(schema: JsonSchema, inner: (one: unknown) => string): string {
  const required = new Set((schema["required"] ?? []) as string[]);
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  const others = schema["additionalProperties"];
  if (properties.length === 0)
    return recordType(schema, typeof others === "object" ? inner(others) : "unknown");
  const fields = properties.map(([name, one]) => {
    const key = keyOf(name);
    const doc = typeof one["description"] === "string" ? oneLine(one["description"]) : "";
    return { doc, text: `${key}${required.has(name) ? "" : "?"}: ${inner(one)}` };
  });
  // An index signature of another type would have to fit the named properties, too.
  if (typeof others === "object") fields.push({ doc: "", text: "[key: string]: unknown" });
  if (fields.every(({ doc, text }) => doc === "" && !text.includes("\n")))
    return `{ ${fields.map(({ text }) => text).join("; ")} }`;
  const lines = fields.map(
    ({ doc, text }) => `${docComment([doc], "  ")}  ${text.replaceAll("\n", "\n  ")};\n`,
  );
  return `{\n${lines.join("")}}`;
}

function recordType(schema: JsonSchema, value: string): string {
  const names = schema["propertyNames"] as JsonSchema | undefined;
  const keys = Array.isArray(names?.["enum"]) ? names["enum"].map((one) => keyOf(String(one))) : [];
  // A type may name itself in an index signature, but not as an argument of another type.
  if (keys.length === 0)
    return /^[a-z]+$/.test(value) ? `Record<string, ${value}>` : `{ [key: string]: ${value} }`;
  const fields = keys.map((key) => `${key}${Array.isArray(schema["required"]) ? "" : "?"}: ${value}`);
  return `{ ${fields.join("; ")} }`;
}

function keyOf(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}

/** The types of a union or an intersection as one. */
export function joined(types: readonly string[], operator: "|" | "&"): string {
  const all = [...new Set(types)];
  if (operator === "|" && all.includes("unknown")) return "unknown";
  const some = operator === "|" && all.length > 1 ? all.filter((type) => type !== "never") : all;
  if (some.length === 0) return "never";
  return some.length === 1 ? (some[0] as string) : some.map(wrapped).join(` ${operator} `);
}

/** In parentheses when something that binds tighter follows; braces and brackets hold theirs together. */
export function wrapped(type: string): string {
  let depth = 0;
  for (const part of type.match(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|[{}[\]()|&]/g) ?? []) {
    if ("{[(".includes(part)) depth++;
    else if ("}])".includes(part)) depth--;
    else if (depth === 0 && (part === "|" || part === "&")) return `(${type})`;
  }
  return type;
}
