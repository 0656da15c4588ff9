import { functionNameOf, type LinkedProgram } from "@portolan/core";
import { TypeChecker } from "../src/check/type-checker.ts";

/** What checks cost beside a library of one size. */
export interface CheckCost {
  librarySize: number;
  /** The first check, the start of the checker included. */
  firstMs: number;
  p50Ms: number;
  p95Ms: number;
}

const warmChecks = 60;

/** Times checks of programs that use three skills each, no two the same, with libraries of several sizes linked whole. */
export async function checkCost(librarySizes: readonly number[] = [10, 100, 1_000]): Promise<CheckCost[]> {
  const rows: CheckCost[] = [];
  for (const librarySize of librarySizes) {
    const checker = new TypeChecker(30_000, {});
    const modules = library(librarySize);
    try {
      const times: number[] = [];
      // Ten more than are counted: the checker's own code must get warm, too.
      for (let i = 0; i <= warmChecks + 10; i++)
        times.push(await timeOf(checker, programOf(i, librarySize, modules)));
      const warm = times.slice(11).toSorted((a, b) => a - b);
      const at = (share: number): number => warm[Math.floor(share * (warm.length - 1))] as number;
      rows.push({ librarySize, firstMs: times[0] ?? 0, p50Ms: at(0.5), p95Ms: at(0.95) });
    } finally {
      await checker.dispose();
    }
  }
  return rows;
}

async function timeOf(checker: TypeChecker, program: LinkedProgram): Promise<number> {
  const startedAt = performance.now();
  const { diagnostics } = await checker.check(program);
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
  return performance.now() - startedAt;
}

/** About 1 KB of source a skill; every one but the first calls the one before the last. */
function library(size: number): Record<string, string> {
  const skills = Array.from({ length: size }, (_, i) => {
    const other = i - (i % 3);
    const call =
      i === other ? "" : `import { ${functionNameOf(`skill-${other}`)} } from "#skills/skill-${other}";\n`;
    const seed = i === other ? "0" : `${functionNameOf(`skill-${other}`)}(rows)`;
    const source = `${call}/** Adds up what column ${i} of a table holds, by the names in its first column. */
export function skill${i}(rows: readonly { name: string; values: readonly number[] }[]): number {
  const totals = new Map<string, number>();
  for (const { name, values } of rows) {
    const value = values[${i % 7}] ?? 0;
    if (Number.isFinite(value)) totals.set(name, (totals.get(name) ?? 0) + value);
  }
  const sorted = [...totals.entries()].toSorted(([a], [b]) => a.localeCompare(b));
  return sorted.reduce((sum, [, value]) => sum + value, ${seed});
}
`;
    return [`#skills/skill-${i}`, source] as const;
  });
  return Object.fromEntries(skills);
}

function programOf(round: number, size: number, modules: Record<string, string>): LinkedProgram {
  const used = [0, 1, 2].map((i) => (round * 7 + i * 3) % size);
  const imports = used.map((i) => `import { skill${i} } from "#skills/skill-${i}";`).join("\n");
  const source = `${imports}
/** Adds up ${round} of a text in which each line is a name and numbers. */
export function subject(text: string): number {
  const rows = text.split("\\n").map((line) => {
    const [name = "", ...cells] = line.split(",");
    return { name, values: cells.map(Number) };
  });
  const result: { sum: number }[] = [];
  for (let i = 0; i < ${round}; i++) result.push({ sum: ${used.map((i) => `skill${i}(rows)`).join(" + ")} });
  return result.reduce((sum, row) => Math.max(sum, row.sum), ${round});
}
`;
  return { name: "subject", signature: "(text: string) => number", source, modules };
}

if (import.meta.main) {
  for (const { librarySize, firstMs, p50Ms, p95Ms } of await checkCost()) {
    console.log(
      `${librarySize} skills: first ${firstMs.toFixed(0)} ms, then p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms`,
    );
  }
}
