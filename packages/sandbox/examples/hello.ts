// Runs one function that nobody trusts. Run me: node examples/hello.ts
import { createSandbox, describeOutcome } from "@portolan/sandbox";

await using sandbox = createSandbox({ limits: { wallMs: 300 } });

const program = (body: string) => ({
  name: "greet",
  signature: "(name: string) => string",
  source: `export function greet(name: string): string {\n  ${body}\n}`,
  modules: {},
});

const bodies = [
  "return `Hello, ${name}`;",
  "while (true);",
  "return (globalThis as any).process.env.HOME;",
  "throw new Error('memory limit exceeded');",
];
for (const body of bodies) {
  const outcome = await sandbox.run(program(body), ["world"]);
  console.log(`${body}\n  ${outcome.kind}: it ${describeOutcome(outcome)}`);
}
