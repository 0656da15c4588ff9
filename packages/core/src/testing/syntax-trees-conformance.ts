import { afterAll, describe, expect, it } from "vitest";
import type { SyntaxNode, SyntaxTrees } from "../sandbox/syntax-tree.ts";

const sources = [
  "export function id(x: number): number {\n  return x;\n}\n",
  `#!/usr/bin/env node
/** A doc comment with {@link id}. */
import { a as b } from "#skills/a"; // a comment
type Row = { readonly [key: string]: number; }
export const f = async <T extends Row>(xs: T[] = [], { n = 1, ...rest }: Row = {}): Promise<string | undefined> => {
  const text = \`a\${xs.length /* in */}b\${b(-3)}c\`, holes = [1, , 2] as const;
  for (const x of xs) { if (!x) continue; else switch (x["k"]) { case 1: break; default: throw new Error("x"); } }
  let [y = 0] = holes; y++; y >>= 2; y ||= ~y;
  label: while (y > 1) { y = y ** 2 ?? (y ? 1 : 0); break label; }
  do ; while (typeof rest === "string" && rest instanceof Object);
  class C { #p = 1; static get q() { return 1n; } }
  try { void new C(); } catch { delete (rest as Row)["n"]; } finally {}
  return xs?.[0]?.n.toFixed(n).replace(/a"b\\/[/]/gu, "é😀")!;
};
`,
];

/** What every parser of programs must do. */
export function syntaxTreesConformance(name: string, make: () => SyntaxTrees & AsyncDisposable): void {
  describe(`syntax trees: ${name}`, () => {
    const trees = make();
    afterAll(() => trees[Symbol.asyncDispose]());
    const rootOf = async (source: string): Promise<SyntaxNode | undefined> =>
      (await trees.parse([source]))[0]?.root;

    it.each(sources)(
      "has every word and mark of a source in its leaves, once and in order",
      async (source) => {
        const leaves = leavesOf((await rootOf(source))!);
        let at = 0;
        for (const { start, end, text } of leaves) {
          expect(source.slice(at, start).replace(/^#!.*|\/\*[^]*?\*\/|\/\/.*/gm, "")).toMatch(/^\s*$/);
          expect(text).toBe(source.slice(start, end));
          at = end;
        }
        expect(source.slice(at)).toMatch(/^\s*$/);
      },
    );

    it("nests nodes as the program does, and names their kinds", async () => {
      const root = (await rootOf(sources[0] as string))!;
      const [statement] = root.children;
      expect(root.kind).toBe("SourceFile");
      expect(statement?.kind).toBe("FunctionDeclaration");
      expect(statement?.children.map(({ kind, text }) => text ?? kind)).toEqual([
        "export",
        "function",
        "id",
        "(",
        "Parameter",
        ")",
        ":",
        "number",
        "Block",
      ]);
      const kinds = (await rootOf("const x = [1, 'a', true, `t`];"))!;
      expect(leavesOf(kinds).map(({ kind }) => kind)).toEqual(
        expect.arrayContaining([
          "NumericLiteral",
          "StringLiteral",
          "TrueKeyword",
          "NoSubstitutionTemplateLiteral",
        ]),
      );
    });

    it("answers each source by itself, in order, and nothing for one that does not parse", async () => {
      const answers = await trees.parse(["const a = 1;", "const a = ;", "", "}", "const b = 2;"]);
      expect(answers.map((tree) => tree?.source)).toEqual([
        "const a = 1;",
        undefined,
        "",
        undefined,
        "const b = 2;",
      ]);
      expect(await trees.parse([])).toEqual([]);
    });

    it("is plain data, and the same for the same source", async () => {
      const [one, other] = await trees.parse([sources[1] as string, sources[1] as string]);
      expect(JSON.parse(JSON.stringify(one))).toEqual(other);
    });
  });
}

function leavesOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}
