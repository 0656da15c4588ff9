import { functionNameOf, type Json, parseSignature, type SyntaxNode, typeText } from "@portolan/core";
import type { ExportedFunction } from "./exported-function.ts";
import type { FamilyParameter } from "./family-name.ts";
import { templateText } from "./normal-form.ts";

/** A place in a source and what shall stand there. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The source of a general skill: that of a member, with parameters where its constants were. */
export function generalSource(
  source: string,
  { statement, name, close, parameters, trailingComma }: ExportedFunction,
  family: { name: string; description: string; parameters: readonly FamilyParameter[] },
  sites: readonly { node: SyntaxNode; parameter: FamilyParameter }[],
): string {
  const added = family.parameters.map((parameter) => `${parameter.name}: ${parameter.type}`).join(", ");
  const comma = parameters.length > 0 && !trailingComma ? ", " : "";
  const edits = [
    docEdit(source, statement.start, family.description),
    { start: name.start, end: name.end, text: functionNameOf(family.name) },
    { start: close.start, end: close.start, text: `${comma}${added}` },
    ...sites.map(({ node, parameter }) => siteEdit(source, node, parameter)),
  ];
  return edited(source, edits);
}

/** The source of a member that has become a call of the general skill. */
export function wrapperSource(
  member: { name: string; signature: string; description: string; async: boolean },
  general: { name: string },
  values: readonly Json[],
): string {
  const { parameters, result } = parseSignature(member.signature);
  const call = functionNameOf(general.name);
  const declared = parameters.map(({ name, type }) => `${name}: ${typeText(type)}`).join(", ");
  const given = [...parameters.map(({ name }) => name), ...values.map(literal)].join(", ");
  const type = member.async ? `Promise<${typeText(result)}>` : typeText(result);
  return `import { ${call} } from "#skills/${general.name}";

${docComment(member.description)}
export ${member.async ? "async " : ""}function ${functionNameOf(member.name)}(${declared}): ${type} {
  return ${call}(${given});
}
`;
}

/** Puts a parameter where a constant was. */
function siteEdit(source: string, { kind, start, end }: SyntaxNode, { name, type }: FamilyParameter): Edit {
  if (kind === templateText) return { start, end, text: `\${${name}}` };
  // `return-1` has no space.
  const space = /[\w$]/.test(source.charAt(start - 1)) ? " " : "";
  // A list that a program writes down is a new one each time, which it may change.
  return { start, end, text: `${space}${type.endsWith("[]") ? `[...${name}]` : name}` };
}

/** Replaces the doc comment before a statement, or puts one there. */
function docEdit(source: string, start: number, description: string): Edit {
  const text = `${docComment(description)}\n`;
  const before = source.slice(0, start).trimEnd();
  const opened = before.lastIndexOf("/**");
  const isDoc = opened >= 0 && before.indexOf("*/", opened + 3) === before.length - 2;
  return { start: isDoc ? opened : start, end: start, text };
}

function edited(source: string, edits: readonly Edit[]): string {
  let text = source;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start))
    text = text.slice(0, start) + replacement + text.slice(end);
  return text;
}

/** A doc comment of lines of at most 100 characters. */
function docComment(description: string): string {
  const safe = description.replace(/\s+/g, " ").replaceAll("*/", "* /").trim();
  if (safe.length <= 92) return `/** ${safe} */`;
  const lines = safe.match(/.{1,96}(?= |$)|\S+/g) ?? [];
  return `/**\n${lines.map((line) => ` * ${line.trim()}`).join("\n")}\n */`;
}

function literal(value: Json): string {
  return Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : JSON.stringify(value);
}
