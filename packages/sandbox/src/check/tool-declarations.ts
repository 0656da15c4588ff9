import type { ToolSet } from "@portolan/core";
import { z } from "zod";
import { typeFromSchema } from "./type-from-schema.ts";

/** The TypeScript declarations of the modules behind `#tools/*`, by specifier: what a checker, an editor or a model reads. */
export function toolDeclarations(tools: ToolSet): Record<string, string> {
  const modules = Object.entries(tools).map(([namespace, set]) => {
    const functions = Object.entries(set).map(([name, { description, input, output }]) => {
      const given = typeOf(input, "input");
      // A tool that takes null is one without input.
      const parameter = given.split(" | ").includes("null") ? `input?: ${given}` : `input: ${given}`;
      const comment = `/** ${description.replaceAll("*/", "* /").replace(/\s+/g, " ")} */`;
      return `${comment}\nexport declare function ${name}(${parameter}): Promise<${typeOf(output, "output")}>;`;
    });
    return [`#tools/${namespace}`, `${functions.join("\n")}\n`];
  });
  return Object.fromEntries(modules) as Record<string, string>;
}

function typeOf(schema: z.ZodType, io: "input" | "output"): string {
  return typeFromSchema(z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Record<string, unknown>);
}
