import type { Json, Tool } from "@portolan/core";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { toolDeclarations } from "./tool-declarations.ts";
import { files, Workspace } from "./workspace.ts";

const workspace = new Workspace();
afterAll(() => workspace.dispose());

interface Sample {
  schema: z.ZodType;
  value: Json;
}

const names = fc.oneof(fc.constantFrom("a", "b-c", "*/", "new", "ü"), fc.string({ maxLength: 6 })).filter(
  // zod takes what an object inherits for a property of it.
  (name) => !(name in {}),
);
const { sample } = fc.letrec<{ sample: Sample }>((tie) => {
  const inner = tie("sample");
  const several = fc.array(inner, { minLength: 1, maxLength: 3 });
  return {
    sample: fc.oneof(
      { maxDepth: 4 },
      fc.string().map((value) => ({ schema: z.string().describe(value), value })),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ schema: z.number(), value })),
      fc.boolean().map((value) => ({ schema: z.boolean(), value })),
      fc.constant({ schema: z.null(), value: null }),
      fc.constantFrom("x", 1, -2.5, true).map((value) => ({ schema: z.literal(["y", value]), value })),
      fc.json().map((text) => ({ schema: z.json(), value: JSON.parse(text) as Json })),
      inner.map(({ schema, value }) => ({ schema: z.array(schema), value: [value, value] })),
      inner.map(({ schema, value }) => ({ schema: schema.nullable(), value })),
      several.map((all) => ({
        schema: z.union(all.map((one) => one.schema)),
        value: (all.at(-1) as Sample).value,
      })),
      several.map((all) => ({
        schema: z.tuple(all.map((one) => one.schema) as [z.ZodType], z.string()),
        value: [...all.map((one) => one.value), "rest"],
      })),
      fc.tuple(names, inner).map(([name, one]) => ({
        schema: z.record(z.string(), one.schema),
        value: Object.fromEntries([[name, one.value]]),
      })),
      fc
        .uniqueArray(fc.tuple(names, inner, fc.boolean()), { selector: ([name]) => name, maxLength: 4 })
        .map((fields) => ({
          schema: z.object(
            Object.fromEntries(
              fields.map(([name, one, there]) => [
                name,
                (there ? one.schema : one.schema.optional()).describe(`The ${name}`),
              ]),
            ),
          ),
          value: Object.fromEntries(
            fields.filter(([, , there]) => there).map(([name, one]) => [name, one.value]),
          ),
        })),
    ),
  };
});

it("every declaration is TypeScript, and takes what its schema takes", () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 20, maxLength: 20 }), (samples) => {
      for (const { schema, value } of samples) expect(schema.safeParse(value).success).toBe(true);
      const tools = samples.map(({ schema }, i) => [`t${i}`, toolOf(schema)] as const);
      const text = toolDeclarations({ box: Object.fromEntries(tools) })["#tools/box"] as string;
      // What is in a declaration file is not checked, and a broken type there takes anything.
      expect(problems("roster", text)).toEqual([]);
      const calls = samples.map(({ value }, i) => `void t${i}(${JSON.stringify(value)});`);
      const program = `import { ${tools.map(([name]) => name).join(", ")} } from "#tools/box";\n${calls.join("\n")}`;
      expect(problems("program", program, [["#tools/box", text]])).toEqual([]);
      const wrong = `import { t0 } from "#tools/box";\nconst none: ReturnType<typeof t0> = 1;`;
      expect(problems("program", wrong, [["#tools/box", text]])).toHaveLength(1);
    }),
    { numRuns: 30 },
  );
});

function toolOf(schema: z.ZodType): Tool {
  return { description: "", input: schema, output: schema, effect: "read", call: async () => null } as Tool;
}

function problems(file: "program" | "roster", text: string, written: [string, string][] = []): string[] {
  const { program } = workspace.update({ written, removed: [] }, { [file]: text });
  const found = [
    ...program.getSyntacticDiagnostics(files[file]),
    ...program.getSemanticDiagnostics(files[file]),
  ];
  return found.map((one) => `${one.text} ${text.slice(one.pos - 40, one.end + 40)}`);
}
