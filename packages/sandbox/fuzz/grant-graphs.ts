import type { LinkedProgram } from "@portolan/core";
import fc from "fast-check";

/** What a module of a generated program asks for. */
interface Node {
  specifier: string;
  /** Numbers of skills, all greater than its own; one that is not there stands for a skill that was not linked. */
  imports: number[];
  /** `a.x` */
  uses: string[];
  grants: string[] | undefined;
}

/** A program of skills with rights, and what the rules of grants say about it. */
export interface GrantGraph {
  program: LinkedProgram;
  /** The modules that ask for what they may not have; empty when the program must run. */
  denied: Set<string>;
  /** `#skills/s1 a.x`, in the order of the calls. */
  calls: string[];
}

/** The tools there are. */
export const toolNames = ["a.x", "a.y", "b.z"] as const;
const mostSkills = 5;

const node = fc.record({
  imports: fc.uniqueArray(fc.integer({ min: 0, max: mostSkills }), { maxLength: 3 }),
  uses: fc.uniqueArray(
    fc.oneof(
      { arbitrary: fc.constantFrom(...toolNames), weight: 30 },
      { arbitrary: fc.constantFrom("a.unknown", "c.x", "b.toString"), weight: 1 },
    ),
    { maxLength: 2 },
  ),
  grants: fc.option(
    fc.uniqueArray(fc.constantFrom("a", "b", "a.x", "a.y", "b.z", "c", "a.", ""), { maxLength: 4 }),
    {
      nil: undefined,
      freq: 2,
    },
  ),
});

/** Graphs without cycles; about half of them are denied. */
export const grantGraph: fc.Arbitrary<GrantGraph> = fc
  .tuple(
    node,
    fc.array(node, { minLength: mostSkills, maxLength: mostSkills }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([root, skills, missing]) => {
    const nodes = skills.map((skill, i) => ({
      ...skill,
      specifier: `#skills/s${i}`,
      imports: skill.imports.filter((to) => to > i),
    }));
    // Mostly every skill is there.
    const linked = missing === mostSkills - 1 ? nodes.slice(0, -1) : nodes;
    const imports = root.imports.filter((to) => to < mostSkills);
    const trimmed = linked.map((one) => ({ ...one, imports: one.imports.filter((to) => to < mostSkills) }));
    return graphOf({ ...root, imports, specifier: "subject" }, trimmed);
  });

function graphOf(root: Node, skills: Node[]): GrantGraph {
  const grants: Record<string, string[]> = {};
  for (const { specifier, grants: own } of [root, ...skills]) if (own) grants[specifier] = own;
  const modules = Object.fromEntries(skills.map((skill, i) => [skill.specifier, sourceOf(skill, `s${i}`)]));
  const program = {
    name: "subject",
    signature: "() => Promise<string[]>",
    source: sourceOf(root, "subject"),
    modules,
    grants,
  };
  const denied = new Set<string>();
  const calls: string[] = [];
  visit(root, new Set(toolNames), skills, { denied, calls });
  return { program, denied, calls };
}

/** The rules once more: a module has what it was granted of what its importer has, and without a grant all of that. */
function visit(
  { specifier, imports, uses, grants }: Node,
  importers: ReadonlySet<string>,
  skills: readonly Node[],
  found: Pick<GrantGraph, "denied" | "calls">,
): void {
  const mine = new Set<string>();
  for (const tool of importers) {
    if (!grants || grants.some((grant) => grant === tool || `${grant}.` === tool.slice(0, 2))) mine.add(tool);
  }
  for (const tool of uses) {
    if (mine.has(tool)) found.calls.push(`${specifier} ${tool}`);
    else found.denied.add(specifier);
  }
  for (const to of imports) {
    const skill = skills[to];
    if (skill) visit(skill, mine, skills, found);
    else found.denied.add(specifier);
  }
}

/** Calls its tools one after another, then the skills that it imports. */
function sourceOf({ imports, uses }: Node, name: string): string {
  const lines = uses.map((tool, i) => {
    const [namespace, own] = tool.split(".");
    return `import { ${own} as tool${i} } from "#tools/${namespace}";`;
  });
  for (const to of imports) lines.push(`import { s${to} } from "#skills/s${to}";`);
  const calls = [
    ...uses.map((_, i) => `  await tool${i}(null);`),
    ...imports.map((to) => `  await s${to}();`),
  ];
  return `${lines.join("\n")}\nexport async function ${name}(): Promise<void> {\n${calls.join("\n")}\n}\n`;
}
