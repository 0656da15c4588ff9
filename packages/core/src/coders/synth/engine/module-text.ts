import type { SynthVariant } from "./adapt.ts";
import { type Expression, walk } from "./expression.ts";
import { Printer } from "./print.ts";
import { statementsOf } from "./statements.ts";
import type { SynthRequest } from "./synthesize.ts";
import type { TypeTable } from "./type-table.ts";
import { typeSource } from "./type-source.ts";

/** The whole module of a found program: imports of the skills it calls, doc comment, one exported function. */
export function moduleText(request: SynthRequest, expression: Expression, types: TypeTable): string {
  const parameters = request.parameters.map(({ name, type }) => `${name}: ${typeSource(type)}`).join(", ");
  const names = request.parameters.map(({ name }) => name);
  const skills = skillsOf(expression).map(({ functionName }) => functionName);
  const taken = [...names, ...skills, request.functionName];
  const body = statementsOf(expression, new Printer(types, taken), types, [...taken, ...localNames]).join(
    "\n  ",
  );
  const imports = skillsOf(expression).map(
    ({ functionName, specifier }) => `import { ${functionName} } from ${JSON.stringify(specifier)};\n`,
  );
  const doc = docComment(request.doc);
  const head = imports.length > 0 ? `${imports.join("")}\n` : "";
  return `${head}${doc}\nexport function ${request.functionName}(${parameters}): ${typeSource(request.result)} {\n  ${body}\n}\n`;
}

/** The module of a skill with other literals in it. */
export function adaptedText(
  { doc, functionName }: SynthRequest,
  { imports, pieces }: Pick<SynthVariant, "imports" | "pieces">,
  literals: readonly (number | string)[],
): string {
  const body = pieces.map((piece, i) => (i === 0 ? piece : JSON.stringify(literals[i - 1]) + piece));
  const head = imports === "" ? "" : `${imports}\n`;
  return `${head}${docComment(doc)}\nexport function ${functionName}${body.join("")}`;
}

/** The text as a doc comment, on one line if it fits. */
function docComment(text: string): string {
  const words = text.replaceAll("*/", "* /").trim().split(/\s+/);
  const line = `/** ${words.join(" ")} */`;
  if (line.length <= widestLine) return line;
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= widestLine)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(` * ${word}`);
  }
  return ["/**", ...lines, " */"].join("\n");
}

const widestLine = 100;

/** Names that operations use for the parameters of their own lambdas. */
const localNames = ["x", "y", "a", "b", "i", "j", "sum", "product"];

/** The skills a program calls, each once, in alphabetical order. */
export function skillsOf(
  expression: Expression,
): { name: string; specifier: string; functionName: string }[] {
  const skills = new Map<string, { name: string; specifier: string; functionName: string }>();
  walk(expression, (part) => {
    if (part.kind === "call" && part.operator.component)
      skills.set(part.operator.component.name, part.operator.component);
  });
  return [...skills.values()].toSorted((a, b) => (a.specifier < b.specifier ? -1 : 1));
}

/** How often a program uses each operation. */
export function operationsOf(expression: Expression): Record<string, number> {
  const counts: Record<string, number> = {};
  walk(expression, (part) => {
    const name = part.kind === "call" ? part.operator.name : part.kind;
    if (name === "variable" || name === "constant" || name === "lambda") return;
    counts[name] = (counts[name] ?? 0) + 1;
  });
  return counts;
}
