import type { Sandbox, SyntaxTrees } from "@portolan/core";

/** The sandbox as one client has it: its runs take turns with those of other clients, and end with its call. */
export function clientSandbox(sandbox: Sandbox, queue: string): Sandbox {
  return {
    check: (program, options) => sandbox.check(program, options),
    run: (program, input, options) => sandbox.run(program, input, { queue, ...options }),
    ...(sandbox.declareTools && { declareTools: (set) => sandbox.declareTools?.(set) ?? {} }),
    ...(sandbox.parse && { parse: (...given) => (sandbox as Sandbox & SyntaxTrees).parse(...given) }),
    [Symbol.asyncDispose]: async () => {},
  };
}
