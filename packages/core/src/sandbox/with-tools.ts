import type { Sandbox } from "./sandbox.ts";
import type { SyntaxTrees } from "./syntax-tree.ts";
import type { ToolSet } from "./tool.ts";

/**
 * The same sandbox with other tools of its own: whoever runs or checks a program in it (an evaluator, a search of the store, a
 * report) need not know of them. Its owner disposes of it.
 */
export function sandboxWithTools(sandbox: Sandbox, tools: ToolSet): Sandbox {
  return {
    check: (program, options) => sandbox.check(program, { tools, ...options }),
    run: (program, input, options) => sandbox.run(program, input, { tools, ...options }),
    ...(sandbox.declareTools && { declareTools: (set) => sandbox.declareTools?.(set) ?? {} }),
    ...(sandbox.parse && { parse: (...given) => (sandbox as Sandbox & SyntaxTrees).parse(...given) }),
    [Symbol.asyncDispose]: async () => {},
  };
}
