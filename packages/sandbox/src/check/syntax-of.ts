import { createScanner, type Node, type Scanner, SyntaxKind } from "typescript/unstable/ast";
import type { PlainSyntax } from "./messages.ts";
import { files, type Workspace } from "./workspace.ts";

// What is larger is no program that somebody would fold with another one, and would cost the host more than it is worth.
const mostNodes = 30_000;
const mostDepth = 200;

/** The syntax of a source, down to its marks; undefined when it does not parse or is more than one should look at. */
export function syntaxOf(workspace: Workspace, source: string): PlainSyntax | undefined {
  const { program } = workspace.update({ written: [], removed: [] }, { program: source });
  const file = program.getSourceFile(files.program);
  if (!file || program.getSyntacticDiagnostics(files.program).length > 0) return undefined;
  return new SyntaxReader(source, (node) => node.getStart(file)).read(file, 0);
}

/** Copies a tree; what TypeScript keeps no nodes for (brackets, keywords) is scanned between its nodes. */
class SyntaxReader {
  readonly #scanner: Scanner;
  readonly #source: string;
  readonly #startOf: (node: Node) => number;
  #nodes = 0;

  constructor(source: string, startOf: (node: Node) => number) {
    this.#source = source;
    this.#scanner = createScanner(true);
    this.#startOf = startOf;
  }

  read(node: Node, depth: number): PlainSyntax | undefined {
    if (++this.#nodes > mostNodes || depth > mostDepth) return undefined;
    const start = this.#startOf(node);
    const plain: PlainSyntax = [nameOf(node.kind), start, node.end, []];
    if (node.kind <= SyntaxKind.LastToken) return plain;
    const nodes: Node[] = [];
    node.forEachChild((child) => {
      if (child.kind !== SyntaxKind.EndOfFile) nodes.push(child);
    });
    let at = start;
    for (const child of nodes) {
      const inner = this.read(child, depth + 1);
      if (!inner) return undefined;
      plain[3].push(...this.#marks(at, inner[1]), inner);
      at = child.end;
    }
    plain[3].push(...this.#marks(at, node.end));
    return plain;
  }

  #marks(start: number, end: number): PlainSyntax[] {
    const marks: PlainSyntax[] = [];
    if (start >= end) return marks;
    const scanner = this.#scanner;
    scanner.setText(this.#source, start, end - start);
    for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
      this.#nodes++;
      marks.push([nameOf(kind), scanner.getTokenStart(), scanner.getTokenEnd(), []]);
    }
    return marks;
  }
}

// Some kinds have a second name, such as FirstLiteralToken, which says less.
const names = new Map<number, string>();
for (const [name, kind] of Object.entries(SyntaxKind))
  if (
    typeof kind === "number" &&
    (!names.has(kind) || /^(?:First|Last)[A-Z]/.test(names.get(kind) as string))
  )
    names.set(kind, name);

function nameOf(kind: SyntaxKind): string {
  return names.get(kind) ?? `Kind${kind}`;
}
