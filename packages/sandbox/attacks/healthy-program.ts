import type { Json, LinkedProgram, ToolSet } from "@portolan/core";
import { z } from "zod";

const source = `import { add } from "#tools/healthy";
import { words } from "#skills/words";
const marks: unknown[] = [];
export async function healthy(n: number): Promise<unknown> {
  marks.push(n);
  const counts = new Map<string, number>();
  for (const word of words("b a b")) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = await Promise.all([1, 2, n].map((by) => add({ by })));
  const text = \`\${/(\\w)-(\\w)/.exec("x-y")?.[2]} \${"aXbX".replaceAll("X", "-")} \${JSON.stringify({ a: [null, 1.5] })}\`;
  const own = Object.keys({}).length + Reflect.ownKeys(Object.prototype).filter((key) => typeof key === "symbol").length;
  return { sorted, sum, text, own, marks, big: String(2n ** 64n), date: new Date(0).toISOString() };
}`;

/** A program that uses a bit of everything, and what it returns wherever nothing is broken or left over. */
export const healthy: { program: LinkedProgram; value: Json; tools: () => ToolSet } = {
  program: {
    name: "healthy",
    signature: "(n: number) => unknown",
    source,
    modules: {
      "#skills/words": `export function words(text: string): string[] { return text.split(" "); }`,
    },
  },
  value: {
    sorted: [
      ["a", 1],
      ["b", 2],
    ],
    sum: [2, 3, 4],
    text: 'y a-b- {"a":[null,1.5]}',
    own: 0,
    marks: [3],
    big: "18446744073709551616",
    date: "1970-01-01T00:00:00.000Z",
  },
  tools: () => ({
    healthy: {
      add: {
        description: "",
        input: z.object({ by: z.number() }),
        output: z.number(),
        effect: "read",
        call: async (input) => (input as { by: number }).by + 1,
      },
    },
  }),
};
