/** The project of the checker: strict, erasable TypeScript for ES2024, no DOM, no Node, modules by `#…` specifier. */
export const tsconfig = JSON.stringify({
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    moduleDetection: "force",
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    lib: ["es2024"],
    target: "es2024",
    module: "esnext",
    moduleResolution: "bundler",
    paths: { "#*": ["./modules/*"] },
  },
  files: ["globals.d.ts", "program.ts", "contract.ts"],
});

/** What a program finds besides the language itself. */
export const globalDeclarations = `declare const console: Readonly<Record<"log" | "info" | "warn" | "error" | "debug", (...values: unknown[]) => void>>;
`;

/** A module that compiles when the program's function fits its signature, and the place of the signature in it. */
export function contractFor(
  exported: string,
  signature: string,
): { contractText: string; typeText: { start: number; end: number } } {
  const head = `import { ${exported} } from "./program.ts";
type OrPromise<F> = F extends (...input: infer I) => infer O ? (...input: I) => O | Promise<O> : never;
type Signature = `;
  const contractText = `${head}${signature}
;
${exported} satisfies OrPromise<Signature>;
`;
  return { contractText, typeText: { start: head.length, end: head.length + signature.length + 1 } };
}
