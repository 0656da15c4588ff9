import type { LinkedProgram } from "@portolan/core";
import { createSandbox } from "../src/index.ts";
import { type Summary, summarize } from "./statistics.ts";

/** Times of checking one changed skill beside a library of so many. */
export interface CheckLatency {
  skills: number;
  /** The first check, which reads the library. */
  firstMs: number;
  changed: Summary;
}

/** Measures a sandbox of its own for each size: the libraries' rounds take turns. */
export async function measureChecks(sizes: readonly number[], rounds: number): Promise<CheckLatency[]> {
  const sides = sizes.map((skills) => ({
    sandbox: createSandbox({ children: 1 }),
    skills,
    times: [] as number[],
    firstMs: 0,
  }));
  for (const side of sides) side.firstMs = await once(side, 0);
  for (let round = 1; round <= rounds; round++) {
    for (const side of sides) side.times.push(await once(side, round));
  }
  await Promise.all(sides.map(({ sandbox }) => sandbox[Symbol.asyncDispose]()));
  return sides.map(({ skills, firstMs, times }) => ({ skills, firstMs, changed: summarize(times.slice(3)) }));
}

async function once(
  { sandbox, skills }: { sandbox: ReturnType<typeof createSandbox>; skills: number },
  version: number,
): Promise<number> {
  const program = programOf(skills, version);
  const startedAt = performance.now();
  const { diagnostics } = await sandbox.check(program);
  const ms = performance.now() - startedAt;
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
  return ms;
}

function programOf(skills: number, version: number): LinkedProgram {
  const used = Math.min(skills, 3);
  const names = Array.from({ length: used }, (_, i) => `skill${(version + i) % skills}`);
  const imports = names.map((name) => `import { ${name} } from "#skills/${specifierOf(name)}";`);
  return {
    name: "changed",
    signature: "(n: number) => number",
    source: `${imports.join("\n")}\nexport function changed(n: number): number {\n  return ${names.map((name) => `${name}(n)`).join(" + ")} + ${version};\n}\n`,
    modules: libraryOf(skills),
  };
}

const libraries = new Map<number, Record<string, string>>();

function libraryOf(skills: number): Record<string, string> {
  const known = libraries.get(skills);
  if (known) return known;
  const made = Object.fromEntries(
    Array.from({ length: skills }, (_, i) => [
      `#skills/skill-${i}`,
      `/** Adds ${i} to every item that is not zero, and sums them. */
export function skill${i}(n: number): number {
  const items = [n, n + 1, n + 2];
  return items.filter((item) => item !== 0).reduce((sum, item) => sum + item + ${i}, 0);
}
`,
    ]),
  );
  libraries.set(skills, made);
  return made;
}

function specifierOf(name: string): string {
  return name.replace("skill", "skill-");
}
