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
  files: ["globals.d.ts", "program.ts", "contract.ts", "roster.ts"],
});

/** What a program finds besides the language itself. */
export const globalDeclarations = `declare const console: Readonly<Record<"log" | "info" | "warn" | "error" | "debug", (...values: unknown[]) => void>>;
`;
