import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setTracingDisabled } from "@openai/agents";
import type { SkillTool } from "@portolan/core";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { kits } from "./testing/kits.ts";
import type { ScriptedCall } from "./testing/scripted-call.ts";
import { memoryTools } from "./testing/story.ts";

// The same work in each kit: the titles of files, in quotes. What it costs is a function of the script, so that the page can be held to it.

beforeAll(() => setTracingDisabled(true));

const titleOf = (path: string): string => path.replace(/\.\w+$/, "").replaceAll("_", " ");
const pathsOf = (number: number): string[] =>
  Array.from({ length: number }, (_, i) => `annual_report_${1990 + i}.pdf`);
const quoted = (text: string): string => `"${text}"`;
const title: Skill = {
  name: "title-of-file",
  description: "The title of a file: its name without the extension, with spaces.",
  signature: "(path: string) => string",
  source: `export function titleOfFile(path: string): string {\n  return path.replace(/\\.\\w+$/, "").replaceAll("_", " ");\n}\n`,
  call: titleOf,
  inputs: ["a_b.pdf", "notes.txt", "", "x_y_z", "one.two.md", "_", "read me.md", "a_.b"],
};
const quotes: Skill = {
  name: "in-quotes",
  description: "A text in quotes.",
  signature: "(text: string) => string",
  source: 'export function inQuotes(text: string): string {\n  return `"${text}"`;\n}\n',
  call: quoted,
  inputs: ["a b", "", "notes", '"', "x y", " ", "one", "a 'b'"],
};
const composed = `import { inQuotes } from "#skills/in-quotes";
import { titleOfFile } from "#skills/title-of-file";
export function headings(paths: string[]): string[] {
  return paths.map((path) => inQuotes(titleOfFile(path)));
}
`;

const written = `export function headings(paths: string[]): string[] {
  return paths.map((path) => \`"\${path.replace(/\\.\\w+$/, "").replaceAll("_", " ")}"\`);
}
`;

interface Skill {
  name: string;
  description: string;
  signature: string;
  source: string;
  call: (text: string) => string;
  inputs: string[];
}

/** A tool as a kit has it without us: one function, one call. */
function plainTool({ name, description, call }: Skill): SkillTool {
  return {
    name: name.replaceAll("-", "_"),
    title: name,
    description,
    input: z.strictObject({ text: z.string() }),
    output: z.object({}),
    effect: "reads",
    execute: async (input) => ({ text: call((input as { text: string }).text), isError: false }),
  };
}

const plain = (skill: Skill, text: string): ScriptedCall => ({
  tool: skill.name.replaceAll("-", "_"),
  input: { text },
});

function submitted({ name, description, signature, source, call, inputs }: Skill): ScriptedCall {
  const cases = inputs.map((input) => ({ input: [input], output: call(input) }));
  return {
    tool: "submit_skill",
    input: { name, description, signature, source, examples: cases.slice(0, 3), cases: cases.slice(3) },
  };
}

/** How an agent may go about it, with the tools that it has. */
async function ways(
  paths: string[],
): Promise<Record<string, { tools: SkillTool[]; steps: ScriptedCall[][] }>> {
  const plainTools = [plainTool(title), plainTool(quotes)];
  const titles = paths.map((path) => plain(title, path));
  const inQuotes = paths.map((path) => plain(quotes, titleOf(path)));
  const search = { tool: "search_skills", input: { query: "the title of a file, in quotes" } };
  const run = { tool: "run_program", input: { source: composed, arguments: [paths] } };
  const runWritten = { tool: "run_program", input: { source: written, arguments: [paths] } };
  const learned = memoryTools();
  for (const { tool, input } of [title, quotes].map(submitted))
    await learned.find(({ name }) => name === tool)?.execute(input);
  return {
    "plain tools, one call a step": {
      tools: plainTools,
      steps: [...titles, ...inQuotes].map((call) => [call]),
    },
    "plain tools, all calls at once": { tools: plainTools, steps: [titles, inQuotes] },
    "a program, without a skill": { tools: memoryTools(), steps: [[runWritten]] },
    "a library that is empty": {
      tools: memoryTools(),
      steps: [[search], [submitted(title), submitted(quotes)], [run]],
    },
    "a library that has both skills": { tools: learned, steps: [[search], [run]] },
  };
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

async function rowsFor(number: number): Promise<string[][]> {
  const paths = pathsOf(number);
  const prompt = `The titles of these files, in quotes: ${paths.join(", ")}`;
  const rows: string[][] = [];
  for (const [way, { steps }] of Object.entries(await ways(paths))) {
    const sizes: string[] = [];
    let requests = 0;
    for (const loop of Object.values(kits)) {
      const { tools } = (await ways(paths))[way] ?? { tools: [] };
      const { asked, told } = await loop(steps, tools, prompt);
      expect(told().at(-1)).toMatchObject({ isError: false });
      ({ requests } = asked());
      sizes.push(kilobytes(asked().bytes));
    }
    const bytes = steps.flat().reduce((sum, { input }) => sum + Buffer.byteLength(JSON.stringify(input)), 0);
    rows.push([`${number}`, way, `${requests}`, `${steps.flat().length}`, kilobytes(bytes), ...sizes]);
  }
  return rows;
}

// `vitest run packages/adapters -u` writes the figures of a change into the page.
it("costs what the page says", async () => {
  const path = fileURLToPath(new URL("../../../docs/adapters.md", import.meta.url));
  const lines = readFileSync(path, "utf8").split("\n");
  const first = lines.findIndex((line) => line.startsWith("| files |")) + 2;
  const widths =
    lines[first]
      ?.split("|")
      .slice(1, -1)
      .map((cell) => cell.length - 2) ?? [];
  const rows = [...(await rowsFor(3)), ...(await rowsFor(30))].map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`,
  );
  const page = lines.with(first, rows.join("\n")).toSpliced(first + 1, rows.length - 1);
  await expect(page.join("\n")).toMatchFileSnapshot(path);
});
