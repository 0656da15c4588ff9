import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { functionNameOf, type SyntaxNode, type SyntaxTrees } from "@portolan/core";
import type { AuthoredTask } from "../../packages/bench/src/suites/author.ts";
import { listsLevels } from "../../packages/bench/src/suites/lists/lists.ts";
import { levelOne } from "../../packages/bench/src/suites/text/level-1.ts";
import { levelTwo } from "../../packages/bench/src/suites/text/level-2.ts";
import { levelThree } from "../../packages/bench/src/suites/text/level-3.ts";
import { levelFour } from "../../packages/bench/src/suites/text/level-4.ts";
import { levelFive } from "../../packages/bench/src/suites/text/level-5.ts";
import { levelSix } from "../../packages/bench/src/suites/text/level-6.ts";
import { renamed } from "./wrap.ts";

/** A declaration at the top of a file, without `export`. */
interface Declaration {
  name: string;
  file: string;
  text: string;
}

const levels: Readonly<Record<string, AuthoredTask[][]>> = {
  lists: listsLevels,
  text: [levelOne, levelTwo, levelThree, levelFour, levelFive, levelSix],
};

/**
 * The solution of each task of a built-in suite as a program of its own, by the task's name: what its author wrote, with all that
 * it calls in one module.
 */
export async function referenceSources(suite: string, trees: SyntaxTrees): Promise<Map<string, string>> {
  if (levels[suite] === undefined) return new Map();
  const declarations = await declarationsOf(suite, trees);
  const tasks = levels[suite].flat();
  return new Map(
    tasks.flatMap((task) => {
      const source = programOf(task, declarations);
      return source === undefined ? [] : [[task.name, source] as const];
    }),
  );
}

async function declarationsOf(suite: string, trees: SyntaxTrees): Promise<Declaration[]> {
  const folder = new URL(`../../packages/bench/src/suites/${suite}/`, import.meta.url);
  const files = readdirSync(fileURLToPath(folder)).filter((file) =>
    /^(level|solutions|classics)[-\w]*\.ts$/.test(file),
  );
  const parsed = await trees.parse(files.map((file) => readFileSync(new URL(file, folder), "utf8")));
  return files.flatMap((file, i) => {
    const tree = parsed[i];
    return (tree?.root.children ?? []).flatMap((statement) => {
      const text = tree?.source.slice(statement.start, statement.end).replace(/^export\s+/, "") ?? "";
      const isCode = /^(const|function|interface|type|async function)\b/.test(text);
      const name = isCode ? firstIdentifier(statement) : undefined;
      return name === undefined || text.includes("AuthoredTask[]") ? [] : [{ name, file, text }];
    });
  });
}

function programOf(task: AuthoredTask, declarations: readonly Declaration[]): string | undefined {
  const own = task.reference.name;
  const start = declarations.find(({ name }) => name === own);
  if (!start) return undefined;
  const reached = new Set<Declaration>();
  const reach = (declaration: Declaration): void => {
    if (reached.has(declaration)) return;
    reached.add(declaration);
    for (const word of new Set(declaration.text.match(/[A-Za-z_$][\w$]*/g))) {
      const named = declarations.filter(({ name }) => name === word);
      const next = named.find(({ file }) => file === declaration.file) ?? named[0];
      if (next) reach(next);
    }
  };
  reach(start);
  const others = [...reached].filter((one) => one !== start).toReversed();
  const body = [...others, { ...start, text: `export ${start.text}` }].map(({ text }) => text).join("\n\n");
  return `${renamed(body, own, functionNameOf(task.name))}\n`;
}

function firstIdentifier(node: SyntaxNode): string | undefined {
  if (node.kind === "Identifier") return node.text;
  for (const child of node.children) {
    const name = firstIdentifier(child);
    if (name !== undefined) return name;
  }
  return undefined;
}
