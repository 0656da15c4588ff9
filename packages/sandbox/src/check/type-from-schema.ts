import { joined, objectType, tupleType, wrapped } from "./type-syntax.ts";

/** A JSON Schema as zod writes it. */
export type JsonSchema = Record<string, unknown>;

/** The TypeScript of a schema. */
export interface SchemaType {
  text: string;
  /** The types that `text` and they themselves name: those of recursive schemas. */
  declarations: string[];
}

const mostDepth = 12;
const mostChars = 8_000;

/**
 * The TypeScript type of what a JSON Schema accepts; what it cannot say, or only at great length, becomes `unknown`.
 * @param nameFor gives a name, never the same twice, to a type that needs one
 */
export function typeFromSchema(schema: JsonSchema, nameFor: () => string): SchemaType {
  const writer = new TypeWriter(schema, nameFor);
  const whole = writer.typeOf(schema, { depth: 0, bare: ["#"] });
  const text = writer.nameOf("#") ?? whole;
  const declarations = writer.declarations();
  const chars = [text, ...declarations].reduce((sum, one) => sum + one.length, 0);
  return chars > mostChars ? { text: "unknown", declarations: [] } : { text, declarations };
}

/** Where a schema stands in another. */
interface Place {
  depth: number;
  /** The references that led here without an object or a list between: to name one of them would be a circle. */
  bare: readonly string[];
}

class TypeWriter {
  readonly #root: JsonSchema;
  readonly #nameFor: () => string;
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  constructor(root: JsonSchema, nameFor: () => string) {
    this.#root = root;
    this.#nameFor = nameFor;
  }

  nameOf(ref: string): string | undefined {
    return this.#names.get(ref);
  }

  declarations(): string[] {
    return [...this.#names].map(([ref, name]) => `type ${name} = ${this.#texts.get(ref) ?? "unknown"};`);
  }

  typeOf(schema: JsonSchema, place: Place): string {
    if (place.depth > mostDepth) return "unknown";
    const within = { ...place, depth: place.depth + 1 };
    if (typeof schema["$ref"] === "string") return this.#reference(schema["$ref"], within);
    if ("const" in schema) return JSON.stringify(schema["const"]);
    if (Array.isArray(schema["enum"]))
      return joined(
        schema["enum"].map((one) => JSON.stringify(one)),
        "|",
      );
    const options = schema["anyOf"] ?? schema["oneOf"];
    if (Array.isArray(options))
      return joined(
        options.map((one: JsonSchema) => this.typeOf(one, within)),
        "|",
      );
    if (Array.isArray(schema["allOf"]))
      return joined(
        schema["allOf"].map((one: JsonSchema) => this.typeOf(one, within)),
        "&",
      );
    if (Array.isArray(schema["type"]))
      return joined(
        schema["type"].map((type) => this.typeOf({ ...schema, type }, within)),
        "|",
      );
    if ("not" in schema) return "never";
    return this.#plain(schema, { depth: within.depth, bare: [] });
  }

  #plain(schema: JsonSchema, inside: Place): string {
    const inner = (one: unknown): string => this.typeOf((one ?? {}) as JsonSchema, inside);
    switch (schema["type"]) {
      case "string":
      case "boolean":
      case "null":
        return schema["type"];
      case "number":
      case "integer":
        return "number";
      case "array":
        return Array.isArray(schema["prefixItems"])
          ? tupleType(schema, schema["prefixItems"].map(inner), inner)
          : `${wrapped(inner(schema["items"]))}[]`;
      case "object":
        return objectType(schema, inner);
      default:
        return "unknown";
    }
  }

  #reference(ref: string, place: Place): string {
    const target = this.#target(ref);
    if (!target) return "unknown";
    // A type that is itself or something else is that something else.
    if (place.bare.includes(ref)) return "never";
    if (place.bare.length > 0) return this.typeOf(target, { ...place, bare: [...place.bare, ref] });
    const known = this.#names.get(ref);
    if (known !== undefined) return known;
    const name = this.#nameFor();
    this.#names.set(ref, name);
    this.#texts.set(ref, this.typeOf(target, { depth: 0, bare: [ref] }));
    return name;
  }

  #target(ref: string): JsonSchema | undefined {
    if (ref === "#") return this.#root;
    const definitions = (this.#root["$defs"] ?? {}) as Record<string, JsonSchema>;
    const name = ref.replace("#/$defs/", "");
    return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  }
}
