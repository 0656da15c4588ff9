// What a model might call with an empty library before it; the examples of agent kits let one do it by this script.
const of = (name: string) => ({ input: [name], output: name.split("_").join(" ") });
const skill = {
  name: "spaced-name",
  description: "The words of a snake_case name, with spaces between them.",
  signature: "(name: string) => string",
  examples: ["a_b", "one_two_three", "plain", ""].map(of),
  cases: ["x_y_z", "_", "a__b", "snake_case_name", "_start", "end_", "UPPER_case", "with space_too"].map(of),
};
const program = (body: string): string =>
  `export function spacedName(name: string): string {\n  return ${body};\n}\n`;
const titles = `import { spacedName } from "#skills/spaced-name";
export function titles(names: string[]): string[] {
  return names.map((name) => spacedName(name).toUpperCase());
}
`;
const query = "the words of a snake_case name";

export const calls: { tool: string; input: Record<string, unknown> }[] = [
  { tool: "search_skills", input: { query } },
  { tool: "submit_skill", input: { ...skill, source: program('name.replace("_", " ")') } },
  { tool: "submit_skill", input: { ...skill, source: program('name.replaceAll("_", " ")') } },
  { tool: "search_skills", input: { query } },
  { tool: "run_skill", input: { name: "spaced-name", arguments: ["change_log"] } },
  { tool: "run_program", input: { source: titles, arguments: [["change_log", "notes"]] } },
];
