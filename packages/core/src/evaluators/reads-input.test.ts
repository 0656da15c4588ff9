import { expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { readsInputEvaluator } from "./reads-input.ts";

/** A sandbox in which nothing but the files of the examples is there, and which tells of the calls that a program makes of a tool. */
function withFiles(asked: (path: Json | undefined) => Json): Sandbox {
  const sandbox = inProcessSandbox();
  return {
    ...sandbox,
    check: (...given) => sandbox.check(...given),
    async run(program, input, options) {
      const outcome = await sandbox.run(program, input, options);
      const call = {
        tool: "files.readText",
        by: "subject",
        effect: "read" as const,
        input: asked(input[0]),
        startMs: 0,
        endMs: 0,
        ok: false,
        output: null,
      };
      return { ...outcome, toolCalls: [call] };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

async function judge(sandbox: Sandbox, module: string) {
  const signature = "(path: string) => string";
  const source = `// ${module}
export function subject(path: string): string {
  if (/^[abcd]\\.md$/.test(path)) return path + "!";
  throw new Error("there is no such file");
}
`;
  return readsInputEvaluator(sandbox).evaluate({
    task: {
      id: "s/subject",
      suite: "s",
      goal: "Anything.",
      signature,
      order: 0,
      examples: ["a.md", "b.md", "c.md", "d.md"].map((path) => ({ input: [path], output: `${path}!` })),
      cases: [],
      score: [],
    },
    program: { name: "subject", signature, source, modules: {} },
    report: { diagnostics: [], imports: [] },
  });
}

it.each([
  ["asks a tool for what it is given", (path: Json | undefined) => path ?? "", "#tools/files", "passed"],
  ["asks a tool always for the same", () => "x", "#tools/files", "failed"],
  ["has no tool", (path: Json | undefined) => path ?? "", "", "failed"],
])("judges a program that knows the examples only, and %s", async (_, asked, module, status) => {
  expect((await judge(withFiles(asked), module)).status).toBe(status);
});
