import { functionNameOf } from "@portolan/core/names";
import { getTokenAtPosition, type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import {
  isBindingElement,
  isElementAccessExpression,
  isIdentifier,
  isImportDeclaration,
  isExportDeclaration,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isStringLiteral,
} from "typescript/unstable/ast/is";
import type { Project, Type } from "typescript/unstable/sync";
import { insteadOf, type Instead } from "./instead.ts";
import { namesInScope } from "./scope-names.ts";
import { calledAt } from "./called-function.ts";

/** Where alternatives are looked for. */
export interface Surroundings {
  project: Project;
  file: SourceFile;
  /** What the program may import. */
  linked: ReadonlySet<string>;
  /** The functions of a module of tools. */
  toolsOf: (specifier: string) => readonly string[];
}

const mostProperties = 20;
const erasable =
  "Write value as T for <T>value, a constant object or a union of literals for an enum, fields for parameter properties.";

type Finder = (token: Node, surroundings: Surroundings, likeliest?: string) => Instead | undefined;

const finders = new Map<number, Finder>();
const use = (finder: Finder, ...codes: number[]): void => {
  for (const code of codes) finders.set(code, finder);
};
use(exportsInstead, 1192, 2305, 2459, 2460, 2613, 2614, 2724);
use(propertiesInstead, 2339, 2550, 2551, 2568, 7053);
use(namesInstead, 2304, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2867, 2868, 18004);
use(fieldsInstead, 2353, 2561);
use(() => ({ available: [], clause: erasable }), 1294);
use(parametersInstead, 2345, 2554, 2555, 2739, 2740, 2741, 2322);

/** What TypeScript's complaint of this number, at this place, could have meant; undefined when nothing is known. */
export function alternativesFor(
  code: number,
  position: number,
  text: string,
  surroundings: Surroundings,
): Instead | undefined {
  const finder = finders.get(code);
  if (!finder) return undefined;
  const likeliest = /Did you mean (?:to write |the static member )?'([^']+)'/.exec(text)?.[1];
  try {
    return finder(getTokenAtPosition(surroundings.file, position), surroundings, likeliest);
  } catch {
    // A hint is not worth a failure: types that broke may break what is asked about them.
    return undefined;
  }
}

function exportsInstead(token: Node, { project }: Surroundings, likeliest?: string): Instead | undefined {
  let statement: Node | undefined = token;
  while (statement && !isImportDeclaration(statement) && !isExportDeclaration(statement))
    statement = statement.parent;
  const module = statement?.moduleSpecifier && project.checker.getSymbolAtLocation(statement.moduleSpecifier);
  if (!module) return undefined;
  const names = project.checker.getExportsOfModule(module).map(({ name }) => name);
  return insteadOf(textOf(token), names, { likeliest });
}

function propertiesInstead(token: Node, { project }: Surroundings, likeliest?: string): Instead | undefined {
  const { parent } = token;
  const owner =
    isPropertyAccessExpression(parent) || isElementAccessExpression(parent)
      ? parent.expression
      : isBindingElement(parent)
        ? parent.parent
        : undefined;
  const type = owner && project.checker.getTypeAtLocation(owner);
  return type && propertyInsteadOf(textOf(token), type, project, likeliest);
}

function namesInstead(
  token: Node,
  { file, linked, toolsOf }: Surroundings,
  likeliest?: string,
): Instead | undefined {
  const missing = textOf(token);
  const module = [...linked].find((specifier) =>
    specifier.startsWith("#tools/")
      ? toolsOf(specifier).includes(missing)
      : functionNameOf(specifier.split("/").at(-1) ?? "") === missing,
  );
  if (module !== undefined)
    return { available: [module], clause: `Import it: import { ${missing} } from "${module}".` };
  const { own, language } = namesInScope(file, token);
  const alike = insteadOf(missing, [...own, ...language], { likeliest, onlyAlike: true });
  // The whole language is no offer; what the program has itself may be.
  return alike ?? insteadOf(missing, own, { onlyAlike: true });
}

function fieldsInstead(token: Node, { project }: Surroundings, likeliest?: string): Instead | undefined {
  const object = token.parent.parent;
  const type = isObjectLiteralExpression(object) ? project.checker.getContextualType(object) : undefined;
  return type && propertyInsteadOf(textOf(token), type, project, likeliest);
}

/** For an argument that does not fit: what the function takes, when it is imported. */
function parametersInstead(token: Node, { project, file }: Surroundings): Instead | undefined {
  const called = calledAt(token, project, file);
  if (!called) return undefined;
  return { available: called.fields.slice(0, 8), clause: `It is declared as ${called.declaration}.` };
}

function propertyInsteadOf(
  missing: string,
  type: Type,
  { checker }: Project,
  likeliest: string | undefined,
): Instead | undefined {
  const names = checker
    .getPropertiesOfType(checker.getApparentType(type) ?? type)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("__@") && !name.startsWith("#"));
  // The methods of a text or a list in the order of the alphabet help nobody.
  return insteadOf(missing, names, { likeliest, onlyAlike: names.length > mostProperties });
}

function textOf(token: Node): string {
  if (isIdentifier(token) || isStringLiteral(token)) return token.text;
  return token.kind === SyntaxKind.PrivateIdentifier ? token.getText() : "";
}
